using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;
using Nano.Tests.Support;
using Nano.Web.Server;

namespace Nano.Tests.Host.Faults
{
    /// <summary>
    /// A board of eight slots with three honest clients, and with faulty and hostile clients over real
    /// sockets. After each fault the honest clients have missed nothing, and every slot is free again.
    /// </summary>
    [TestClass]
    public class FaultTests
    {
        private const int Honest = 3;
        private const int HugeLength = 16 * 1024 * 1024;
        private const string Upgrade = "GET /ws HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n";

        private readonly List<HonestClient> _honest = new List<HonestClient>();
        private ServerHost _host;

        [TestInitialize]
        public void Start()
        {
            // Short, because the tests wait for them; every client that is there answers far faster.
            ServerOptions options = new ServerOptions { Slots = 8, FirstByteTimeout = 300, HeadTimeout = 300, ContentTimeout = 300, IdleTimeout = 300, SendTimeout = 300, LingerTimeout = 100 };
            options.WebSocket.PingInterval = 1000;
            options.WebSocket.PongTimeout = 4000;
            options.WebSocket.CloseTimeout = 300;
            _host = new ServerHost(options, new AllocationProbe(), out DeviceBoard _, configure: server => server.Map("/huge", new LargeResource(HugeLength)));
            for (int i = 0; i < Honest; i++)
            {
                _honest.Add(new HonestClient(_host.Port));
            }

            AssertAllIsWell();
        }

        [TestCleanup]
        public void Stop()
        {
            foreach (HonestClient client in _honest)
            {
                client.Dispose();
            }

            _host.WaitForNoClients();
            _host.Dispose();
        }

        [TestMethod]
        [DataRow("connected", "")]
        [DataRow("half a head", "GET / HTTP/1.1\r\nHo")]
        [DataRow("half a body", "PUT /api/channels/led HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n{\"val")]
        [DataRow("half a chunk", "PUT /api/channels/led HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nB\r\n{\"va")]
        [DataRow("half a handshake", Upgrade)]
        [DataRow("half a frame's header", Upgrade + "\r\n|\x81")]
        [DataRow("half a frame", Upgrade + "\r\n|\x81\x8A\x01\x02\x03\x04{")]
        [DataRow("in fragments", Upgrade + "\r\n|\x01\x81\0\0\0\0{")]
        [DataRow("in the middle of a large answer", "GET /huge HTTP/1.1\r\nHost: a\r\n\r\n")]
        [DataRow("while closing", Upgrade + "\r\n|\x88\x82\0\0\0\0\x03\xE8")]
        [DataRow("behind a refusal", "nonsense\r\n\r\n")]
        [DataRow("in the middle of events", "GET /events HTTP/1.1\r\nHost: a\r\n\r\n")]
        public void A_client_may_leave_in_any_state_by_FIN_or_RST(string state, string bytes)
        {
            foreach (bool isReset in new[] { true, false })
            {
                RawClient[] clients = Enumerable.Range(0, 5).Select(_ => Open(bytes)).ToArray();
                foreach (RawClient client in clients)
                {
                    if (isReset)
                    {
                        client.Reset();
                    }
                    else
                    {
                        client.Finish();
                    }

                    if (state == "in the middle of events")
                    {
                        // A client that has sent FIN may still read. One that has closed its socket does not.
                        client.Dispose();
                    }
                }

                AssertAllIsWell();
                Dispose(clients);
            }
        }

        [TestMethod]
        [DataRow("of an answer", "GET /huge HTTP/1.1\r\nHost: a\r\n\r\n")]
        [DataRow("of events", "GET /events?interval=20 HTTP/1.1\r\nHost: a\r\n\r\n")]
        public void A_reader_that_stalls_is_disconnected(string what, string bytes)
        {
            RawClient[] clients = Enumerable.Range(0, 5).Select(_ => new RawClient(_host.Port, receiveBuffer: 4096)).ToArray();
            foreach (RawClient client in clients)
            {
                client.Send(bytes);
            }

            if (what == "of events")
            {
                // Its buffers would take hours to fill up. It leaves before that.
                _honest[0].WaitForMore(20);
                foreach (RawClient client in clients)
                {
                    client.Reset();
                }
            }

            AssertAllIsWell();
            Assert.IsTrue(what == "of events" || _host.Server.Statistics.Timeouts == clients.Length, $"{_host.Server.Statistics.Timeouts} timeouts");
            Dispose(clients);
        }

