using Nano.Web.Http;

namespace Nano.Web.WebSockets
{
    /// <summary>
    /// What an application does with the WebSocket connections of one path. One handler serves all of them, so what it
    /// remembers of one it keeps under <see cref="WebSocket.Slot"/>. All calls come from the server's loop.
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
        /// A client asks to connect. Override to choose a subprotocol or to refuse. The default refuses pages of origins that are
        /// not allowed with 403 (RFC 6455 section 10.2) and accepts everyone else without a subprotocol.
        /// </summary>
        /// <param name="handshake">The client's request.</param>
        public virtual void OnOpening(OpeningHandshake handshake)
        {
            if (handshake.Origin == OriginVerdict.Foreign)
            {
                handshake.RejectOrigin();
            }
        }

        /// <summary>The connection is open: messages may be sent.</summary>
        /// <param name="webSocket">The connection.</param>
        public virtual void OnOpened(WebSocket webSocket)
        {
        }

        /// <summary>
        /// Frames of at most so many bytes arrive in one piece, because they wait in the receive buffer until they are whole, which
        /// so must hold them. The default, 0, hands on every byte when it comes.
        /// </summary>
        public virtual int WholeFrame => 0;

        /// <summary>
        /// A piece of a message has arrived. Text is valid UTF-8 as far as it has arrived; a piece may end within a character.
        /// </summary>
        /// <param name="webSocket">The connection.</param>
        /// <param name="type">Text or binary.</param>
        /// <param name="buffer">Holds the piece until this returns; it may be overwritten.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length; 0 only for the last piece.</param>
        /// <param name="first">Whether a message begins with it.</param>
        /// <param name="last">Whether the message ends with it.</param>
        public virtual void OnMessage(WebSocket webSocket, MessageType type, byte[] buffer, int offset, int count, bool first, bool last)
        {
        }

        /// <summary>There is room to send, after <see cref="WebSocket.WantsToSend"/> was set.</summary>
        /// <param name="webSocket">The connection.</param>
        public virtual void OnWritable(WebSocket webSocket)
        {
        }

        /// <summary>The connection is over; called once for each <see cref="OnOpened"/>.</summary>
        /// <param name="webSocket">The connection; nothing can be sent on it.</param>
        /// <param name="status">The peer's status, or <see cref="CloseStatus.NoStatus"/> for a Close without one, or ours when we ended it, or <see cref="CloseStatus.Abnormal"/>.</param>
        /// <param name="isClean">Whether both sides sent Close (RFC 6455 section 7.1.4).</param>
        public virtual void OnClosed(WebSocket webSocket, CloseStatus status, bool isClean)
        {
        }
    }
}
