using System;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.Conformance
{
    /// <summary>RFC 6455 sections 5.1 and 5.3: a client masks, a server does not. <see cref="Peer.ReadFrame"/> checks the latter of every frame.</summary>
    [TestClass]
    public class MaskingTests
    {
        [TestMethod]
        [DataRow(ClientFrame.Text)]
        [DataRow(ClientFrame.Binary)]
        [DataRow(ClientFrame.Continuation)]
        [DataRow(ClientFrame.Close)]
        [DataRow(ClientFrame.Ping)]
        [DataRow(ClientFrame.Pong)]
        public void S5_1_A_frame_that_is_not_masked_fails_with_1002(int opCode)
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();

            peer.Send(ClientFrame.Unmasked(ClientFrame.Final | opCode, 7, 5), Encoding.ASCII.GetBytes("Hello"));

            peer.ExpectFailure(1002);
            Assert.AreEqual("opened; closed 1002", server.Echo.Events);
        }

        [TestMethod]
        [DataRow(0)]
        [DataRow(125)]
        [DataRow(126)]
        [DataRow(65536)]
        public void S5_1_A_frame_that_is_not_masked_fails_at_its_second_byte(int length)
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();

            peer.Send(ClientFrame.Unmasked(ClientFrame.Final | ClientFrame.Binary, length < 126 ? 7 : length < 65536 ? 16 : 64, (ulong)length)[..2]);

            peer.ExpectFailure(1002);
        }

        [TestMethod]
        public void S5_1_A_frame_that_is_not_masked_fails_behind_frames_that_are()
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();

            peer.Send(Frames.Text("one"), Frames.Masked(ClientFrame.Text, Encoding.ASCII.GetBytes("two"), false), ClientFrame.Unmasked(ClientFrame.Final, 7, 0));

            peer.ExpectText("one");
            peer.ExpectPieces(Encoding.ASCII.GetBytes("two"));
            peer.ExpectFailure(1002);
            Assert.AreEqual("opened; text 3 one; closed 1002", server.Echo.Events);
        }

        [TestMethod]
        public void S5_1_What_a_broken_client_would_say_unmasked_is_never_heard()
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open("/command");

            peer.Send(ClientFrame.Unmasked(ClientFrame.Final | ClientFrame.Text, 7, 5), Encoding.ASCII.GetBytes("throw"));

            peer.ExpectFailure(1002);
            Assert.AreEqual("opened; closed 1002", server.Commands.Events);
        }

        [TestMethod]
        [DataRow(0x00000000u)]
        [DataRow(0xFFFFFFFFu)]
        [DataRow(0x80000000u)]
        [DataRow(0x00000001u)]
        [DataRow(0x00FF00FFu)]
        [DataRow(0x81828384u)]
        [DataRow(0x61616161u)]
        public void S5_3_Any_key_is_taken_off_payloads_of_any_length(uint key)
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();
            for (int length = 0; length < 20; length++)
            {
                byte[] binary = LargeResource.Pattern(length);
                byte[] text = Encoding.UTF8.GetBytes(string.Concat("aé漢😀bcdefgh漢é".EnumerateRunes().Take(length)));
                peer.Send(ClientFrame.Of(ClientFrame.Final | ClientFrame.Binary, binary, key), ClientFrame.Of(ClientFrame.Final | ClientFrame.Ping, binary, key), ClientFrame.Of(ClientFrame.Final | ClientFrame.Text, text, key));
                peer.ExpectMessage(ClientFrame.Binary, binary);
                peer.ExpectPong(binary);
                peer.ExpectMessage(ClientFrame.Text, text);
            }

            peer.Close();
        }

        [TestMethod]
        public void S5_3_Each_frame_has_its_own_key()
        {
            Random random = new Random(53);
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();
            byte[] message = LargeResource.Pattern(300);
            byte[][] fragments = Enumerable.Range(0, 100).Select(i => ClientFrame.Of(i == 0 ? ClientFrame.Binary : i == 99 ? ClientFrame.Final : 0, message[(3 * i)..((3 * i) + 3)], (uint)random.NextInt64())).ToArray();

            peer.Send(fragments);

            peer.ExpectMessage(ClientFrame.Binary, message);
            peer.Close();
        }

        [TestMethod]
        public void S5_3_A_key_turns_with_the_payload_wherever_it_is_cut()
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();
            byte[] text = Encoding.UTF8.GetBytes("plain aé漢😀 text");
            foreach (int type in new[] { ClientFrame.Binary, ClientFrame.Text })
            {
                byte[] frame = ClientFrame.Of(ClientFrame.Final | type, text, 0x12345678);
                for (int first = 6; first < frame.Length; first++)
                {
                    for (int second = first + 1; second < Math.Min(first + 6, frame.Length); second++)
                    {
                        peer.SendApart(frame, first, second);
                        peer.ExpectMessage(type, text);
                    }
                }
            }

            peer.Close();
        }
    }
}
