namespace Nano.Web.WebSockets
{
    /// <summary>Why a connection was closed (RFC 6455 section 7.4).</summary>
    public enum CloseStatus
    {
        /// <summary>Nothing is wrong; never sent.</summary>
        None = 0,

        /// <summary>1000: done.</summary>
        Normal = 1000,

        /// <summary>1001: the server stops, or the page is left.</summary>
        GoingAway = 1001,

        /// <summary>1002: the peer broke the protocol.</summary>
        ProtocolError = 1002,

        /// <summary>1003: a type of message that is not accepted.</summary>
        UnsupportedData = 1003,

        /// <summary>1005: the peer's Close had no status; never sent.</summary>
        NoStatus = 1005,

        /// <summary>1006: the connection ended without Close; never sent.</summary>
        Abnormal = 1006,

        /// <summary>1007: text that is not UTF-8.</summary>
        InvalidData = 1007,

        /// <summary>1008: the message broke a policy.</summary>
        PolicyViolation = 1008,

        /// <summary>1009: the message is too big.</summary>
        MessageTooBig = 1009,

        /// <summary>1010: the client misses an extension; sent by clients only.</summary>
        MandatoryExtension = 1010,

        /// <summary>1011: the server met an error.</summary>
        InternalError = 1011,

        /// <summary>1012: the service restarts.</summary>
        ServiceRestart = 1012,

        /// <summary>1013: try again later.</summary>
        TryAgainLater = 1013,
    }
}
