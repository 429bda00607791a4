using Nano.Firmware.Messages;
using Nano.Web.Http;
using Nano.Web.Text;

namespace Nano.Firmware.Web
{
    /// <summary>Answers over HTTP what is refused: {"code":…,"message":…} with the status that <see cref="ErrorTable.Status"/> gives.</summary>
    internal static class ErrorReply
    {
        /// <summary>Sends the whole response.</summary>
        /// <param name="content">Holds the content.</param>
        /// <param name="response">Not begun.</param>
        /// <param name="error">Any but <see cref="ProtocolError.None"/>.</param>
        /// <param name="position">The byte of the content, from 0 on, that is wrong; -1 for none.</param>
        public static void Send(ByteWriter content, Response response, ProtocolError error, int position)
        {
            content.Clear();
            content.Write((byte)'{');
            ErrorTable.Write(content, error, position);
            content.WriteText("}\n");
            response.Begin(ErrorTable.Status(error));
            response.AddField("Content-Type", "application/json");
            response.AddField("Cache-Control", "no-store");
            response.BeginContent(content.Count);
            response.Write(content.Buffer, 0, content.Count);
            response.End();
        }
    }
}
