using System;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.Proxies
{
    /// <summary>A board behind the proxies that the protocol's page tells how to configure, at the root and below a path.</summary>
    [TestClass]
    public class ProxyTests
    {
        [TestMethod]
        [DataRow("nginx", "")]
        [DataRow("nginx", "/board")]
        [DataRow("haproxy", "")]
        [DataRow("haproxy", "/board")]
        public void Pages_requests_streams_and_WebSockets_pass(string kind, string path)
        {
            using SimulatorProcess simulator = SimulatorProcess.Start("--allow-host", "panel.example");
            using Proxy proxy = kind == "nginx" ? Proxy.StartNginx("nginx.conf", simulator.Port) : Proxy.StartHAProxy("haproxy.cfg", simulator.Port);
            foreach (string host in new[] { "127.0.0.1:" + proxy.Port, "panel.example" })
            {
                // The origin of the proxy's page is the board's own only where the proxy passes Host.
                string fields = $"Host: {host}\r\nOrigin: http://{host}\r\n";
                using RawClient client = new RawClient(proxy.Port);
                client.Send($"GET {path}/ HTTP/1.1\r\n{fields}Accept-Encoding: gzip\r\n\r\n");
                (string head, byte[] page) = client.ReadResponse();
                Assert.StartsWith("HTTP/1.1 200 ", head);
                CollectionAssert.AreEqual(new byte[] { 0x1F, 0x8B }, page[..2]);
                client.Send($"PUT {path}/api/channels/led HTTP/1.1\r\n{fields}Content-Length: 11\r\n\r\n{{\"value\":1}}");
                Assert.StartsWith("HTTP/1.1 200 ", client.ReadResponse().Head);

                using RawClient events = new RawClient(proxy.Port);
                events.Send($"GET {path}/events?interval=60000 HTTP/1.1\r\n{fields}\r\n");
                Assert.StartsWith("HTTP/1.1 200 ", events.ReadHead());
                Assert.Contains("event: hello\n", Encoding.UTF8.GetString(events.ReadExactly(200)));

                using RawClient socket = new RawClient(proxy.Port);
                socket.Send($"GET {path}/ws HTTP/1.1\r\n{fields}Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
                Assert.StartsWith("HTTP/1.1 101 ", socket.ReadHead());
                Assert.StartsWith("{\"type\":\"hello\"", Encoding.UTF8.GetString(socket.ReadMessage()));
                socket.Send(Frames.Text("{\"id\":7,\"cmd\":\"set\",\"channel\":\"led\",\"value\":0}"));
                string message;
                do
                {
                    message = Encoding.UTF8.GetString(socket.ReadMessage());
                }
                while (message.StartsWith("{\"type\":\"sample\"", StringComparison.Ordinal) || message.StartsWith("{\"type\":\"event\"", StringComparison.Ordinal));
                Assert.AreEqual("{\"type\":\"ack\",\"id\":7}", message);
            }
        }

        [TestMethod]
        [DataRow("nginx")]
        [DataRow("haproxy")]
        public void The_path_without_its_slash_leads_to_the_page(string kind)
        {
            using SimulatorProcess simulator = SimulatorProcess.Start();
            using Proxy proxy = kind == "nginx" ? Proxy.StartNginx("nginx.conf", simulator.Port) : Proxy.StartHAProxy("haproxy.cfg", simulator.Port);
            using RawClient client = new RawClient(proxy.Port);
            client.Send($"GET /board HTTP/1.1\r\nHost: 127.0.0.1:{proxy.Port}\r\n\r\n");
            string head = client.ReadHead();
            Assert.StartsWith("HTTP/1.1 30", head);
            Assert.Contains("/board/\r\n", head);
        }

        [TestMethod]
        [DataRow("nginx.conf", "```nginx", "map ")]
        [DataRow("haproxy.cfg", "```haproxy", "frontend ")]
        public void The_protocol_s_page_shows_the_configuration_that_is_tested(string file, string fence, string first)
        {
            string[] tested = Lines(File.ReadAllText(Path.Combine(Repository.Root, "tests", "host", "Proxies", file)))
                .Select(line => line.Replace("127.0.0.1:PORT", file == "nginx.conf" ? "80" : ":80").Replace("127.0.0.1:BOARD", file == "nginx.conf" ? "nano.local" : "nano.local:80")).ToArray();
            string page = File.ReadAllText(Path.Combine(Repository.Root, "firmware", "protocol.md"));
            int start = page.IndexOf(fence, StringComparison.Ordinal) + fence.Length;
            string[] shown = Lines(page[start..page.IndexOf("```", start, StringComparison.Ordinal)]);
            Assert.StartsWith(first, shown[0]);
            int from = Array.FindIndex(tested, line => line.StartsWith(first, StringComparison.Ordinal));
            CollectionAssert.AreEqual(shown, tested[from..(from + shown.Length)]);
        }

        private static string[] Lines(string text)
        {
            return text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).ToArray();
        }
    }
}
