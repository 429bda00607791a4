using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.Mqtt
{
    /// <summary>Eclipse Mosquitto as a process, on a free port of the loopback address. A test is skipped on a machine without it.</summary>
    internal sealed class Mosquitto : IDisposable
    {
        private const string Program = "/usr/sbin/mosquitto";

        private readonly string _folder = Directory.CreateTempSubdirectory("nano-mosquitto-").FullName;
        private readonly string _configuration;
        private Process _process;

        private Mosquitto(string configuration)
        {
            _configuration = Path.Combine(_folder, "mosquitto.conf");
            File.WriteAllText(_configuration, "user " + Environment.UserName + "\n" + configuration.Replace("PORT", Port.ToString()).Replace("FOLDER", _folder));
        }

        /// <summary>The port it listens on.</summary>
        public int Port { get; } = FreePort();

        /// <summary>The certificate of the authority that a secure one has, as a file.</summary>
        public string Authority => Path.Combine(_folder, "ca.pem");

        /// <summary>Starts one that lets everybody in.</summary>
        public static Mosquitto Start()
        {
            return Start("listener PORT 127.0.0.1\nallow_anonymous true\n", _ => { });
        }

        /// <summary>Starts one that lets in the user nano with the password secret:1 only.</summary>
        public static Mosquitto StartWithPassword()
        {
            return Start("listener PORT 127.0.0.1\nallow_anonymous false\npassword_file FOLDER/users\n", folder =>
            {
                // As mosquitto_passwd writes it: PBKDF2 with SHA-512, 101 rounds.
                byte[] salt = RandomNumberGenerator.GetBytes(12);
                byte[] hash = Rfc2898DeriveBytes.Pbkdf2("secret:1", salt, 101, HashAlgorithmName.SHA512, 64);
                File.WriteAllText(Path.Combine(folder, "users"), $"nano:$7$101${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}\n");
            });
        }

        /// <summary>Starts one that speaks TLS, with a certificate for 127.0.0.1 that is signed by itself.</summary>
        public static Mosquitto StartSecure()
        {
            return Start("listener PORT 127.0.0.1\nallow_anonymous true\ncertfile FOLDER/ca.pem\nkeyfile FOLDER/key.pem\n", folder =>
            {
                using RSA key = RSA.Create(2048);
                CertificateRequest request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
                SubjectAlternativeNameBuilder names = new SubjectAlternativeNameBuilder();
                names.AddIpAddress(IPAddress.Loopback);
                request.CertificateExtensions.Add(names.Build());
                request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
                using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
                File.WriteAllText(Path.Combine(folder, "ca.pem"), certificate.ExportCertificatePem());
                File.WriteAllText(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
            });
        }

        /// <summary>Ends the process.</summary>
        public void Stop()
        {
            if (_process != null)
            {
                _process.Kill();
                _process.WaitForExit();
                _process.Dispose();
                _process = null;
            }
        }

        /// <summary>Starts the process and waits until it listens.</summary>
        public void Begin()
        {
            _process = Process.Start(Command.StartInfo(Program, "-c", _configuration));
            _process.StandardInput.Close();
            Until.True(IsListening, "Mosquitto does not listen.");
        }

        public void Dispose()
        {
            Stop();
            Directory.Delete(_folder, true);
        }

        private static Mosquitto Start(string configuration, Action<string> prepare)
        {
            if (!File.Exists(Program))
            {
                Assert.Inconclusive("Mosquitto is missing: apt-get install mosquitto.");
            }

            Mosquitto broker = new Mosquitto(configuration);
            prepare(broker._folder);
            broker.Begin();
            return broker;
        }

        private bool IsListening()
        {
            try
            {
                using TcpClient client = new TcpClient();
                client.Connect(IPAddress.Loopback, Port);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        }

        private static int FreePort()
        {
            using TcpListener listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
    }
}
