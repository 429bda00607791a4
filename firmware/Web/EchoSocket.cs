using Nano.Web.WebSockets;

namespace Nano.Firmware.Web
{
    /// <summary>/echo: sends every message back piece by piece as it arrives, whatever its length. For tests and measurements.</summary>
    internal sealed class EchoSocket : WebSocketHandler
    {
        /// <summary>Accepts everyone: nothing here is the board's.</summary>
        public override void OnOpening(OpeningHandshake handshake)
        {
        }

        /// <inheritdoc/>
        public override void OnMessage(WebSocket webSocket, MessageType type, byte[] buffer, int offset, int count, bool first, bool last)
        {
            if (!webSocket.SendPiece(type, buffer, offset, count, first, last))
            {
                // Cannot be: a piece comes only when there is room to answer it.
                webSocket.Fail(CloseStatus.InternalError, "no room for an echo");
            }
        }
    }
}
