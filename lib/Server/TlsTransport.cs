using System;
using System.Net;
using System.Threading;

namespace Nano.Web.Server
{
    /// <summary>
    /// TLS over TCP (RFC 8446, RFC 5246), by what the platform has. The thread of each stream, which over plain TCP only waits, shakes
    /// hands and decrypts; the loop encrypts what it sends. <see cref="ServerOptions.HandshakeTimeout"/> ends a handshake.
    /// <para>
    /// nanoFramework's handshake is one native call on a socket that blocks, and nothing else runs meanwhile, the time-out included: a
    /// client that stops in the middle of it stops the board. README.md beside this file says more.
    /// </para>
    /// </summary>
    public sealed class TlsTransport : SocketTransport
    {
        private readonly TlsOptions _options;

        /// <summary>Makes a transport; <see cref="SocketTransport.Open"/> begins to listen.</summary>
        /// <param name="address">The address to listen on; <see cref="IPAddress.Any"/> for all.</param>
        /// <param name="port">1 to 65,535, 443 by custom, or 0 for one that is free.</param>
        /// <param name="options">Certificates and sizes.</param>
        /// <exception cref="ArgumentException">The size of the buffer is out of its range.</exception>
        public TlsTransport(IPAddress address, int port, TlsOptions options)
            : base(address, port)
        {
            if (options.ReadBuffer < 64 || options.ReadBuffer > 16384)
            {
                throw new ArgumentException("ReadBuffer: 64 to 16384 bytes.");
            }

            _options = options;
        }

        /// <inheritdoc/>
        public override bool IsSecure => true;

        /// <inheritdoc/>
        internal override SocketStream CreateStream(AutoResetEvent wake)
        {
            return new TlsStream(wake, _options);
        }
    }
}
