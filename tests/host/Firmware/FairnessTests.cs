using System;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;
using Nano.Tests.Support;
using Nano.Web.Server;

namespace Nano.Tests.Host.Firmware
{
    /// <summary>One client that stops reading and one that floods: what the others notice of them.</summary>
    [TestClass]
    public class FairnessTests
    {
        private const int Interval = 100;

        [TestMethod]
        public void Over_memory_the_others_miss_no_sample_and_the_counters_say_what_happened()
        {
            ServerOptions options = new ServerOptions { SendTimeout = int.MaxValue };
            options.WebSocket.PingInterval = 0;
            MemoryBoard board = new MemoryBoard(options, out DeviceBoard device);
            MemoryClient stopped = board.OpenWebSocket("/ws");
            MemoryClient flooding = board.OpenWebSocket("/ws");
            MemoryClient[] others = { board.OpenWebSocket("/ws"), board.OpenWebSocket("/ws") };
            board.Drain(flooding);
            foreach (MemoryClient other in others)
            {
                board.Drain(other);
            }

            byte[] command = Frames.Text("{\"id\":7,\"cmd\":\"set\",\"channel\":\"led\",\"value\":1}");
            const int Rounds = 1000;
            long commands = 0;
            for (int round = 1; round <= Rounds; round++)
            {
                board.Now += Interval;
                device.Time += Interval;

                // Fills the input, except for less than a frame.
                while (flooding.Free >= command.Length)
                {
                    flooding.Send(command, 0, command.Length);
                    commands++;
                }

                // One turn: the flood is far from read, but the sample that is due is there.
                board.Server.Turn(board.Now);
                foreach (MemoryClient other in others)
                {
                    int count = other.Receive(board.Received, 0, board.Received.Length);
                    string frame = Encoding.ASCII.GetString(board.Received, 0, count);
                    Assert.Contains($"\"seq\":{round},\"t\":{round * Interval},", frame);
                    Assert.AreEqual(1, Regex.Count(frame, "\"seq\""));
                }

                board.Drain(flooding);
            }

            string metrics = Metrics(board);
            long dropped = Figure(metrics, "nano_samples_dropped_total");
            Assert.AreEqual(0, board.Server.Statistics.Faults);
            Assert.AreEqual(commands, Figure(metrics, "nano_commands_total{answer=\"ack\"}"));
            Assert.IsGreaterThan(Rounds - 200, dropped);

            // The stopped client receives the samples that were not dropped, in their order and with the gap at the end.
            long received = 0;
            int part;
            do
            {
                part = stopped.Receive(board.Received, 0, board.Received.Length);
                received += Regex.Count(Encoding.ASCII.GetString(board.Received, 0, part), "\"type\":\"sample\"");
                board.Settle();
            }
            while (part > 0);
            Assert.IsLessThan(200, received);
            Assert.AreEqual(4L * Rounds, Figure(metrics, "nano_samples_sent_total") + dropped);
        }

        [TestMethod]
        public async Task Over_sockets_the_others_miss_no_sample_and_the_flood_is_answered()
        {
            using ServerHost host = new ServerHost(new ServerOptions { SendTimeout = 60000 }, new AllocationProbe(), out _);

            // Asks for more than its sockets' buffers take, and reads none of it.
            using RawClient stopped = new RawClient(host.Port, 4096);
            stopped.OpenWebSocket();
            byte[] state = Frames.Text("{\"id\":1,\"cmd\":\"state\"}");
            using RawClient flooding = RawClient.OpenWebSocket(host.Port);
            byte[] command = Frames.Text("{\"id\":7,\"cmd\":\"set\",\"channel\":\"led\",\"value\":1}");
            bool ended = false;
            Thread asking = new Thread(() =>
            {
                try
                {
                    while (!Volatile.Read(ref ended))
                    {
                        stopped.Send(state);
                    }
                }
                catch (Exception e) when (e is System.Net.Sockets.SocketException || e is ObjectDisposedException)
                {
                    // The server takes no more of it, or has let go.
                }
            }) { IsBackground = true };
            asking.Start();
            int answers = 0;
            Thread flood = new Thread(() =>
            {
                while (!Volatile.Read(ref ended))
                {
                    for (int i = 0; i < 20; i++)
                    {
                        flooding.Send(command);
                    }

                    for (int acks = 0; acks < 20;)
                    {
                        acks += Encoding.UTF8.GetString(flooding.ReadMessage()) == "{\"type\":\"ack\",\"id\":7}" ? 1 : 0;
                    }

                    answers += 20;
                }
            }) { IsBackground = true };
            flood.Start();

            using BoardClient good = await BoardClient.ConnectAsync(host.Port);
            await good.SendAsync("{\"id\":1,\"cmd\":\"interval\",\"ms\":50}");
            await good.ReceiveAsync("ack");
            long last = -1;
            long skipped = 0;
            for (int i = 0; i < 60; i++)
            {
                JsonElement sample = await good.ReceiveAsync("sample");
                long sequence = sample.GetProperty("seq").GetInt64();

                // The loop itself may be late on a busy machine; then it skips, which the time in the sample shows.
                Assert.AreEqual(sample.GetProperty("t").GetInt64() / 50, sequence);
                Assert.IsGreaterThan(last, sequence);
                skipped += last < 0 ? 0 : sequence - last - 1;
                last = sequence;
            }

            Volatile.Write(ref ended, true);
            Assert.IsTrue(flood.Join(Until.Patience));
            using HttpClient http = new HttpClient();
            string metrics = await http.GetStringAsync($"http://127.0.0.1:{host.Port}/metrics");
            Assert.IsGreaterThanOrEqualTo(answers, Figure(metrics, "nano_commands_total{answer=\"ack\"}"));
            Assert.AreEqual(0, Figure(metrics, "nano_faults_total"));
            Assert.IsLessThan(60, skipped);
            stopped.Reset();
            asking.Join(Until.Patience);
        }

        private static string Metrics(MemoryBoard board)
        {
            MemoryClient client = board.Connect();
            byte[] request = Encoding.ASCII.GetBytes("GET /metrics HTTP/1.0\r\n\r\n");
            client.Send(request, 0, request.Length);
            StringBuilder text = new StringBuilder();
            int part;
            do
            {
                board.Settle();
                part = client.Receive(board.Received, 0, board.Received.Length);
                text.Append(Encoding.UTF8.GetString(board.Received, 0, part));
            }
            while (part > 0);
            return text.ToString();
        }

        private static long Figure(string metrics, string name)
        {
            Match match = Regex.Match(metrics, "^" + Regex.Escape(name) + " (\\d+)$", RegexOptions.Multiline);
            Assert.IsTrue(match.Success, $"{name} should be among\n{metrics}");
            return long.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}
