using System;
using Nano.Web.Http;

namespace Nano.Web.WebSockets
{
    /// <summary>
    /// A path that serves WebSocket connections only. It does the opening handshake (RFC 6455 section 4.2), after which a <see cref="WebSocket"/> with
    /// this resource's <see cref="Handler"/> takes over the connection. A GET without an upgrade is answered with 426.
    /// </summary>
    public sealed class WebSocketResource : Resource
    {
        private readonly OpeningHandshake _handshake = new OpeningHandshake();
        private readonly HttpService _service;

        /// <summary>Creates the resource of a path.</summary>
        /// <param name="handler">The handler of the path's WebSockets.</param>
        /// <param name="service">The service that the resource is mapped in. Its <see cref="HttpService.Origins"/> writes the refusal of an origin.</param>
        public WebSocketResource(WebSocketHandler handler, HttpService service)
            : base(RequestMethod.Get)
        {
            if (handler == null || service == null)
            {
                throw new ArgumentNullException(handler == null ? "handler" : "service");
            }

            // A frame's header takes up to 14 bytes.
            if (handler.WholeFrame > service._options.ReceiveBuffer - 14)
            {
                throw new ArgumentException("WholeFrame is " + handler.WholeFrame.ToString() + ", and the receive buffer has " + service._options.ReceiveBuffer.ToString() + " bytes: raise HttpOptions.ReceiveBuffer.");
            }

            _service = service;
            Handler = handler;
        }

        /// <summary>The handler of the path's WebSockets.</summary>
        public WebSocketHandler Handler { get; }

        /// <inheritdoc/>
        public override void OnRequest(Exchange exchange)
        {
            OpeningHandshake handshake = _handshake;
            handshake.Begin(exchange._request, exchange.Slot, exchange._origin, Handler);
            if (handshake.Status == HttpStatus.SwitchingProtocols)
            {
                handshake.WriteAccept(exchange._response.SwitchProtocols());
            }
            else
            {
                handshake.WriteReject(exchange._response, _service.Origins);
            }
        }

        /// <inheritdoc/>
        internal override bool Upgrades => true;
    }
}
