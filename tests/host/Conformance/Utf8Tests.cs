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
        [OverBoth("00")]
        [OverBoth("7F")]
        [OverBoth("C280")]
        [OverBoth("DFBF")]
        [OverBoth("E0A080")]
        [OverBoth("E0BFBF")]
        [OverBoth("E18080")]
        [OverBoth("ECBFBF")]
        [OverBoth("ED8080")]
        [OverBoth("ED9FBF")]
        [OverBoth("EE8080")]
        [OverBoth("EFBBBF")]
        [OverBoth("EFBFBD")]
        [OverBoth("EFBFBE")]
        [OverBoth("EFBFBF")]
        [OverBoth("EFB790")]
        [OverBoth("F0908080")]
        [OverBoth("F0BFBFBF")]
        [OverBoth("F1808080")]
        [OverBoth("F1BFBFBE")]
        [OverBoth("F3BFBFBF")]
        [OverBoth("F4808080")]
        [OverBoth("F48FBFBF")]
        [OverBoth("CEBAE1BDB9CF83CEBCCEB5")]
        public void S8_1_Every_character_that_UTF8_has_is_text_wherever_it_is_cut(Wire wire, string hex)
        {
            using ConformanceServer server = ConformanceServer.Over(wire);
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
        [OverBoth("80")]
        [OverBoth("BF")]
        [OverBoth("C0")]
        [OverBoth("C1")]
        [OverBoth("F5")]
        [OverBoth("F8")]
        [OverBoth("FC")]
        [OverBoth("FE")]
        [OverBoth("FF")]
        [OverBoth("C27F")]
        [OverBoth("C2C0")]
        [OverBoth("C241")]
        [OverBoth("DFE0")]
        [OverBoth("E080")]
        [OverBoth("E09F")]
        [OverBoth("E0C0")]
        [OverBoth("E0A07F")]
        [OverBoth("E0A0C0")]
        [OverBoth("E17F")]
        [OverBoth("E1C0")]
        [OverBoth("E18041")]
        [OverBoth("EDA0")]
        [OverBoth("EDBF")]
        [OverBoth("ED9FC0")]
        [OverBoth("EF7F")]
        [OverBoth("EFBFFF")]
        [OverBoth("F080")]
        [OverBoth("F08F")]
        [OverBoth("F0C0")]
        [OverBoth("F0907F")]
        [OverBoth("F09080C0")]
        [OverBoth("F17F")]
        [OverBoth("F1C0")]
        [OverBoth("F180C0")]
        [OverBoth("F1808041")]
        [OverBoth("F3BFBFC0")]
        [OverBoth("F490")]
        [OverBoth("F4BF")]
        [OverBoth("F48FC0")]
        [OverBoth("F48FBF7F")]
        public void S8_1_A_byte_that_UTF8_does_not_have_fails_with_1007_at_once(Wire wire, string hex)
        {
            byte[] sequence = Convert.FromHexString(hex);
            foreach (string before in new[] { "", "a", "abcdefg", "ελ", "😀" })
            {
                byte[] good = ClientFrame.Join(Encoding.UTF8.GetBytes(before), sequence[..^1]);
                using ConformanceServer server = ConformanceServer.Over(wire);
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
        [OverBoth("80")]
        [OverBoth("C0AF")]
        [OverBoth("E08080")]
        [OverBoth("EDA080")]
        [OverBoth("EDA080EDB080")]
        [OverBoth("F08080AF")]
        [OverBoth("F4908080")]
        [OverBoth("F888808080")]
        [OverBoth("FC8480808080")]
        [OverBoth("C3")]
        [OverBoth("E282")]
        [OverBoth("F09F98")]
        [OverBoth("61C3")]
        [OverBoth("61E282")]
        [OverBoth("61F09F98")]
        [OverBoth("6162C3")]
        [OverBoth("616263E2")]
        public void S8_1_A_message_that_is_not_UTF8_fails_with_1007_in_one_frame_and_in_many(Wire wire, string hex)
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
                using ConformanceServer server = ConformanceServer.Over(wire);
                using Peer peer = server.Open();
                peer.Send(message);
                ReadPieces(peer);
                Assert.AreEqual("opened; closed 1007", server.Echo.Events);
            }
        }

        [TestMethod]
        [OverBoth]
        public void S8_1_A_fault_is_found_at_every_place_among_ASCII(Wire wire)
        {
            for (int at = 0; at < 17; at++)
            {
                byte[] text = Encoding.ASCII.GetBytes("seventeen letters");
                text[at] |= 0x80;
                using ConformanceServer server = ConformanceServer.Over(wire);
                using Peer peer = server.Open();
                peer.Send(Frames.Masked(ClientFrame.Text, text));
                peer.ExpectFailure(1007);
            }
        }

        [TestMethod]
        [OverBoth("C3")]
        [OverBoth("E2")]
        [OverBoth("E282")]
        [OverBoth("F0")]
        [OverBoth("F09F")]
        [OverBoth("F09F98")]
        public void S8_1_Text_that_ends_within_a_character_fails_with_1007(Wire wire, string hex)
        {
            byte[] text = ClientFrame.Join(Encoding.ASCII.GetBytes("end"), Convert.FromHexString(hex));
            using ConformanceServer server = ConformanceServer.Over(wire);
            using Peer peer = server.Open();

            peer.Send(Frames.Masked(ClientFrame.Text, text, false));
            peer.ExpectPieces(text);
            peer.Send(Frames.Masked(ClientFrame.Continuation, Array.Empty<byte>()));

            peer.ExpectFailure(1007);
            Assert.AreEqual("opened; closed 1007", server.Echo.Events);
        }

        [TestMethod]
        [OverBoth]
        public void S8_1_One_message_says_nothing_about_the_next(Wire wire)
        {
            using ConformanceServer server = ConformanceServer.Over(wire);
            using Peer peer = server.Open();
            byte[] noText = { 0xE2, 0x82 };

            // Half a character at the end of a binary message is not the beginning of the text behind it, nor a ping's.
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
        [OverBoth]
        public void S5_6_Binary_data_is_any_bytes(Wire wire)
        {
            using ConformanceServer server = ConformanceServer.Over(wire);
            using Peer peer = server.Open();
            byte[] all = Enumerable.Range(0, 512).Select(i => (byte)(i * 7)).ToArray();

            peer.Send(Frames.Masked(ClientFrame.Binary, all));

            peer.ExpectMessage(ClientFrame.Binary, all);
            peer.Close();
        }

        [TestMethod]
        [OverBoth(11)]
        [OverBoth(12)]
        [OverBoth(13)]
        public void S8_1_Long_text_of_all_kinds_of_characters_is_text_however_it_is_chopped(Wire wire, int seed)
        {
            Random random = new Random(seed);
            StringBuilder builder = new StringBuilder();
            while (builder.Length < 5000)
            {
                int point = random.Next(4) switch { 0 => random.Next(0x80), 1 => random.Next(0x80, 0x800), 2 => random.Next(0x800, 0xD800), _ => random.Next(0xE000, 0x110000) };
                builder.Append(char.ConvertFromUtf32(point));
            }

            byte[] text = Encoding.UTF8.GetBytes(builder.ToString());
            using ConformanceServer server = ConformanceServer.Over(wire);
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
