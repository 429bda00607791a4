namespace Nano.Web.Server
{
    /// <summary>Where a <see cref="Connection"/> is in its life.</summary>
    internal enum ConnectionPhase
    {
        /// <summary>It serves nobody.</summary>
        Free,

        /// <summary>Client and transport come to terms, as in a TLS handshake.</summary>
        Opening,

        /// <summary>Its bytes are its HTTP session's.</summary>
        Http,

        /// <summary>Its bytes are its WebSocket's.</summary>
        WebSocket,

        /// <summary>It ends when its last bytes have been sent.</summary>
        Closing,

        /// <summary>Its last bytes have been sent or will be, and it reads on until the client closes or falls silent.</summary>
        Lingering,

        /// <summary>Its last bytes and FIN have been sent, and it reads on until the client closes.</summary>
        HalfClosed,
    }
}
