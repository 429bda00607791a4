using System;
using System.Net.Security;
using System.Net.Sockets;

namespace Nano.Web.Server
{
    /// <summary>TLS over a socket, by nanoFramework's SslStream, which is mbedTLS.</summary>
    internal sealed class TlsSession : IDisposable
    {
        private readonly SslStream _stream;

        /// <summary>Shakes hands, and waits for that; everything else waits too.</summary>
        /// <exception cref="SocketException">They did not come to terms.</exception>
        public TlsSession(Socket socket, TlsOptions options)
        {
            // Its overload with clientCertificateRequired sets VerifyClientOnce, which the native code takes for no verification.
            _stream = new SslStream(socket);
            _stream.SslVerification = options.RequiresClientCertificate ? SslVerification.CertificateRequired : SslVerification.NoVerification;
            _stream.UseStoredDeviceCertificate = options.Certificate == null;
            _stream.AuthenticateAsServer(options.Certificate, SslProtocols.Tls12);
        }

        /// <summary>Shakes hands as a client, and waits for that; everything else waits too. The authorities are those of the certificate bundle that is stored in the device.</summary>
        /// <exception cref="SocketException">They did not come to terms.</exception>
        public TlsSession(Socket socket, string host)
        {
            _stream = new SslStream(socket);
            _stream.SslVerification = SslVerification.CertificateRequired;
            _stream.AuthenticateAsClient(host, SslProtocols.Tls12);
        }

        /// <summary>Waits for bytes.</summary>
        /// <returns>How many; 0 at the end.</returns>
        [NotInlined]
        public int Read(byte[] buffer, int offset, int count)
        {
            return _stream.Read(buffer, offset, count);
        }

        /// <summary>Sends bytes. The socket must be ready to take them.</summary>
        public void Write(byte[] buffer, int offset, int count)
        {
            _stream.Write(buffer, offset, count);
        }

        /// <summary>Sends close_notify: here closing does, and frees the session's native memory with it.</summary>
        public void SayEnd()
        {
            _stream.Dispose();
        }

        /// <summary>Lets go of it.</summary>
        public void Dispose()
        {
            _stream.Dispose();
        }
    }
}
