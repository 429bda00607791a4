namespace Nano.Web.WebSockets
{
    /// <summary>The states of a connection (RFC 6455 section 7).</summary>
    public enum WebSocketState
    {
        /// <summary>There is no connection, or it has ended: nothing is read or sent.</summary>
        Closed,

        /// <summary>Messages can be sent and received.</summary>
        Open,

        /// <summary>The server has sent Close and waits for the peer's Close (section 7.1.2). It ignores the peer's messages.</summary>
        Closing,
    }
}
