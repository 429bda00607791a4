using Nano.Firmware.Messages;
using Nano.Web.Http;
using Nano.Web.Text;

namespace Nano.Firmware.Web
{
    /// <summary>Answers over HTTP what is refused: {"code":…,"message":…} with the status that <see cref="ErrorTable.Status"/> gives.</summary>
    internal sealed class ErrorReply
    {
        private readonly ByteWriter _content = new ByteWriter(new byte[256]);

        /// <summary>Sends the whole response.</summary>
        /// <param name="response">Not begun.</param>
        /// <param name="error">Any but <see cref="ProtocolError.None"/>.</param>
        /// <param name="position">The byte of the content, from 0 on, that is wrong; -1 for none.</param>
        public void Send(Response response, ProtocolError error, int position)
        {
            _content.Clear();
            _content.Write((byte)'{');
            ErrorTable.Write(_content, error, position);
            _content.WriteText("}\n");
            response.Begin(ErrorTable.Status(error));
            response.AddField("Content-Type", "application/json");
            response.AddField("Cache-Control", "no-store");
            response.BeginContent(_content.Count);
            response.Write(_content.Buffer, 0, _content.Count);
            response.End();
        }
    }
}
