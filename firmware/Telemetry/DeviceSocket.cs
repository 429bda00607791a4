using Nano.Web.Http;
using Nano.Web.WebSockets;

namespace Nano.Firmware
{
    /// <summary>/ws: samples out, commands in, as JSON text.</summary>
    internal sealed class DeviceSocket : WebSocketHandler
    {
        /// <summary>The messages' format, as Sec-WebSocket-Protocol names it. It is also that of a client that asks for none, or for others only.</summary>
        public const string Subprotocol = "nano.v1.json";

        private readonly Subscriber[] _subscribers;

        public DeviceSocket(Subscriber[] subscribers)
        {
            _subscribers = subscribers;
        }

        /// <inheritdoc/>
        public override void OnOpening(OpeningHandshake handshake)
        {
            base.OnOpening(handshake);
            if (handshake.Status == HttpStatus.SwitchingProtocols && handshake.Offers(Subprotocol))
            {
                handshake.Accept(Subprotocol);
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
            _subscribers[webSocket.Slot].Receive(type, buffer, offset, count, first, last);
        }

        /// <inheritdoc/>
        public override void OnWritable(WebSocket webSocket)
        {
            _subscribers[webSocket.Slot].SendHello();
        }

        /// <inheritdoc/>
        public override void OnClosed(WebSocket webSocket, CloseStatus status, bool isClean)
        {
            _subscribers[webSocket.Slot].End();
        }
    }
}
