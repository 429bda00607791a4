using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;
using Nano.Web.Server;

namespace Nano.Tests.Host.Conformance
{
    /// <summary>RFC 6455 sections 5.5.2 and 5.5.3, both ways.</summary>
    [TestClass]
    public class PingPongTests
    {
        [TestMethod]
        public void S5_5_2_A_ping_of_0_to_125_bytes_is_answered_with_the_same_bytes()
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();
            for (int length = 0; length <= 125; length++)
            {
                byte[] payload = LargeResource.Pattern(length).Select(b => (byte)(b + 0x70)).ToArray();
                peer.Send(Frames.Masked(ClientFrame.Ping, payload));
                peer.ExpectPong(payload);
            }

            peer.Close();
            Assert.AreEqual("opened; closed 1000 clean", server.Echo.Events);
        }

        [TestMethod]
        [DataRow(10, 125)]
        [DataRow(100, 8)]
        [DataRow(500, 0)]
        public void S5_5_2_Many_pings_in_a_row_are_answered_in_their_order(int count, int length)
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();
            byte[][] payloads = Enumerable.Range(0, count).Select(i => LargeResource.Pattern(length).Select(b => (byte)(b + i)).ToArray()).ToArray();

            peer.Send(payloads.Select(payload => Frames.Masked(ClientFrame.Ping, payload)).ToArray());

            foreach (byte[] payload in payloads)
            {
                peer.ExpectPong(payload);
            }

            peer.ExpectSilence();
            peer.Close();
        }

        [TestMethod]
        public void S5_5_2_A_ping_is_answered_wherever_it_is_cut()
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();
            byte[] payload = LargeResource.Pattern(125);
            byte[] ping = Frames.Masked(ClientFrame.Ping, payload);
            for (int cut = 1; cut < ping.Length; cut++)
            {
                peer.SendApart(ping, cut);
                peer.ExpectPong(payload);
            }

            peer.SendSingly(ping);
            peer.ExpectPong(payload);
            peer.Close();
        }

        [TestMethod]
        public void S5_5_2_A_ping_does_not_wait_for_the_end_of_a_long_message()
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();
            byte[] part = LargeResource.Pattern(5000);
            for (int i = 0; i < 20; i++)
            {
                peer.Send(Frames.Masked(i == 0 ? ClientFrame.Binary : ClientFrame.Continuation, part, false), Frames.Masked(ClientFrame.Ping, new[] { (byte)i }));
                peer.ExpectPieces(part);
                peer.ExpectPong(new[] { (byte)i });
            }

            peer.Send(Frames.Masked(ClientFrame.Continuation, Array.Empty<byte>()));
            Assert.IsTrue(peer.ReadFrame().IsFinal);
            peer.Close();
        }

        [TestMethod]
        public void S5_5_3_An_unsolicited_pong_is_ignored()
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();

            peer.Send(Frames.Masked(ClientFrame.Pong, Array.Empty<byte>()), Frames.Masked(ClientFrame.Pong, LargeResource.Pattern(125)));
            peer.ExpectSilence();
            peer.SendText("still open");
            peer.ExpectText("still open");

            peer.Close();
            Assert.AreEqual("opened; text 10 still open; closed 1000 clean", server.Echo.Events);
        }

        // The payload of a Close must be UTF-8, that of a Ping need not.
        [TestMethod]
        public void S5_5_2_A_pings_payload_is_any_bytes()
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();
            byte[] payload = { 0xC0, 0x80, 0xFF, 0x00, 0xED, 0xA0, 0x80 };

            peer.Send(Frames.Masked(ClientFrame.Text, new byte[] { 0xE4, 0xBD }, false), Frames.Masked(ClientFrame.Ping, payload), Frames.Masked(ClientFrame.Continuation, new byte[] { 0xA0 }));

            peer.ExpectText("\u4F60");
            CollectionAssert.AreEqual(payload, peer.TakeControls().Single().Payload);
            peer.Close();
        }

        [TestMethod]
        public void S5_5_2_A_silent_client_is_pinged_and_lives_on_when_it_answers()
        {
            using ConformanceServer server = new ConformanceServer(Pinging(ConformanceServer.ShortTime, Until.Patience));
            using Peer peer = server.Open();
            for (int i = 0; i < 3; i++)
            {
                ServerFrame ping = peer.ReadFrame();
                Assert.AreEqual(ClientFrame.Ping, ping.OpCode);
                peer.Send(Frames.Masked(ClientFrame.Pong, ping.Payload));
                server.WaitUntilRead();
            }

            Assert.AreEqual("opened", server.Echo.Events);
        }

        [TestMethod]
        public void S5_5_2_A_client_that_does_not_answer_a_ping_is_dead()
        {
            using ConformanceServer server = new ConformanceServer(Pinging(ConformanceServer.ShortTime, ConformanceServer.ShortTime));
            using Peer peer = server.Open();

            Assert.AreEqual(ClientFrame.Ping, peer.ReadFrame().OpCode);

            server.Eventually(() => server.Echo.Closed == 1, "A dead client should have been given up.");
            server.Eventually(() => server.Server.Clients == 0, "Its slot should have become free.");
            peer.ExpectEnd();
            Assert.AreEqual("opened; closed 1006", server.Echo.Events);
        }

        [TestMethod]
        public void S5_5_2_Anything_a_client_sends_shows_that_it_lives()
        {
            using ConformanceServer server = new ConformanceServer(Pinging(ConformanceServer.ShortTime, Until.Patience));
            using Peer peer = server.Open();
            foreach (byte[] bytes in new[] { Frames.Masked(ClientFrame.Binary, Array.Empty<byte>(), false), Frames.Masked(ClientFrame.Pong, new byte[4]), Frames.Masked(ClientFrame.Continuation, new byte[1])[..3] })
            {
                Assert.AreEqual(ClientFrame.Ping, peer.ReadFrame().OpCode);
                peer.Send(bytes);
                server.WaitUntilRead();
            }

            // A second ping comes only when the first has been followed by something.
            Assert.AreEqual(ClientFrame.Ping, peer.ReadFrame().OpCode);
            Assert.AreEqual("opened", server.Echo.Events);
        }

        private static ServerOptions Pinging(int interval, int timeout)
        {
            ServerOptions options = ConformanceServer.Unhurried();
            options.LingerTimeout = ConformanceServer.ShortTime;
            options.WebSocket.PingInterval = interval;
            options.WebSocket.PongTimeout = timeout;
            return options;
        }
    }
}
