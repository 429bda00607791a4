using System;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Nano.Simulator
{
    /// <summary>The certificates of TLS: from files, or made for the day.</summary>
    internal static class Certificates
    {
        /// <summary>Makes a certificate for an address and for localhost, signed by itself, that lives in memory only.</summary>
        public static X509Certificate2 CreateSelfSigned(IPAddress address)
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest("CN=nano simulated board", key, HashAlgorithmName.SHA256);
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName("localhost");
            names.AddIpAddress(IPAddress.Loopback);
            if (!address.Equals(IPAddress.Loopback) && !address.Equals(IPAddress.Any))
            {
                names.AddIpAddress(address);
            }

            request.CertificateExtensions.Add(names.Build());
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(new OidCollection { new Oid("1.3.6.1.5.5.7.3.1") }, false));
            DateTimeOffset now = DateTimeOffset.UtcNow;
            using X509Certificate2 certificate = request.CreateSelfSigned(now.AddHours(-1), now.AddDays(30));
            return Usable(certificate);
        }

        /// <summary>Reads a certificate and its key from PEM files.</summary>
        /// <param name="files">The certificate's file, or both files with a comma between them.</param>
        /// <exception cref="CryptographicException">They do not contain what they should.</exception>
        /// <exception cref="System.IO.IOException">They cannot be read.</exception>
        public static X509Certificate2 Load(string files)
        {
            string[] parts = files.Split(',', 2);
            using X509Certificate2 certificate = X509Certificate2.CreateFromPemFile(parts[0], parts.Length > 1 ? parts[1] : null);
            return Usable(certificate);
        }

        /// <summary>Reads the certificate of an authority from a PEM file.</summary>
        /// <exception cref="CryptographicException">It does not contain one.</exception>
        /// <exception cref="System.IO.IOException">It cannot be read.</exception>
        public static X509Certificate2 LoadAuthority(string file)
        {
            return X509CertificateLoader.LoadCertificateFromFile(file);
        }

        /// <summary>Windows serves no key that lives in memory only unless it came from a PKCS #12 container.</summary>
        private static X509Certificate2 Usable(X509Certificate2 certificate)
        {
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
        }
    }
}
