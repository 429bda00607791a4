namespace Nano.Web.WebSockets
{
    /// <summary>Where a connection is in its life (RFC 6455 section 7).</summary>
    public enum WebSocketState
    {
        /// <summary>There is no connection, or it is over: nothing is read or sent.</summary>
        Closed,

        /// <summary>Messages flow.</summary>
        Open,

        /// <summary>We have sent Close and wait for the peer's (section 7.1.2); its messages are no longer heard.</summary>
        Closing,
    }
}
