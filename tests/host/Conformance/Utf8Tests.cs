using System;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.Conformance
{
    /// <summary>RFC 6455 sections 5.6 and 8.1: text is UTF-8 as RFC 3629 defines it, or the connection fails with 1007 at the byte that shows it.</summary>
    [TestClass]
    public class Utf8Tests
    {
        // The ends of every range in RFC 3629 section 4, and what looks odd and is valid.
        [TestMethod]
        [DataRow("00")]
        [DataRow("7F")]
        [DataRow("C280")]
        [DataRow("DFBF")]
        [DataRow("E0A080")]
        [DataRow("E0BFBF")]
        [DataRow("E18080")]
        [DataRow("ECBFBF")]
        [DataRow("ED8080")]
        [DataRow("ED9FBF")]
        [DataRow("EE8080")]
        [DataRow("EFBBBF")]
        [DataRow("EFBFBD")]
        [DataRow("EFBFBE")]
        [DataRow("EFBFBF")]
        [DataRow("EFB790")]
        [DataRow("F0908080")]
        [DataRow("F0BFBFBF")]
        [DataRow("F1808080")]
        [DataRow("F1BFBFBE")]
        [DataRow("F3BFBFBF")]
        [DataRow("F4808080")]
        [DataRow("F48FBFBF")]
        [DataRow("CEBAE1BDB9CF83CEBCCEB5")]
        public void S8_1_Every_character_that_UTF8_has_is_text_wherever_it_is_cut(string hex)
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();
            byte[] character = Convert.FromHexString(hex);
            foreach (string before in new[] { "", "a", "ab", "abc", "abcd", "é" })
            {
                byte[] text = ClientFrame.Join(Encoding.UTF8.GetBytes(before), character, Encoding.UTF8.GetBytes("z"));
                byte[] whole = Frames.Masked(ClientFrame.Text, text);
                for (int cut = 0; cut <= text.Length; cut++)
                {
                    // Between reads, then between fragments.
                    peer.SendApart(whole, 6 + cut);
                    peer.ExpectMessage(ClientFrame.Text, text);
                    peer.Send(Frames.Masked(ClientFrame.Text, text[..cut], false), Frames.Masked(ClientFrame.Continuation, text[cut..]));
                    peer.ExpectMessage(ClientFrame.Text, text);
                }
            }

            peer.Close();
        }

        // Each ends at the byte that no text can have there.
        [TestMethod]
        [DataRow("80")]
        [DataRow("BF")]
        [DataRow("C0")]
        [DataRow("C1")]
        [DataRow("F5")]
        [DataRow("F8")]
        [DataRow("FC")]
        [DataRow("FE")]
        [DataRow("FF")]
        [DataRow("C27F")]
        [DataRow("C2C0")]
        [DataRow("C241")]
        [DataRow("DFE0")]
        [DataRow("E080")]
        [DataRow("E09F")]
        [DataRow("E0C0")]
        [DataRow("E0A07F")]
        [DataRow("E0A0C0")]
        [DataRow("E17F")]
        [DataRow("E1C0")]
        [DataRow("E18041")]
        [DataRow("EDA0")]
        [DataRow("EDBF")]
        [DataRow("ED9FC0")]
        [DataRow("EF7F")]
        [DataRow("EFBFFF")]
        [DataRow("F080")]
        [DataRow("F08F")]
        [DataRow("F0C0")]
        [DataRow("F0907F")]
        [DataRow("F09080C0")]
        [DataRow("F17F")]
        [DataRow("F1C0")]
        [DataRow("F180C0")]
        [DataRow("F1808041")]
        [DataRow("F3BFBFC0")]
        [DataRow("F490")]
        [DataRow("F4BF")]
        [DataRow("F48FC0")]
        [DataRow("F48FBF7F")]
        public void S8_1_A_byte_that_UTF8_does_not_have_fails_with_1007_at_once(string hex)
        {
            byte[] sequence = Convert.FromHexString(hex);
            foreach (string before in new[] { "", "a", "abcdefg", "ελ", "😀" })
            {
                byte[] good = ClientFrame.Join(Encoding.UTF8.GetBytes(before), sequence[..^1]);
                using ConformanceServer server = new ConformanceServer();
                using Peer peer = server.Open();

                // Of a frame of 1,000 bytes no more is sent than shows the fault, and up to it all is well.
                peer.Send(ClientFrame.Header(ClientFrame.Final | ClientFrame.Text, 16, 1000), ClientFrame.Masked(good));
                peer.ExpectPieces(good);
                peer.Send(ClientFrame.Masked(sequence[^1..], from: good.Length));

                Assert.AreEqual(1007, peer.ExpectClose());
                peer.Link.Finish();
                peer.ExpectEnd();
                Assert.AreEqual("opened; closed 1007", server.Echo.Events);
            }
        }

        [TestMethod]
        [DataRow("80")]
        [DataRow("C0AF")]
        [DataRow("E08080")]
        [DataRow("EDA080")]
        [DataRow("EDA080EDB080")]
        [DataRow("F08080AF")]
        [DataRow("F4908080")]
        [DataRow("F888808080")]
        [DataRow("FC8480808080")]
        [DataRow("C3")]
        [DataRow("E282")]
        [DataRow("F09F98")]
        [DataRow("61C3")]
        [DataRow("61E282")]
        [DataRow("61F09F98")]
        [DataRow("6162C3")]
        [DataRow("616263E2")]
        public void S8_1_A_message_that_is_not_UTF8_fails_with_1007_in_one_frame_and_in_many(string hex)
        {
            byte[] text = Convert.FromHexString(hex);
            byte[][] messages =
            {
                Frames.Masked(ClientFrame.Text, text),
                ClientFrame.Join(Frames.Masked(ClientFrame.Text, text, false), Frames.Masked(ClientFrame.Continuation, Array.Empty<byte>())),
                ClientFrame.Join(Frames.Masked(ClientFrame.Text, Array.Empty<byte>(), false), Frames.Masked(ClientFrame.Continuation, text)),
                ClientFrame.Join(text.Select((b, i) => Frames.Masked(i == 0 ? ClientFrame.Text : ClientFrame.Continuation, new[] { b }, i == text.Length - 1)).ToArray()),
            };
            foreach (byte[] message in messages)
            {
                using ConformanceServer server = new ConformanceServer();
                using Peer peer = server.Open();
                peer.Send(message);
                ReadPieces(peer);
                Assert.AreEqual("opened; closed 1007", server.Echo.Events);
            }
        }

        [TestMethod]
        public void S8_1_A_fault_is_found_at_every_place_among_ASCII()
        {
            for (int at = 0; at < 17; at++)
            {
                byte[] text = Encoding.ASCII.GetBytes("seventeen letters");
                text[at] |= 0x80;
                using ConformanceServer server = new ConformanceServer();
                using Peer peer = server.Open();
                peer.Send(Frames.Masked(ClientFrame.Text, text));
                peer.ExpectFailure(1007);
            }
        }

        [TestMethod]
        [DataRow("C3")]
        [DataRow("E2")]
        [DataRow("E282")]
        [DataRow("F0")]
        [DataRow("F09F")]
        [DataRow("F09F98")]
        public void S8_1_Text_that_ends_within_a_character_fails_with_1007(string hex)
        {
            byte[] text = ClientFrame.Join(Encoding.ASCII.GetBytes("end"), Convert.FromHexString(hex));
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();

            peer.Send(Frames.Masked(ClientFrame.Text, text, false));
            peer.ExpectPieces(text);
            peer.Send(Frames.Masked(ClientFrame.Continuation, Array.Empty<byte>()));

            peer.ExpectFailure(1007);
            Assert.AreEqual("opened; closed 1007", server.Echo.Events);
        }

        [TestMethod]
        public void S8_1_Each_message_is_decoded_on_its_own()
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();
            byte[] noText = { 0xE2, 0x82 };

            // The decoder does not join half a character at the end of a binary message or a ping with the text that follows.
            peer.Send(Frames.Text("€"), Frames.Masked(ClientFrame.Binary, noText), Frames.Text("a"), Frames.Masked(ClientFrame.Ping, noText), Frames.Text("€"));

            peer.ExpectText("€");
            peer.ExpectMessage(ClientFrame.Binary, noText);
            peer.ExpectText("a");
            peer.ExpectPong(noText);
            peer.ExpectText("€");
            peer.Send(Frames.Masked(ClientFrame.Text, new byte[] { 0xAC }));
            peer.ExpectFailure(1007);
        }

        [TestMethod]
        public void S5_6_Binary_data_is_any_bytes()
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();
            byte[] all = Enumerable.Range(0, 512).Select(i => (byte)(i * 7)).ToArray();

            peer.Send(Frames.Masked(ClientFrame.Binary, all));

            peer.ExpectMessage(ClientFrame.Binary, all);
            peer.Close();
        }

        [TestMethod]
        [DataRow(11)]
        [DataRow(12)]
        [DataRow(13)]
        public void S8_1_Long_text_of_all_kinds_of_characters_is_valid_with_any_segments(int seed)
        {
            Random random = new Random(seed);
            StringBuilder builder = new StringBuilder();
            while (builder.Length < 5000)
            {
                int point = random.Next(4) switch { 0 => random.Next(0x80), 1 => random.Next(0x80, 0x800), 2 => random.Next(0x800, 0xD800), _ => random.Next(0xE000, 0x110000) };
                builder.Append(char.ConvertFromUtf32(point));
            }

            byte[] text = Encoding.UTF8.GetBytes(builder.ToString());
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();
            for (int at = 0, end; at < text.Length; at = end)
            {
                end = Math.Min(text.Length, at + 1 + random.Next(random.Next(2) == 0 ? 5 : 300));
                byte[] fragment = ClientFrame.Of((at == 0 ? ClientFrame.Text : 0) | (end == text.Length ? ClientFrame.Final : 0), text[at..end], (uint)random.NextInt64());
                int cut = random.Next(fragment.Length);
                peer.Send(fragment[..cut]);
                peer.Send(fragment[cut..]);
            }

            peer.ExpectMessage(ClientFrame.Text, text);
            peer.Close();
        }

        /// <summary>Reads what was sent back before the fault was known, and then the failure.</summary>
        private static void ReadPieces(Peer peer)
        {
            ServerFrame frame = peer.ReadFrame();
            while (frame.OpCode < 8)
            {
                Assert.IsFalse(frame.IsFinal);
                frame = peer.ReadFrame();
            }

            Assert.AreEqual(ClientFrame.Close, frame.OpCode);
            Assert.AreEqual(1007, frame.Payload[0] << 8 | frame.Payload[1]);
            peer.Link.Finish();
            peer.ExpectEnd();
        }
    }
}
