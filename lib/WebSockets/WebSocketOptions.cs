namespace Nano.Web.WebSockets
{
    /// <summary>The time-outs of a WebSocket connection, in milliseconds.</summary>
    public sealed class WebSocketOptions
    {
        /// <summary>
        /// The time without received bytes after which the peer is pinged, in milliseconds, 1 or more. 0 disables pings, so that a vanished peer keeps
        /// its slot. Default 15,000.
        /// </summary>
        public int PingInterval { get; set; } = 15000;

        /// <summary>The time that a pinged peer has to answer before the connection is ended, in milliseconds, 1 or more. Default 10,000.</summary>
        public int PongTimeout { get; set; } = 10000;

        /// <summary>The time that the peer has to answer a Close before the connection is ended, in milliseconds, 1 or more. Default 2,000.</summary>
        public int CloseTimeout { get; set; } = 2000;
    }
}
