using Nano.Web.Text;

namespace Nano.Web.Http
{
    // Refusals: a sentence for people, with a code for programs where the service's format says so.
    public sealed partial class Response
    {
        /// <summary>Ends a response that has been begun with a sentence for people as its content: a line of text, or what the <see cref="HttpService.Refusals"/> of the path say.</summary>
        /// <param name="sentence">Text that fits the send buffer, without a line end, and without quotes and backslashes where refusals are JSON.</param>
        public void EndWith(string sentence)
        {
            BeginSentence().WriteText(sentence);
            EndSentence();
        }

        /// <summary>Ends a response that has been begun with an error in JSON, <c>{"code":…,"message":…}</c>, as its content.</summary>
        /// <param name="code">For programs: text without quotes and backslashes.</param>
        /// <param name="message">For people: likewise.</param>
        public void EndWith(string code, string message)
        {
            BeginError(code).WriteText(message);
            EndError(code);
        }

        /// <summary>Begins the content of <see cref="EndWith(string)"/>.</summary>
        /// <returns>The writer for the sentence.</returns>
        internal ByteWriter BeginSentence()
        {
            return BeginError(Code);
        }

        /// <summary>Ends the content and the response.</summary>
        internal void EndSentence()
        {
            EndError(Code);
        }

        /// <summary>The code of a refusal of the request; null where it is a line of text.</summary>
        private string Code
        {
            get
            {
                RefusalFormat format = _service.Refusals;
                return format != null && format.Covers(_request._buffer, _request.PathOffset, _request.PathCount) ? format.GetCode(_status) : null;
            }
        }

        private ByteWriter BeginError(string code)
        {
            AddField("Content-Type", code == null ? "text/plain" : "application/json");
            ByteWriter output = BeginBody();
            RefusalFormat.Begin(output, code);
            return output;
        }

        private void EndError(string code)
        {
            RefusalFormat.End(_output, code);
            EndBody();
        }
    }
}
