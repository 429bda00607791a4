using System;
using System.IO;
using System.Net.Http;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.Simulator
{
    /// <summary>The simulated board with <c>--tls</c>.</summary>
    [TestClass]
    public class TlsTests
    {
        private static readonly string s_folder = Path.Combine(Path.GetTempPath(), "nano-tls-" + Guid.NewGuid().ToString("N"));

        [ClassInitialize]
        public static void Write(TestContext context)
        {
            Directory.CreateDirectory(s_folder);
            File.WriteAllText(Named("board.pem"), TestCertificates.Server.ExportCertificatePem());
            File.WriteAllText(Named("key.pem"), TestCertificates.Server.GetECDsaPrivateKey().ExportPkcs8PrivateKeyPem());
            File.WriteAllText(Named("ca.pem"), TestCertificates.Authority.ExportCertificatePem());
        }

        [ClassCleanup]
        public static void Delete()
        {
            Directory.Delete(s_folder, true);
        }

        [TestMethod]
        public async Task Alone_it_makes_a_certificate_for_this_machine_that_another_start_does_not_have()
        {
            using SimulatorProcess first = SimulatorProcess.Start("--tls");
            using SimulatorProcess second = SimulatorProcess.Start("--tls");
            Assert.AreEqual("https", first.Address.Scheme);

            string[] seen = new string[2];
            for (int i = 0; i < 2; i++)
            {
                using X509Certificate2 certificate = await GetCertificateAsync(i == 0 ? first : second, null);
                Assert.IsTrue(certificate.MatchesHostname("localhost"));
                Assert.IsTrue(certificate.MatchesHostname("127.0.0.1"));
                seen[i] = certificate.Thumbprint;
            }

            Assert.AreNotEqual(seen[0], seen[1]);
        }

        [TestMethod]
        public async Task A_certificate_and_its_key_come_from_files()
        {
            using SimulatorProcess simulator = SimulatorProcess.Start("--tls", Named("board.pem") + "," + Named("key.pem"));
            using X509Certificate2 certificate = await GetCertificateAsync(simulator, null);

            Assert.AreEqual(TestCertificates.Server.Thumbprint, certificate.Thumbprint);
        }

        [TestMethod]
        public async Task With_an_authority_only_its_clients_get_in()
        {
            using SimulatorProcess simulator = SimulatorProcess.Start("--tls", "--tls-client-ca", Named("ca.pem"));
            using X509Certificate2 trusted = TestCertificates.NewClient(true);
            (await GetCertificateAsync(simulator, trusted)).Dispose();

            await Assert.ThrowsExactlyAsync<HttpRequestException>(() => GetCertificateAsync(simulator, null));
        }

        [TestMethod]
        [DataRow("--tls", "no-such-file.pem")]
        [DataRow("--tls", "ca.pem")]
        [DataRow("--tls", "key.pem,board.pem")]
        [DataRow("--tls", "--tls-client-ca", "key.pem")]
        public void A_certificate_that_cannot_be_used_is_said_and_exits_1(params string[] options)
        {
            for (int i = 0; i < options.Length; i++)
            {
                options[i] = options[i].Contains(".pem", StringComparison.Ordinal) ? string.Join(',', Array.ConvertAll(options[i].Split(','), Named)) : options[i];
            }

            using SimulatorProcess simulator = new SimulatorProcess(options);

            Assert.AreEqual(1, simulator.WaitForExit());
            Assert.Contains("certificate", simulator.Error);
            Assert.DoesNotContain("   at ", simulator.Error, "A stack trace is no message.");
            Assert.AreEqual("", simulator.Output);
        }

        private static async Task<X509Certificate2> GetCertificateAsync(SimulatorProcess simulator, X509Certificate2 own)
        {
            X509Certificate2 seen = null;
            using HttpClientHandler handler = new HttpClientHandler
            {
                ServerCertificateCustomValidationCallback = (_, certificate, _, _) =>
                {
                    seen = X509CertificateLoader.LoadCertificate(certificate.RawData);
                    return true;
                },
            };
            if (own != null)
            {
                handler.ClientCertificates.Add(own);
            }

            using HttpClient client = new HttpClient(handler) { BaseAddress = simulator.Address, Timeout = TimeSpan.FromMilliseconds(Until.Patience) };
            Assert.Contains("\"channels\":[", await client.GetStringAsync("/api/state"));
            return seen;
        }

        private static string Named(string file)
        {
            return Path.Combine(s_folder, file);
        }
    }
}
