using Nano.Web.WebSockets;

namespace Nano.Tests.Host.Support
{
    /// <summary>Sends every message back, piece by piece.</summary>
    internal sealed class EchoHandler : WebSocketHandler
    {
        /// <summary>Pieces that did not fit, which must not happen: input waits for the room its answer needs.</summary>
        public int Lost { get; private set; }

        /// <summary>How the last connection ended.</summary>
        public CloseStatus ClosedWith { get; private set; }

        /// <summary>How many connections have ended.</summary>
        public int Closed { get; private set; }

        public override void OnMessage(WebSocket webSocket, MessageType type, byte[] buffer, int offset, int count, bool first, bool last)
        {
            if (!webSocket.SendPiece(type, buffer, offset, count, first, last))
            {
                Lost++;
            }
        }

        public override void OnClosed(WebSocket webSocket, CloseStatus status, bool isClean)
        {
            ClosedWith = status;
            Closed++;
        }
    }
}
