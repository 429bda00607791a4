using System;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.Firmware
{
    /// <summary>/events over sockets.</summary>
    [TestClass]
    public class EventStreamTests
    {
        [TestMethod]
        public void Curl_reads_samples_as_they_come()
        {
            using SimulatorProcess simulator = SimulatorProcess.Start();

            // 28 is curl's own end by time, which is the only one there is.
            Command curl = Command.TryRun("curl", "--silent", "--no-buffer", "--max-time", "2", $"http://127.0.0.1:{simulator.Port}/events?interval=50");
            if (curl == null)
            {
                Assert.Inconclusive("curl is not installed.");
            }

            Assert.AreEqual(28, curl.ExitCode, curl.Error);
            string[] events = curl.Text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
            Assert.StartsWith("retry: 2000\nevent: hello\ndata: {\"type\":\"hello\"", events[0]);
            using JsonDocument hello = JsonDocument.Parse(events[0][(events[0].IndexOf("data: ", StringComparison.Ordinal) + 6)..]);
            int channels = hello.RootElement.GetProperty("channels").GetArrayLength();
            Assert.AreEqual(50, hello.RootElement.GetProperty("interval").GetInt32());
            string[] samples = events.Where(text => text.StartsWith("event: sample\n", StringComparison.Ordinal)).ToArray();
            Assert.IsGreaterThan(3, samples.Length);
            foreach (string sample in samples.SkipLast(1))
            {
                Match match = Regex.Match(sample, "^event: sample\nid: (\\d+)\ndata: (.*)$");
                using JsonDocument data = JsonDocument.Parse(match.Groups[2].Value);
                Assert.AreEqual(match.Groups[1].Value, data.RootElement.GetProperty("seq").GetRawText());
                Assert.AreEqual(channels, data.RootElement.GetProperty("v").GetArrayLength());
            }
        }

        [TestMethod]
        public void Clients_that_vanish_free_their_slots()
        {
            using ServerHost host = new ServerHost(new Nano.Web.Server.ServerOptions { Slots = 2 }, new AllocationProbe(), out _);
            for (int round = 0; round < 4; round++)
            {
                using RawClient first = new RawClient(host.Port);
                using RawClient second = new RawClient(host.Port);
                foreach (RawClient client in new[] { first, second })
                {
                    client.Send("GET /events?interval=20 HTTP/1.1\r\nHost: a\r\n\r\n");
                    Assert.StartsWith("HTTP/1.1 200 ", client.ReadHead());
                    client.ReadExactly(500);
                }

                first.Reset();
                second.Dispose();
                host.WaitForNoClients();
            }
        }

        [TestMethod]
        public void A_stream_ends_when_the_device_stops()
        {
            using SimulatorProcess simulator = SimulatorProcess.Start();
            using RawClient client = new RawClient(simulator.Port);
            client.Send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n");
            client.ReadExactly(500);
            simulator.SendTerminate();
            Assert.AreEqual(0, simulator.WaitForExit());
            byte[] rest = client.ReadToEnd();
            Assert.IsTrue(rest.AsSpan().EndsWith("\r\n0\r\n\r\n"u8));
        }
    }
}
