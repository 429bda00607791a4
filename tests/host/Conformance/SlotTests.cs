using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;
using Nano.Web.Server;

namespace Nano.Tests.Host.Conformance
{
    /// <summary>RFC 6455 sections 7.1.1, 7.2 and 10.4: many connections, and ends of all kinds. Nothing that a client does keeps its slot.</summary>
    [TestClass]
    public class SlotTests
    {
        [TestMethod]
        public void S4_2_2_Eight_connections_are_served_at_once_and_a_ninth_gets_503_with_Retry_After()
        {
            using ConformanceServer server = new ConformanceServer();
            List<int> slots = new List<int>();
            server.Echo.WhenOpened = webSocket => slots.Add(webSocket.Slot);
            Peer[] peers = Enumerable.Range(0, 8).Select(_ => server.Open()).ToArray();
            CollectionAssert.AreEquivalent(Enumerable.Range(0, 8).ToArray(), slots);
            using (Peer ninth = server.Connect())
            {
                ninth.Link.Send(new Handshake().ToBytes());
                string response = ninth.ReadResponse();
                Assert.StartsWith("HTTP/1.1 503 ", response);
                Assert.Contains("\r\nRetry-After: ", response);
                ninth.Link.Finish();
                ninth.ExpectEnd();
            }

            // A client that leaves frees a slot.
            peers[3].Close();
            server.Eventually(() => server.Server.Clients == 7, "The slot should have become free.");
            peers[3] = server.Open();
            Assert.AreEqual(3, slots.Last());
            foreach (Peer peer in peers)
            {
                peer.Close();
                peer.Dispose();
            }
        }

        [TestMethod]
        [DataRow(1)]
        [DataRow(2)]
        public void S5_4_Messages_that_eight_clients_send_interleaved_stay_apart(int seed)
        {
            Random random = new Random(seed);
            using ConformanceServer server = new ConformanceServer();
            Peer[] peers = Enumerable.Range(0, 8).Select(_ => server.Open()).ToArray();
            byte[][] messages = peers.Select((_, i) => LargeResource.Pattern(3000).Select(b => (byte)(b + (31 * i))).ToArray()).ToArray();
            byte[][] streams = messages.Select((message, i) => ClientFrame.Join(
                Frames.Masked(ClientFrame.Binary, message[..1000], false),
                Frames.Masked(ClientFrame.Ping, new[] { (byte)i }),
                Frames.Masked(ClientFrame.Continuation, message[1000..]),
                Frames.Text($"number {i}"))).ToArray();
            int[] sent = new int[peers.Length];
            while (Enumerable.Range(0, 8).Any(i => sent[i] < streams[i].Length))
            {
                int i = random.Next(8);
                int part = Math.Min(streams[i].Length - sent[i], 1 + random.Next(700));
                peers[i].Send(streams[i][sent[i]..(sent[i] + part)]);
                sent[i] += part;
            }

            for (int i = 0; i < peers.Length; i++)
            {
                peers[i].ExpectMessage(ClientFrame.Binary, messages[i]);
                CollectionAssert.AreEqual(new[] { (byte)i }, peers[i].TakeControls().Single().Payload);
                peers[i].ExpectText($"number {i}");
                peers[i].Close();
                peers[i].Dispose();
            }
        }

        [TestMethod]
        public void S7_1_7_A_client_that_fails_disturbs_no_other()
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer good = server.Open();
            good.Send(Frames.Masked(ClientFrame.Text, new byte[] { 0xE2 }, false));
            good.ExpectPieces(new byte[] { 0xE2 });
            using (Peer bad = server.Open())
            {
                bad.Send(Frames.Masked(ClientFrame.Text, new byte[] { 0x82 }));
                bad.ExpectFailure(1007);
            }

            good.Send(Frames.Masked(ClientFrame.Continuation, new byte[] { 0x82, 0xAC }));
            Assert.IsTrue(good.ReadFrame().IsFinal);
            good.Close();
        }

        [TestMethod]
        public void S4_2_2_A_slot_remembers_nothing_of_its_last_client()
        {
            ServerOptions options = ConformanceServer.Unhurried();
            options.Slots = 1;
            using ConformanceServer server = new ConformanceServer(options);
            byte[][] leftovers =
            {
                Frames.Masked(ClientFrame.Text, new byte[] { 0xF0, 0x9F }, false),
                Frames.Masked(ClientFrame.Binary, new byte[100])[..50],
                Frames.Masked(ClientFrame.Ping, new byte[100])[..50],
                ClientFrame.Header(ClientFrame.Binary, 64, 1UL << 40)[..7],
                new byte[] { 0xFF },
                Frames.Close(1000)[..5],
            };
            foreach (byte[] bytes in leftovers)
            {
                using (Peer peer = server.Open())
                {
                    peer.Send(bytes);
                    server.WaitUntilRead();
                }

                server.Eventually(() => server.Server.Clients == 0, "The slot should have become free.");
                using Peer next = server.Open();
                next.SendText("€");
                next.ExpectText("€");
                next.Close();
                server.Eventually(() => server.Server.Clients == 0, "The slot should have become free.");
            }
        }

