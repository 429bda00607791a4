namespace Nano.Web.WebSockets
{
    /// <summary>The times of a WebSocket connection, in milliseconds.</summary>
    public sealed class WebSocketOptions
    {
        /// <summary>How long a silent peer is left alone before it is pinged; 0 never pings. Default 15,000.</summary>
        public int PingInterval { get; set; } = 15000;

        /// <summary>How long a pinged peer may stay silent before it counts as dead. Default 10,000.</summary>
        public int PongTimeout { get; set; } = 10000;

        /// <summary>How long the peer's answer to our Close is awaited. Default 2,000.</summary>
        public int CloseTimeout { get; set; } = 2000;
    }
}
