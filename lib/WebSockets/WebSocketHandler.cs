using Nano.Web.Http;

namespace Nano.Web.WebSockets
{
    /// <summary>
    /// The application's code for the WebSocket connections of one path. One handler serves all of them, so it keeps the state of a connection in arrays
    /// with <see cref="WebSocket.Slot"/> as the index. All calls come from the server's loop.
    /// </summary>
    public abstract class WebSocketHandler
    {
        internal WebSocketGroup _group;

        /// <summary>The group that the handler's connections join when they open and leave when they end; null, the default, for none. Set it before the server starts.</summary>
        public WebSocketGroup Group
        {
            get => _group;
            set => _group = value;
        }

        /// <summary>
        /// Called for a valid opening handshake. Override it to select a subprotocol or to refuse the client. The default refuses requests from pages of
        /// other origins that are not allowed with 403 (RFC 6455 section 10.2) and accepts all others without a subprotocol.
        /// </summary>
        /// <param name="handshake">The client's handshake.</param>
        public virtual void OnOpening(OpeningHandshake handshake)
        {
            if (handshake.Origin == OriginVerdict.Foreign)
            {
                handshake.RejectOrigin();
            }
        }

        /// <summary>Called when the connection is open and messages can be sent.</summary>
        /// <param name="webSocket">The connection.</param>
        public virtual void OnOpened(WebSocket webSocket)
        {
        }

        /// <summary>
        /// The payload size in bytes up to which a frame is delivered in one piece. Such a frame waits in the receive buffer until it is complete, so the
        /// buffer must be able to hold it. With the default, 0, bytes are delivered as they arrive.
        /// </summary>
        public virtual int WholeFrame => 0;

        /// <summary>Called for each piece of a message. Text is valid UTF-8 so far; a piece may end within a character.</summary>
        /// <param name="webSocket">The connection.</param>
        /// <param name="type">Text or binary.</param>
        /// <param name="buffer">Holds the piece until the call returns. The handler may overwrite it.</param>
        /// <param name="offset">Index of its first byte.</param>
        /// <param name="count">Its length in bytes; 0 only for the last piece.</param>
        /// <param name="first">Whether it is the first piece of the message.</param>
        /// <param name="last">Whether it is the last piece of the message.</param>
        public virtual void OnMessage(WebSocket webSocket, MessageType type, byte[] buffer, int offset, int count, bool first, bool last)
        {
        }

        /// <summary>Called once when there is space to send, after <see cref="WebSocket.WantsToSend"/> was set.</summary>
        /// <param name="webSocket">The connection.</param>
        public virtual void OnWritable(WebSocket webSocket)
        {
        }

        /// <summary>Called when the connection has ended, once for each <see cref="OnOpened"/>.</summary>
        /// <param name="webSocket">The connection. Nothing can be sent on it any more.</param>
        /// <param name="status">
        /// The peer's status; <see cref="CloseStatus.NoStatus"/> when its Close has none; the server's status when the server failed the connection;
        /// <see cref="CloseStatus.Abnormal"/> when the transport ended without Close.
        /// </param>
        /// <param name="isClean">Whether both endpoints sent Close (RFC 6455 section 7.1.4).</param>
        public virtual void OnClosed(WebSocket webSocket, CloseStatus status, bool isClean)
        {
        }
    }
}