        [TestMethod]
        public void A_WebSocket_that_neither_reads_nor_sends_is_disconnected()
        {
            RawClient[] clients = Enumerable.Range(0, 5).Select(_ => Open(Upgrade + "\r\n")).ToArray();
            Until.True(() => _host.Server.Clients == Honest + 5, "All should be connected.");

            AssertAllIsWell();
            Dispose(clients);
        }

        [TestMethod]
        public void A_thousand_connects_in_a_burst_leave_nothing_behind()
        {
            Socket[] sockets = new Socket[1000];
            for (int i = 0; i < sockets.Length; i++)
            {
                // Most find neither a slot nor a place in the queue, and never get further than this.
                sockets[i] = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
                try
                {
                    sockets[i].Connect(IPAddress.Loopback, _host.Port);
                }
                catch (SocketException e) when (e.SocketErrorCode == SocketError.WouldBlock || e.SocketErrorCode == SocketError.InProgress)
                {
                }
            }

            // While all of them are there.
            foreach (HonestClient client in _honest)
            {
                client.WaitForMore(10);
            }

            for (int i = 0; i < sockets.Length; i++)
            {
                if (i % 2 == 0)
                {
                    sockets[i].LingerState = new LingerOption(true, 0);
                }

                sockets[i].Dispose();
            }

            AssertAllIsWell();
        }

        [TestMethod]
        [DataRow("a head", "GET / HTTP/1.1\r\nHost: a\r\nX-Padding: ")]
        [DataRow("empty lines", "")]
        [DataRow("a body", "PUT /api/channels/led HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n")]
        public void Slow_senders_of_a_request_lose_their_slots(string what, string bytes)
        {
            RawClient[] clients = Enumerable.Range(0, 5).Select(_ => Open(bytes)).ToArray();
            byte[] drop = Encoding.ASCII.GetBytes(what == "empty lines" ? "\r\n" : "a");
            HashSet<RawClient> gone = new HashSet<RawClient>();
            if (what == "a body")
            {
                // A body is long as long as it goes on: only a pause ends it.
                AssertAllIsWell();
                Assert.AreEqual(clients.Length, _host.Server.Statistics.Timeouts);
                Dispose(clients);
                return;
            }

            Until.True(
                () =>
                {
                    foreach (RawClient client in clients)
                    {
                        try
                        {
                            client.Send(drop);
                        }
                        catch (SocketException)
                        {
                            gone.Add(client);
                        }
                    }

                    Thread.Sleep(20);
                    return gone.Count == clients.Length;
                },
                "A request that never ends should not keep its slot.");
            AssertAllIsWell();
            Dispose(clients);
        }

        [TestMethod]
        public void Garbage_affects_only_its_sender()
        {
            Random random = new Random(8);
            for (int round = 0; round < 30; round++)
            {
                byte[] garbage = new byte[1 + random.Next(4000)];
                random.NextBytes(garbage);
                RawClient client = round % 3 == 0 ? Open(Upgrade + "\r\n") : new RawClient(_host.Port);
                SendAsFarAsTaken(client, garbage);
                SendAsFarAsTaken(client, garbage);
                if (round % 2 == 0)
                {
                    client.Reset();
                }

                client.Dispose();
            }

            AssertAllIsWell();
        }

        [TestMethod]
        public void A_TLS_hello_to_the_plain_port_is_refused()
        {
            for (int i = 0; i < 8; i++)
            {
                using RawClient client = new RawClient(_host.Port);
                byte[] hello = new byte[220];
                new byte[] { 0x16, 3, 1, 0, 215, 1, 0, 0, 211, 3, 3 }.CopyTo(hello, 0);
                client.Send(hello);

                Assert.StartsWith("HTTP/1.1 400 ", client.ReadResponse().Head);
                client.Finish();
                Assert.IsEmpty(client.ReadToEnd());
            }

            AssertAllIsWell();
            Assert.AreEqual(8, _host.Server.Statistics.BadRequests);
        }

