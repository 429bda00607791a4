using Nano.Web.Http;
using Nano.Web.WebSockets;

namespace Nano.Web.Server
{
    /// <summary>A path that speaks WebSocket only: the connection upgrades, and a plain GET is told so with 426.</summary>
    internal sealed class WebSocketResource : Resource
    {
        public WebSocketResource(WebSocketHandler handler)
            : base(HttpMethod.Get)
        {
            Handler = handler;
        }

        public WebSocketHandler Handler { get; }

        /// <inheritdoc/>
        public override void OnRequest(Exchange exchange)
        {
        }
    }
}