        // No time runs out: a slot that becomes free does so because the server has seen the end.
        [TestMethod]
        [DataRow("nothing")]
        [DataRow("half a handshake")]
        [DataRow("a refused handshake")]
        [DataRow("a handshake")]
        [DataRow("half a header")]
        [DataRow("half a frame")]
        [DataRow("half a ping")]
        [DataRow("half a message")]
        [DataRow("a message")]
        [DataRow("the server's Close")]
        [DataRow("a failure")]
        public void S7_2_FIN_and_RST_free_the_slot(string after)
        {
            ServerOptions options = ConformanceServer.Unhurried();
            options.Slots = 1;
            using ConformanceServer server = new ConformanceServer(options);
            int opened = 0;
            for (int i = 0; i < 4; i++)
            {
                using (Peer peer = server.Connect())
                {
                    Prepare(peer, after);
                    server.WaitUntilRead();
                    server.Eventually(() => server.Server.Clients == 1, "The client should have been accepted.");
                    if (i % 2 == 0)
                    {
                        peer.Link.Finish();
                        peer.Link.ReadToEnd();
                    }
                    else
                    {
                        peer.Link.Reset();
                    }

                    server.Eventually(() => server.Server.Clients == 0, "The slot should have become free.");
                }

                using Peer next = server.Open();
                next.Close();
                server.Eventually(() => server.Server.Clients == 0, "The slot should have become free.");
                opened = server.Echo.Opened + server.Commands.Opened;
                Assert.AreEqual(opened, server.Echo.Closed + server.Commands.Closed);
            }

            Assert.AreEqual(after is "nothing" or "half a handshake" or "a refused handshake" ? 4 : 8, opened);
        }

        [TestMethod]
        [DataRow(ClientFrame.Binary, 60_000)]
        [DataRow(ClientFrame.Ping, 125)]
        public void S10_4_A_client_that_sends_and_never_reads_is_disconnected_and_no_other_client_is(int opCode, int length)
        {
            ServerOptions options = ConformanceServer.Unhurried();
            options.SendTimeout = ConformanceServer.ShortTime;
            using ConformanceServer server = new ConformanceServer(options);
            using Peer good = server.Open("/command");
            using Peer bad = server.Open();

            bad.Flood(ClientFrame.Join(Enumerable.Repeat(Frames.Masked(opCode, new byte[length]), Math.Max(1, 10_000 / length)).ToArray()));

            server.Eventually(() => server.Echo.Closed == 1, "The connection should have been given up.");
            Assert.EndsWith("closed 1006", server.Echo.Events);
            Assert.AreEqual(1, server.Server.Statistics.Timeouts);
            good.ExpectSilence();
            good.Close();
        }

        private static void Prepare(Peer peer, string after)
        {
            byte[] handshake = new Handshake().ToBytes();
            byte[] message = Frames.Masked(ClientFrame.Binary, Encoding.ASCII.GetBytes("some bytes"));
            switch (after)
            {
                case "nothing":
                    break;
                case "half a handshake":
                    peer.Send(handshake[..50]);
                    break;
                case "a refused handshake":
                    peer.Send(new Handshake().Without("Host").ToBytes());
                    peer.ReadResponse();
                    break;
                case "the server's Close":
                    peer.Open("/command");
                    peer.SendText("close 1000");
                    peer.ExpectClose();
                    break;
                default:
                    peer.Open();
                    switch (after)
                    {
                        case "half a header":
                            peer.Send(message[..3]);
                            break;
                        case "half a frame":
                            peer.Send(message[..10]);
                            break;
                        case "half a ping":
                            peer.Send(Frames.Masked(ClientFrame.Ping, new byte[100])[..50]);
                            break;
                        case "half a message":
                            peer.Send(Frames.Masked(ClientFrame.Text, new byte[1], false));
                            break;
                        case "a message":
                            peer.Send(message);
                            break;
                        case "a failure":
                            peer.Send(new byte[] { 0xFF });
                            break;
                    }

                    break;
            }
        }
    }
}