        [TestMethod]
        public void A_peer_that_sends_a_byte_now_and_then_gets_its_answer_and_delays_no_other_client()
        {
            using RawClient slow = Open(Upgrade + "\r\n");
            slow.ReadHead();
            byte[] command = Frames.Text("{\"id\":77,\"cmd\":\"set\",\"channel\":\"relay\",\"value\":1}");
            foreach (byte b in command)
            {
                slow.Send(new[] { b });
                foreach (HonestClient client in _honest)
                {
                    client.WaitForMore(1);
                }
            }

            string text = "";
            while (!text.StartsWith("{\"type\":\"ack\"", StringComparison.Ordinal))
            {
                // Samples and pings are not what it waits for; the hello comes in fragments.
                text = Encoding.UTF8.GetString(slow.ReadFrame().Payload);
                Assert.DoesNotContain("\"error\"", text);
            }

            Assert.AreEqual("{\"type\":\"ack\",\"id\":77}", text);
            slow.Reset();
            AssertAllIsWell();
        }

        /// <summary>A clock that leaps or stands still: a board's is set from the network while it runs.</summary>
        [TestMethod]
        [DataRow(60_000)]
        [DataRow(3_600_000)]
        [DataRow(0)]
        public void A_leap_of_the_clock_costs_no_client_that_is_there_its_connection(int leap)
        {
            MemoryBoard board = new MemoryBoard(new ServerOptions(), out DeviceBoard device);
            MemoryClient[] clients = { board.OpenWebSocket("/ws"), board.OpenWebSocket("/ws") };
            MemoryClient idle = board.Connect();
            byte[] command = Frames.Text("{\"id\":5,\"cmd\":\"set\",\"channel\":\"led\",\"value\":1}");
            byte[] pong = Frames.Masked(10, Array.Empty<byte>());
            for (int round = 0; round < 50; round++)
            {
                board.Now += leap;
                device.Time += leap;
                foreach (MemoryClient client in clients)
                {
                    board.Settle();
                    client.Send(pong, 0, pong.Length);
                    client.Send(command, 0, command.Length);
                    Assert.IsTrue(board.Receives(client, Encoding.ASCII.GetBytes("{\"type\":\"ack\",\"id\":5}")), $"Round {round}: no answer.");
                    Assert.IsFalse(client.IsClosed);
                }
            }

            Assert.AreEqual(leap > 0, idle.IsClosed, "The server should close a connection that has sent no request.");
            Assert.AreEqual(leap > 0 ? 2 : 3, board.Server.Clients);
            Assert.AreEqual(0, board.Server.Statistics.Faults);
        }

        /// <summary>Connects and sends; behind a | what is sent when the answer's head has been read.</summary>
        private RawClient Open(string bytes)
        {
            RawClient client = new RawClient(_host.Port);
            string[] parts = bytes.Split('|');
            client.Send(parts[0]);
            if (parts.Length > 1)
            {
                Assert.StartsWith("HTTP/1.1 101 ", client.ReadHead());
                client.Send(parts[1]);
            }

            return client;
        }

        private static void SendAsFarAsTaken(RawClient client, byte[] bytes)
        {
            try
            {
                client.Send(bytes);
            }
            catch (SocketException)
            {
                // It was refused already.
            }
        }

        private static void Dispose(RawClient[] clients)
        {
            foreach (RawClient client in clients)
            {
                client.Dispose();
            }
        }

        /// <summary>Every slot has come back, the honest clients go on, and a new one is served.</summary>
        private void AssertAllIsWell()
        {
            foreach (HonestClient client in _honest)
            {
                client.WaitForMore(3);
            }

            Until.True(() => IsServed(), "A new client should be served.");
            Until.True(() => _host.Server.Clients == Honest, "Every slot should have come back.");
            Assert.AreEqual(0, _host.Server.Statistics.Faults);
        }

        private bool IsServed()
        {
            using RawClient client = new RawClient(_host.Port);
            try
            {
                client.Send("GET /metrics HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
                string answer = Encoding.ASCII.GetString(client.ReadToEnd());
                if (!answer.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal))
                {
                    return false;
                }

                // The board has dropped no sample of a client that reads.
                Assert.Contains("\nnano_samples_dropped_total 0\n", answer);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        }
    }
}
