using System;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Nano.Tests.Host.Support
{
    /// <summary>Certificates for the run: two authorities, and what the first has issued.</summary>
    internal static class TestCertificates
    {
        private static readonly Lazy<X509Certificate2> s_authority = new Lazy<X509Certificate2>(() => Create("CN=authority", null));
        private static readonly Lazy<X509Certificate2> s_stranger = new Lazy<X509Certificate2>(() => Create("CN=another authority", null));
        private static readonly Lazy<X509Certificate2> s_server = new Lazy<X509Certificate2>(() => Create("CN=board", null, isAuthority: false));

        /// <summary>The server's, signed by itself.</summary>
        public static X509Certificate2 Server => s_server.Value;

        /// <summary>The one that issues the clients'.</summary>
        public static X509Certificate2 Authority => s_authority.Value;

        /// <summary>Issues a client's.</summary>
        /// <param name="trusted">By the server's authority, and not by another.</param>
        public static X509Certificate2 NewClient(bool trusted)
        {
            return Create("CN=client", trusted ? s_authority.Value : s_stranger.Value);
        }

        /// <summary>Issues one by the server's authority that is for servers.</summary>
        public static X509Certificate2 NewServer()
        {
            return Create("CN=another board", s_authority.Value, extension: new X509EnhancedKeyUsageExtension(new OidCollection { new Oid("1.3.6.1.5.5.7.3.1") }, false));
        }

        /// <summary>Issues a client's by the server's authority that is valid no more.</summary>
        public static X509Certificate2 NewExpired()
        {
            return Create("CN=client", s_authority.Value, end: DateTimeOffset.UtcNow.AddMinutes(-10));
        }

        /// <summary>Issues one by another authority that says where its authority's can be fetched.</summary>
        public static X509Certificate2 NewStranger(string authorityAddress)
        {
            return Create("CN=client", s_stranger.Value, extension: new X509AuthorityInformationAccessExtension(null, new[] { authorityAddress }));
        }

        private static X509Certificate2 Create(string name, X509Certificate2 issuer, bool isAuthority = true, X509Extension extension = null, DateTimeOffset? end = null)
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            CertificateRequest request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
            SubjectAlternativeNameBuilder names = new SubjectAlternativeNameBuilder();
            names.AddIpAddress(IPAddress.Loopback);
            request.CertificateExtensions.Add(names.Build());
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority && issuer == null, false, 0, true));
            if (extension != null)
            {
                request.CertificateExtensions.Add(extension);
            }

            DateTimeOffset now = DateTimeOffset.UtcNow;
            X509Certificate2 certificate;
            if (issuer == null)
            {
                certificate = request.CreateSelfSigned(now.AddHours(-1), now.AddDays(1));
            }
            else
            {
                using X509Certificate2 issued = request.Create(issuer, now.AddMinutes(-30), end ?? now.AddHours(12), new byte[] { 1, 2, 3, 4 });
                certificate = issued.CopyWithPrivateKey(key);
            }

            using (certificate)
            {
                return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
            }
        }
    }
}
