namespace Nano.Web.WebSockets
{
    /// <summary>The WebSockets of a path, by delegates. Each is null by default. All are called by the server's loop.</summary>
    public sealed class WebSocketEvents : WholeMessageHandler
    {
        /// <summary>Makes a handler.</summary>
        /// <param name="slots">The server's slots.</param>
        /// <param name="maximum">The longest message in bytes; a longer one ends its connection with 1009.</param>
        internal WebSocketEvents(int slots, int maximum)
            : base(slots, maximum)
        {
        }

        /// <summary>A client asks to connect: it may be refused, or a subprotocol be chosen. Null refuses pages of foreign origins only.</summary>
        public OpeningHandler Opening { get; set; }

        /// <summary>A connection has opened.</summary>
        public ConnectionHandler Opened { get; set; }

        /// <summary>A message has arrived, text or binary. It is not called for text where <see cref="Text"/> is set.</summary>
        public MessageHandler Message { get; set; }

        /// <summary>A text has arrived. The string is made for it; <see cref="Message"/> makes none.</summary>
        public TextHandler Text { get; set; }

        /// <summary>A connection has ended. Nothing can be sent on it.</summary>
        public ConnectionHandler Closed { get; set; }

        /// <inheritdoc/>
        public override void OnOpening(OpeningHandshake handshake)
        {
            base.OnOpening(handshake);
            if (Opening != null && handshake.Status == Http.HttpStatus.SwitchingProtocols)
            {
                Opening(handshake);
            }
        }

        /// <inheritdoc/>
        public override void OnOpened(WebSocket webSocket)
        {
            if (Opened != null)
            {
                Opened(webSocket);
            }
        }

        /// <inheritdoc/>
        public override void OnWholeMessage(WebSocket webSocket, MessageType type, byte[] buffer, int offset, int count)
        {
            if (type == MessageType.Text && Text != null)
            {
                Text(webSocket, System.Text.Encoding.UTF8.GetString(buffer, offset, count));
            }
            else if (Message != null)
            {
                Message(webSocket, type, buffer, offset, count);
            }
        }

        /// <inheritdoc/>
        public override void OnClosed(WebSocket webSocket, CloseStatus status, bool isClean)
        {
            if (Closed != null)
            {
                Closed(webSocket);
            }
        }
    }
}
