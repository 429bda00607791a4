using System;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Nano.Web.Server
{
    /// <summary>TLS over a socket, by the desktop's SslStream.</summary>
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
                    CertificateChainPolicy = NewPolicy(options.ClientAuthority),
                    RemoteCertificateValidationCallback = (_, _, _, errors) => !options.RequiresClientCertificate || errors == SslPolicyErrors.None,
                });
            }
            catch
            {
                _stream.Dispose();
                throw;
            }
        }

        /// <summary>Shakes hands as a client, and waits for that. The authorities are those of the system.</summary>
        /// <exception cref="AuthenticationException">The server's certificate is not trusted or is another host's, or there was no agreement.</exception>
        public TlsSession(Socket socket, string host)
        {
            _stream = new SslStream(new NetworkStream(socket, false), false);
            try
            {
                _stream.AuthenticateAsClient(new SslClientAuthenticationOptions { TargetHost = host, EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 });
            }
            catch
            {
                _stream.Dispose();
                throw;
            }
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

        /// <summary>What a client's certificate is judged by, beside its being one for clients.</summary>
        private static X509ChainPolicy NewPolicy(X509Certificate authority)
        {
            // Nothing is fetched from where a stranger's certificate says.
            X509ChainPolicy policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
            if (authority != null)
            {
                policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
                policy.CustomTrustStore.Add(authority as X509Certificate2 ?? new X509Certificate2(authority));
            }

            return policy;
        }
    }
}
