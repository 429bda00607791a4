namespace Nano.Web.Server
{
    /// <summary>What became of <see cref="OutgoingStream.Open"/>.</summary>
    public enum OpenResult
    {
        /// <summary>The attempt goes on, or none has been made.</summary>
        None,

        /// <summary>The connection is open.</summary>
        Opened,

        /// <summary>The name has no address.</summary>
        UnknownHost,

        /// <summary>The address answers, and nobody listens on the port.</summary>
        Refused,

        /// <summary>The address does not answer, or there is no way to it.</summary>
        Unreachable,

        /// <summary>The TLS handshake failed: no TLS, or a certificate that is not trusted.</summary>
        NotAgreed,

        /// <summary>There is no memory for a thread or a socket.</summary>
        OutOfMemory,
    }
}
