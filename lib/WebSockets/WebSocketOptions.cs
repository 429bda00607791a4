namespace Nano.Web.WebSockets
{
    /// <summary>The times of a WebSocket connection, in milliseconds.</summary>
    public sealed class WebSocketOptions
    {
        /// <summary>How long a silent peer is left alone before it is pinged, 1 or more; 0 never pings, and keeps a peer that has vanished. Default 15,000.</summary>
        public int PingInterval { get; set; } = 15000;

        /// <summary>How long a pinged peer may stay silent before it counts as dead and its slot is freed, 1 or more. Default 10,000.</summary>
        public int PongTimeout { get; set; } = 10000;

        /// <summary>How long the peer's answer to our Close is awaited before the connection is ended without it, 1 or more. Default 2,000.</summary>
        public int CloseTimeout { get; set; } = 2000;
    }
}
