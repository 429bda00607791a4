using Nano.Firmware.Messages;
using Nano.Web.Http;
using Nano.Web.WebSockets;

namespace Nano.Firmware.Web
{
    /// <summary>/ws: samples out, commands in. A client that asks for no format, or for others only, gets JSON.</summary>
    internal sealed class DeviceSocket : WebSocketHandler
    {
        private readonly WebContext _context;
        private readonly Subscriber[] _subscribers;

        public DeviceSocket(WebContext context, Subscriber[] subscribers)
        {
            _context = context;
            _subscribers = subscribers;
        }

        /// <summary>A command in one frame is read where it was received.</summary>
        public override int WholeFrame => CommandReader.MaximumLength;

        /// <inheritdoc/>
        public override void OnOpening(OpeningHandshake handshake)
        {
            base.OnOpening(handshake);
            if (handshake.Status == HttpStatus.SwitchingProtocols)
            {
                _subscribers[handshake.Slot].Choose(Choose(handshake));
            }
        }

        /// <inheritdoc/>
        public override void OnOpened(WebSocket webSocket)
        {
            _subscribers[webSocket.Slot].Begin(webSocket);
        }

        /// <inheritdoc/>
        public override void OnMessage(WebSocket webSocket, MessageType type, byte[] buffer, int offset, int count, bool first, bool last)
        {
            // A frame that a command may have comes in one piece.
            bool isTooLong = count > CommandReader.MaximumLength || webSocket.FrameRemaining > 0;
            _subscribers[webSocket.Slot].Receive(type, buffer, offset, count, first, last, isTooLong);
        }

        /// <inheritdoc/>
        public override void OnWritable(WebSocket webSocket)
        {
            _subscribers[webSocket.Slot].SendMore();
        }

        /// <inheritdoc/>
        public override void OnClosed(WebSocket webSocket, CloseStatus status, bool isClean)
        {
            _subscribers[webSocket.Slot].End(webSocket.Slot);
        }

        private MessageFormat Choose(OpeningHandshake handshake)
        {
            // Whoever offers CBOR at all wants it: JSON comes unasked.
            if (_context.Cbor != null && handshake.Accept(CborFormat.Subprotocol))
            {
                return _context.Cbor;
            }

            handshake.Accept(JsonFormat.Subprotocol);
            return _context.Json;
        }
    }
}
