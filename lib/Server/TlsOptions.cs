using System.Security.Cryptography.X509Certificates;

namespace Nano.Web.Server
{
    /// <summary>How a <see cref="TlsTransport"/> identifies itself, and whom it lets in.</summary>
    public sealed class TlsOptions
    {
        /// <summary>
        /// The server's certificate with its private key. On nanoFramework an X509Certificate2 of certificate and key, or null for the
        /// certificate that is stored in the device.
        /// </summary>
        public X509Certificate Certificate { get; set; }

        /// <summary>
        /// Whether only clients with a certificate get in (mutual TLS). On nanoFramework it must have been issued by an authority in
        /// the device's own store. Default false.
        /// </summary>
        public bool RequiresClientCertificate { get; set; }

        /// <summary>Desktop only: the authority that must have issued the clients' certificates; null for those the system trusts.</summary>
        public X509Certificate ClientAuthority { get; set; }

        /// <summary>The bytes of a connection that are decrypted ahead, 64 to 16,384: a buffer of this size for each. Default 512.</summary>
        public int ReadBuffer { get; set; } = 512;

        /// <summary>Tells the free native memory, so that a handshake is refused that would exhaust it; null, the default, where nothing tells it.</summary>
        public NativeMemory Memory { get; set; }

        /// <summary>The free native memory in bytes below which a handshake is refused. Default 35,840: on an ESP32 a connection takes 15 KB, and its handshake 20 KB more.</summary>
        public int HandshakeMemory { get; set; } = 35840;

        /// <summary>Whether there is memory for a handshake, as far as it is known.</summary>
        internal bool HasHandshakeMemory()
        {
            return Memory == null || Memory.ReadFree() >= HandshakeMemory;
        }
    }
}
