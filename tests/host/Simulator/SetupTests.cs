using System.Diagnostics;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.Simulator
{
    /// <summary>The setup page of a simulated board, with curl.</summary>
    [TestClass]
    public class SetupTests
    {
        [TestMethod]
        [DataRow("/connecttest.txt")]
        [DataRow("/ncsi.txt")]
        [DataRow("/canonical.html")]
        [DataRow("/generate_204")]
        [DataRow("/anything?else")]
        public void Curl_is_redirected_from_any_other_host(string path)
        {
            using SimulatorProcess simulator = SimulatorProcess.Start("--setup");
            string origin = $"http://127.0.0.1:{simulator.Port}";
            Assert.AreEqual($"302 {origin}/setup", Curl("-H", "Host: www.example.com", "-o", "/dev/null", "-w", "%{http_code} %{redirect_url}", origin + path));
            Assert.AreEqual("421", Curl("-H", "Host: www.example.com", "-d", "x=y", "-o", "/dev/null", "-w", "%{http_code}", origin + path));
        }

        [TestMethod]
        public void Curl_sends_a_name_of_any_bytes_and_the_folder_has_it()
        {
            string folder = Directory.CreateTempSubdirectory().FullName;
            try
            {
                using SimulatorProcess simulator = SimulatorProcess.Start("--setup", "--settings", folder);
                string setup = $"http://127.0.0.1:{simulator.Port}/setup";
                string tooLong = Curl("--data-urlencode", "other= a  b ", "-d", "passphrase=" + new string('z', 70), setup);
                StringAssert.Contains(tooLong, "Password of the network: at most 63 characters.");
                Curl("-d", "other=%20caf%E9%22%20&passphrase=12345678", setup);
                CollectionAssert.AreEqual(new[] { "network= caf%e9\" ", "passphrase=12345678" }, File.ReadAllLines(Path.Combine(folder, "wifi.txt")));
            }
            finally
            {
                Directory.Delete(folder, true);
            }
        }

        private static string Curl(params string[] arguments)
        {
            using Process curl = Process.Start(new ProcessStartInfo("curl", arguments.Prepend("-s")) { RedirectStandardOutput = true });
            string output = curl.StandardOutput.ReadToEnd();
            curl.WaitForExit();
            return output;
        }
    }
}
