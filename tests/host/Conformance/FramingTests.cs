using System;
using System.Collections.Generic;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.Conformance
{
    /// <summary>RFC 6455 section 5.2: a frame's header.</summary>
    [TestClass]
    public class FramingTests
    {
        private const int ReservedBit1 = 0x40;
        private const int ReservedBit2 = 0x20;
        private const int ReservedBit3 = 0x10;

        [TestMethod]
        [DataRow(ReservedBit1 | ClientFrame.Text)]
        [DataRow(ReservedBit2 | ClientFrame.Text)]
        [DataRow(ReservedBit3 | ClientFrame.Text)]
        [DataRow(ReservedBit1 | ReservedBit2 | ReservedBit3 | ClientFrame.Text)]
        [DataRow(ReservedBit1 | ClientFrame.Binary)]
        [DataRow(ReservedBit2 | ClientFrame.Binary)]
        [DataRow(ReservedBit3 | ClientFrame.Binary)]
        [DataRow(ReservedBit1 | ClientFrame.Close)]
        [DataRow(ReservedBit2 | ClientFrame.Close)]
        [DataRow(ReservedBit3 | ClientFrame.Close)]
        [DataRow(ReservedBit1 | ClientFrame.Ping)]
        [DataRow(ReservedBit2 | ClientFrame.Ping)]
        [DataRow(ReservedBit3 | ClientFrame.Ping)]
        [DataRow(ReservedBit1 | ClientFrame.Pong)]
        [DataRow(ReservedBit2 | ClientFrame.Pong)]
        [DataRow(ReservedBit3 | ClientFrame.Pong)]
        public void S5_2_A_reserved_bit_fails_with_1002(int first)
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();

            peer.Send(ClientFrame.Of(ClientFrame.Final | first, Array.Empty<byte>()));

            peer.ExpectFailure(1002);
            Assert.AreEqual("opened; closed 1002", server.Echo.Events);
        }

        [TestMethod]
        [DataRow(ReservedBit1)]
        [DataRow(ReservedBit2)]
        [DataRow(ReservedBit3)]
        public void S5_2_A_reserved_bit_in_a_later_fragment_fails_with_1002(int bit)
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();

            peer.Send(ClientFrame.Of(ClientFrame.Binary, new byte[] { 7 }), ClientFrame.Of(ClientFrame.Final | bit, new byte[] { 8 }));

            peer.ExpectPieces(new byte[] { 7 });
            peer.ExpectFailure(1002);
        }

        [TestMethod]
        [DataRow(3)]
        [DataRow(4)]
        [DataRow(5)]
        [DataRow(6)]
        [DataRow(7)]
        [DataRow(11)]
        [DataRow(12)]
        [DataRow(13)]
        [DataRow(14)]
        [DataRow(15)]
        public void S5_2_A_reserved_opcode_fails_with_1002(int opCode)
        {
            foreach (int final in new[] { ClientFrame.Final, 0 })
            {
                foreach (byte[] before in new[] { Array.Empty<byte>(), ClientFrame.Of(ClientFrame.Binary, Array.Empty<byte>()) })
                {
                    using ConformanceServer server = new ConformanceServer();
                    using Peer peer = server.Open();

                    peer.Send(before, ClientFrame.Of(final | opCode, new byte[] { 1, 2, 3 }));

                    peer.ExpectFailure(1002);
                    Assert.AreEqual("opened; closed 1002", server.Echo.Events);
                }
            }
        }

        [TestMethod]
        [DataRow(0xC1)]
        [DataRow(0x83)]
        [DataRow(0x08)]
        [DataRow(0x09)]
        public void S5_2_What_is_wrong_with_the_first_byte_fails_at_the_first_byte(int first)
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();

            peer.Send(new[] { (byte)first });

            peer.ExpectFailure(1002);
        }

        [TestMethod]
        [DataRow(16, 0UL)]
        [DataRow(16, 1UL)]
        [DataRow(16, 125UL)]
        [DataRow(64, 0UL)]
        [DataRow(64, 125UL)]
        [DataRow(64, 126UL)]
        [DataRow(64, 127UL)]
        [DataRow(64, 65535UL)]
        public void S5_2_A_length_that_is_not_minimal_fails_with_1002(int form, ulong length)
        {
            foreach (int first in new[] { ClientFrame.Final | ClientFrame.Binary, ClientFrame.Final | ClientFrame.Text, ClientFrame.Binary })
            {
                using ConformanceServer server = new ConformanceServer();
                using Peer peer = server.Open();

                peer.Send(ClientFrame.Header(first, form, length));

                peer.ExpectFailure(1002);
                Assert.AreEqual("opened; closed 1002", server.Echo.Events);
            }
        }

        [TestMethod]
        [DataRow(0x8000000000000000UL)]
        [DataRow(0x8000000000010000UL)]
        [DataRow(0xFFFFFFFFFFFFFFFFUL)]
        public void S5_2_The_top_bit_of_a_64_bit_length_fails_with_1002(ulong length)
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();

            peer.Send(ClientFrame.Header(ClientFrame.Final | ClientFrame.Binary, 64, length));

            peer.ExpectFailure(1002);
            Assert.AreEqual("opened; closed 1002", server.Echo.Events);
        }

        // Nobody ever sends so much, but the header is valid, and what has come of the payload counts.
        [TestMethod]
        [DataRow(65536UL)]
        [DataRow(0x7FFFFFFFUL)]
        [DataRow(0x80000000UL)]
        [DataRow(0xFFFFFFFFUL)]
        [DataRow(0x100000000UL)]
        [DataRow(0x7FFFFFFFFFFFFFFFUL)]
        public void S5_2_A_length_of_up_to_63_bits_is_taken(ulong length)
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();
            byte[] begun = LargeResource.Pattern(3000);

            peer.Send(ClientFrame.Header(ClientFrame.Final | ClientFrame.Binary, 64, length, 0x01020304), ClientFrame.Masked(begun, 0x01020304));

            peer.ExpectPieces(begun);
            peer.Link.Finish();
            peer.ExpectEnd();
            Assert.AreEqual("opened; closed 1006", server.Echo.Events);
        }

        [TestMethod]
        [DataRow(0)]
        [DataRow(1)]
        [DataRow(124)]
        [DataRow(125)]
        [DataRow(126)]
        [DataRow(127)]
        [DataRow(128)]
        [DataRow(255)]
        [DataRow(256)]
        [DataRow(65535)]
        [DataRow(65536)]
        [DataRow(65537)]
        public void S5_2_A_length_of_every_form_is_understood(int length)
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();
            byte[] binary = LargeResource.Pattern(length);
            byte[] text = Encoding.ASCII.GetBytes(new string('*', length));

            peer.Send(Frames.Masked(ClientFrame.Binary, binary));
            peer.ExpectMessage(ClientFrame.Binary, binary);
            peer.Send(Frames.Masked(ClientFrame.Text, text));
            peer.ExpectMessage(ClientFrame.Text, text);

            peer.Close();
        }

        [TestMethod]
        public void S5_2_What_is_wrong_with_a_header_is_found_when_its_bytes_come_singly()
        {
            byte[][] headers =
            {
                ClientFrame.Header(ClientFrame.Final | ReservedBit1 | ClientFrame.Text, 7, 1)[..1],
                ClientFrame.Unmasked(ClientFrame.Final | ClientFrame.Text, 7, 1),
                ClientFrame.Header(ClientFrame.Final | ClientFrame.Text, 16, 125)[..4],
                ClientFrame.Header(ClientFrame.Final | ClientFrame.Text, 64, 65535)[..10],
                ClientFrame.Header(ClientFrame.Final | ClientFrame.Text, 64, 1UL << 63)[..10],
                ClientFrame.Header(ClientFrame.Final | ClientFrame.Ping, 16, 126)[..2],
                ClientFrame.Header(ClientFrame.Final | ClientFrame.Continuation, 7, 1),
            };
            foreach (byte[] header in headers)
            {
                using ConformanceServer server = new ConformanceServer();
                using Peer peer = server.Open();
                peer.SendSingly(header);
                peer.ExpectFailure(1002);
            }
        }

        [TestMethod]
        public void S5_2_Frames_are_the_same_wherever_they_are_cut()
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();
            byte[] ping = { 1, 2, 3, 4, 5 };
            byte[] medium = LargeResource.Pattern(126);
            byte[] bytes = ClientFrame.Join(Frames.Text("Grüße 世界"), Frames.Masked(ClientFrame.Ping, ping), Frames.Masked(ClientFrame.Binary, medium), Frames.Masked(ClientFrame.Text, Array.Empty<byte>()));
            for (int cut = 1; cut < bytes.Length; cut++)
            {
                peer.SendApart(bytes, cut);
                peer.ExpectText("Grüße 世界");
                peer.ExpectPong(ping);
                peer.ExpectMessage(ClientFrame.Binary, medium);
                peer.ExpectText("");
            }

            peer.SendSingly(bytes);
            peer.ExpectText("Grüße 世界");
            peer.ExpectPong(ping);
            peer.ExpectMessage(ClientFrame.Binary, medium);
            peer.ExpectText("");
            peer.Close();
        }

        [TestMethod]
        public void S5_2_A_header_with_a_64_bit_length_is_the_same_wherever_it_is_cut()
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();
            byte[] large = LargeResource.Pattern(65536);
            byte[] frame = Frames.Masked(ClientFrame.Binary, large);
            for (int cut = 1; cut <= 15; cut++)
            {
                peer.SendApart(frame[..cut]);
                peer.Send(frame[cut..]);
                peer.ExpectMessage(ClientFrame.Binary, large);
            }

            peer.Close();
        }

        [TestMethod]
        [DataRow(1)]
        [DataRow(2)]
        [DataRow(3)]
        [DataRow(4)]
        public void S5_2_A_long_conversation_is_the_same_with_any_segments(int seed)
        {
            Random random = new Random(seed);
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();
            List<byte[]> frames = new List<byte[]>();
            List<Action> answers = new List<Action>();
            for (int i = 0; i < 200; i++)
            {
                byte[] payload = LargeResource.Pattern(random.Next(random.Next(4) == 0 ? 600 : 20));
                string text = string.Concat(System.Linq.Enumerable.Repeat("Ω≈ç√", random.Next(20)));
                switch (random.Next(4))
                {
                    case 0:
                        frames.Add(Frames.Masked(ClientFrame.Binary, payload));
                        answers.Add(() => peer.ExpectMessage(ClientFrame.Binary, payload));
                        break;
                    case 1:
                        frames.Add(Frames.Text(text));
                        answers.Add(() => peer.ExpectText(text));
                        break;
                    case 2:
                        byte[] ping = LargeResource.Pattern(random.Next(126));
                        frames.Add(Frames.Masked(ClientFrame.Ping, ping));
                        answers.Add(() => peer.ExpectPong(ping));
                        break;
                    default:
                        int middle = random.Next(payload.Length + 1);
                        frames.Add(ClientFrame.Join(Frames.Masked(ClientFrame.Binary, payload[..middle], false), Frames.Masked(ClientFrame.Pong, new byte[random.Next(126)]), Frames.Masked(ClientFrame.Continuation, payload[middle..])));
                        answers.Add(() => peer.ExpectMessage(ClientFrame.Binary, payload));
                        break;
                }
            }

            byte[] bytes = ClientFrame.Join(frames.ToArray());
            for (int at = 0; at < bytes.Length;)
            {
                int end = Math.Min(bytes.Length, at + 1 + random.Next(random.Next(3) == 0 ? 2000 : 30));
                peer.Send(bytes[at..end]);
                at = end;
            }

            answers.ForEach(answer => answer());
            peer.Close();
        }

        // Section 5.7 lists some frames byte for byte. The server answers each frame of a client with the frame of a server.
        [TestMethod]
        [DataRow("818537FA213D7F9F4D5158", "810548656C6C6F")]
        [DataRow("898537FA213D7F9F4D5158", "8A0548656C6C6F")]
        public void S5_7_The_examples_of_the_RFC_are_understood_and_sent(string sent, string answered)
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();

            peer.Send(Convert.FromHexString(sent));

            Assert.AreEqual(answered, Convert.ToHexString(peer.Link.ReadExactly(answered.Length / 2)));
            peer.Close();
        }

        [TestMethod]
        [DataRow(256, "827E0100")]
        [DataRow(65536, "827F0000000000010000")]
        public void S5_7_The_headers_of_the_RFC_are_sent_for_messages_of_their_lengths(int length, string header)
        {
            // A buffer of 64 KiB and more is no server's here, so the second is only understood.
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();
            byte[] masked = Convert.FromHexString(header);
            masked[1] |= 0x80;
            byte[] payload = LargeResource.Pattern(length);

            peer.Send(masked, new byte[4], payload);

            if (length == 256)
            {
                Assert.AreEqual(header + Convert.ToHexString(payload), Convert.ToHexString(peer.Link.ReadExactly(4 + length)));
            }
            else
            {
                peer.ExpectMessage(ClientFrame.Binary, payload);
            }

            peer.Close();
        }
    }
}
