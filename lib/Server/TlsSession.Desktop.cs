using System;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Nano.Web.Server
{
    /// <summary>TLS over a socket that has been accepted, by the desktop's SslStream.</summary>
    internal sealed class TlsSession : IDisposable
    {
        private readonly SslStream _stream;

        /// <summary>Shakes hands, and waits for that.</summary>
        /// <exception cref="AuthenticationException">They did not come to terms.</exception>
        public TlsSession(Socket socket, TlsOptions options)
        {
            _stream = new SslStream(new NetworkStream(socket, false), false);
            try
            {
                _stream.AuthenticateAsServer(new SslServerAuthenticationOptions
                {
                    ServerCertificate = options.Certificate,
                    ClientCertificateRequired = options.RequiresClientCertificate,
                    EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                    CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                    RemoteCertificateValidationCallback = (_, certificate, _, errors) => !options.RequiresClientCertificate || IsTrusted(certificate, errors, options.ClientAuthority),
                });
            }
            catch
            {
                _stream.Dispose();
                throw;
            }
        }

        /// <summary>Waits for bytes.</summary>
        /// <returns>How many; 0 at the end.</returns>
        public int Read(byte[] buffer, int offset, int count)
        {
            return _stream.Read(buffer, offset, count);
        }

        /// <summary>Sends bytes. The socket must be ready to take them.</summary>
        public void Write(byte[] buffer, int offset, int count)
        {
            _stream.Write(buffer, offset, count);
        }

        /// <summary>Sends close_notify (RFC 8446 section 6.1). The socket must be ready to take it.</summary>
        public void SayEnd()
        {
            _stream.ShutdownAsync().GetAwaiter().GetResult();
        }

        /// <summary>Lets go of it; the socket is closed already.</summary>
        public void Dispose()
        {
            _stream.Dispose();
        }

        private static bool IsTrusted(X509Certificate certificate, SslPolicyErrors errors, X509Certificate authority)
        {
            if (certificate == null || authority == null)
            {
                return certificate != null && errors == SslPolicyErrors.None;
            }

            using X509Chain chain = new X509Chain();
            using X509Certificate2 root = new X509Certificate2(authority);
            using X509Certificate2 client = new X509Certificate2(certificate);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.Add(root);
            return chain.Build(client);
        }
    }
}
