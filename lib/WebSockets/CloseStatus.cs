namespace Nano.Web.WebSockets
{
    /// <summary>The status codes of a Close frame (RFC 6455 section 7.4).</summary>
    public enum CloseStatus
    {
        /// <summary>The connection has not been closed. Never sent.</summary>
        None = 0,

        /// <summary>1000: the purpose of the connection is fulfilled.</summary>
        Normal = 1000,

        /// <summary>1001: the server stops, or the browser leaves the page.</summary>
        GoingAway = 1001,

        /// <summary>1002: the peer violated the protocol.</summary>
        ProtocolError = 1002,

        /// <summary>1003: the message has a type that the endpoint does not accept.</summary>
        UnsupportedData = 1003,

        /// <summary>1005: the peer's Close has no status. Never sent.</summary>
        NoStatus = 1005,

        /// <summary>1006: the connection ended without Close. Never sent.</summary>
        Abnormal = 1006,

        /// <summary>1007: a text is not UTF-8.</summary>
        InvalidData = 1007,

        /// <summary>1008: the message violates a policy.</summary>
        PolicyViolation = 1008,

        /// <summary>1009: the message is too big.</summary>
        MessageTooBig = 1009,

        /// <summary>1010: the server did not negotiate a required extension. Only clients send it.</summary>
        MandatoryExtension = 1010,

        /// <summary>1011: an error occurred in the server.</summary>
        InternalError = 1011,

        /// <summary>1012: the service restarts.</summary>
        ServiceRestart = 1012,

        /// <summary>1013: the server is overloaded; the client may try again later.</summary>
        TryAgainLater = 1013,
    }
}
