using Nano.Web.Text;

namespace Nano.Web.Http
{
    // Refusals: a sentence for people, with a code for programs where the service's format says so.
    public sealed partial class Response
    {
        /// <summary>Ends a response that has been begun with a sentence for people as its content: a line of text, or what the <see cref="HttpService.Refusals"/> of the path say.</summary>
        /// <param name="sentence">ASCII text without a line end, and without quotes and backslashes where refusals are JSON.</param>
        public void EndWith(string sentence)
        {
            ByteWriter writer = BeginSentence(sentence.Length);
            if (HasContent)
            {
                writer.WriteAscii(sentence);
            }

            EndSentence();
        }

        /// <summary>Ends a response that has been begun with an error in JSON, <c>{"code":…,"message":…}</c>, as its content.</summary>
        /// <param name="code">For programs: ASCII text without quotes and backslashes.</param>
        /// <param name="message">For people: likewise.</param>
        public void EndWith(string code, string message)
        {
            BeginError(code, message.Length);
            if (HasContent)
            {
                _output.WriteAscii(message);
            }

            EndError(code);
        }

        /// <summary>Begins the content of <see cref="EndWith(string)"/>.</summary>
        /// <param name="count">The sentence's length.</param>
        /// <returns>The writer for the sentence, unless <see cref="HasContent"/> is false.</returns>
        internal ByteWriter BeginSentence(int count)
        {
            BeginError(Code, count);
            return _output;
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

        private void BeginError(string code, int count)
        {
            AddField("Content-Type", code == null ? "text/plain" : "application/json");
            BeginContent(RefusalFormat.Length(code, count));
            if (HasContent)
            {
                RefusalFormat.Begin(_output, code);
            }
        }

        private void EndError(string code)
        {
            if (HasContent)
            {
                RefusalFormat.End(_output, code);
            }

            EndPiece((int)_left);
            End();
        }
    }
}
