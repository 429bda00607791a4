using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.Proxies
{
    /// <summary>Streams through a proxy that buffers unless an answer forbids it.</summary>
    [TestClass]
    public class StreamTests
    {
        [TestMethod]
        public void Events_pass_a_plain_nginx_as_they_come()
        {
            using SimulatorProcess simulator = SimulatorProcess.Start();
            using Proxy proxy = Proxy.StartNginx("nginx-plain.conf", simulator.Port);
            using RawClient client = new RawClient(proxy.Port);

            // Behind the hello nothing comes for a minute: a proxy that waits for a full buffer shows nothing before this test's patience ends.
            client.Send("GET /events?interval=60000 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");

            string head = client.ReadHead();
            Assert.StartsWith("HTTP/1.1 200 ", head);
            Assert.Contains("\r\nCache-Control: no-cache, no-transform\r\n", head);
            Assert.Contains("event: hello\n", System.Text.Encoding.UTF8.GetString(client.ReadExactly(200)));
        }
    }
}
