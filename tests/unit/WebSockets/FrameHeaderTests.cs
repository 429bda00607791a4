using Nano.Tests.Unit.Support;
using Nano.Web.WebSockets;

namespace Nano.Tests.Unit.WebSockets
{
    /// <summary>Reading frame headers (RFC 6455 section 5.2), at once and one byte at a time.</summary>
    [TestClass]
    public class FrameHeaderTests
    {
        private static string Key => "37fa213d";

        [TestMethod]
        public void The_lengths_of_one_byte_are_read()
        {
            for (int length = 0; length < 126; length++)
            {
                Assert.AreEqual("Binary final " + length, Read("82" + Hex(0x80 + length, 2) + Key));
            }
        }

        [TestMethod]
        public void The_lengths_of_two_bytes_are_read()
        {
            Assert.AreEqual("Binary final 126", Read("82fe007e" + Key));
            Assert.AreEqual("Binary final 127", Read("82fe007f" + Key));
            Assert.AreEqual("Binary final 128", Read("82fe0080" + Key));
            Assert.AreEqual("Binary final 256", Read("82fe0100" + Key));
            Assert.AreEqual("Binary final 32768", Read("82fe8000" + Key));
            Assert.AreEqual("Binary final 65535", Read("82feffff" + Key));
        }

        [TestMethod]
        public void The_lengths_of_eight_bytes_are_read()
        {
            Assert.AreEqual("Binary final 65536", Read("82ff0000000000010000" + Key));
            Assert.AreEqual("Binary final 16777216", Read("82ff0000000001000000" + Key));
            Assert.AreEqual("Binary final 2147483648", Read("82ff0000000080000000" + Key));
            Assert.AreEqual("Binary final 4294967296", Read("82ff0000000100000000" + Key));
            Assert.AreEqual("Binary final 9223372036854775807", Read("82ff7fffffffffffffff" + Key));
        }

        [TestMethod]
        public void A_length_in_two_bytes_that_fits_one_is_refused()
        {
            for (int length = 0; length < 126; length++)
            {
                Assert.AreEqual("length not minimal at 4", Read("82fe00" + Hex(length, 2) + Key));
            }
        }

        [TestMethod]
        public void A_length_in_eight_bytes_that_fits_a_shorter_form_is_refused()
        {
            Assert.AreEqual("length not minimal at 10", Read("82ff0000000000000000" + Key));
            Assert.AreEqual("length not minimal at 10", Read("82ff000000000000007d" + Key));
            Assert.AreEqual("length not minimal at 10", Read("82ff000000000000007e" + Key));
            Assert.AreEqual("length not minimal at 10", Read("82ff000000000000ffff" + Key));
        }

        [TestMethod]
        public void A_length_with_the_highest_bit_is_refused()
        {
            Assert.AreEqual("length over 63 bits at 10", Read("82ff8000000000000000" + Key));
            Assert.AreEqual("length over 63 bits at 10", Read("82ff8000000000010000" + Key));
            Assert.AreEqual("length over 63 bits at 10", Read("82ffffffffffffffffff" + Key));
        }

        [TestMethod]
        public void Each_opcode_has_its_name()
        {
            Assert.AreEqual("Continuation final 0", Read("8080" + Key));
            Assert.AreEqual("Text final 0", Read("8180" + Key));
            Assert.AreEqual("Binary final 0", Read("8280" + Key));
            Assert.AreEqual("Close final 0", Read("8880" + Key));
            Assert.AreEqual("Ping final 0", Read("8980" + Key));
            Assert.AreEqual("Pong final 0", Read("8a80" + Key));
        }

        [TestMethod]
        public void A_fragment_is_not_final()
        {
            Assert.AreEqual("Continuation 5", Read("0085" + Key));
            Assert.AreEqual("Text 5", Read("0185" + Key));
            Assert.AreEqual("Binary 5", Read("0285" + Key));
        }

        [TestMethod]
        public void Close_ping_and_pong_are_control_frames()
        {
            for (int opCode = 0; opCode < 16; opCode++)
            {
                FrameReader reader = new FrameReader();
                reader.ReadHeader(new byte[] { (byte)(0x80 + opCode), 0x80, 0, 0, 0, 0 }, 0, 6);
                if (reader.HasHeader)
                {
                    Assert.AreEqual(opCode >= 8, reader.IsControl, "Opcode " + opCode);
                }
            }
        }

        [TestMethod]
        public void A_reserved_opcode_is_refused_at_the_first_byte()
        {
            for (int opCode = 3; opCode < 16; opCode++)
            {
                if (opCode < 8 || opCode > 10)
                {
                    Assert.AreEqual("reserved opcode at 1", Read("8" + Hex(opCode, 1) + "80" + Key));
                    Assert.AreEqual("reserved opcode at 1", Read("0" + Hex(opCode, 1) + "80" + Key));
                }
            }
        }

        [TestMethod]
        public void A_reserved_bit_is_refused_at_the_first_byte()
        {
            for (int bits = 1; bits < 8; bits++)
            {
                Assert.AreEqual("reserved bit set at 1", Read(Hex(8 + bits, 1) + "180" + Key));
                Assert.AreEqual("reserved bit set at 1", Read(Hex(bits, 1) + "080" + Key));
                Assert.AreEqual("reserved bit set at 1", Read(Hex(8 + bits, 1) + "980" + Key));
            }
        }

        [TestMethod]
        public void A_fragmented_control_frame_is_refused_at_the_first_byte()
        {
            Assert.AreEqual("fragmented control frame at 1", Read("0880" + Key));
            Assert.AreEqual("fragmented control frame at 1", Read("0980" + Key));
            Assert.AreEqual("fragmented control frame at 1", Read("0a80" + Key));
        }

        [TestMethod]
        public void A_control_frame_of_125_bytes_is_the_longest()
        {
            Assert.AreEqual("Ping final 125", Read("89fd" + Key));
            Assert.AreEqual("control frame too long at 2", Read("89fe007e" + Key));
            Assert.AreEqual("control frame too long at 2", Read("88fe007e" + Key));
            Assert.AreEqual("control frame too long at 2", Read("8aff0000000000010000" + Key));
        }

        [TestMethod]
        public void A_server_refuses_frames_without_a_mask_at_the_second_byte()
        {
            Assert.AreEqual("frame not masked at 2", Read("8105"));
            Assert.AreEqual("frame not masked at 2", Read("8100"));
            Assert.AreEqual("frame not masked at 2", Read("827e0100"));
            Assert.AreEqual("frame not masked at 2", Read("8900"));
        }

        [TestMethod]
        public void A_header_ends_before_its_payload()
        {
            byte[] bytes = Bytes.Hex("8183" + Key + "aabbcc");

            Assert.AreEqual(6, new FrameReader().ReadHeader(bytes, 0, bytes.Length));
        }

        [TestMethod]
        public void The_length_and_key_of_a_frame_do_not_affect_the_next()
        {
            FrameReader reader = new FrameReader();
            byte[] first = Bytes.Hex("82ff7fffffffffffffff" + Key);
            reader.ReadHeader(first, 0, first.Length);
            reader.EndFrame();
            byte[] second = Bytes.Hex("81fe0100" + "00000000");
            reader.ReadHeader(second, 0, second.Length);

            Assert.AreEqual(256L, reader.Remaining);
            byte[] payload = Bytes.Of("abcd");
            reader.ReadPayload(payload, 0, 4);
            Assert.AreEqual("abcd", Bytes.Text(payload));
        }

        [TestMethod]
        public void Reset_clears_an_error()
        {
            FrameReader reader = new FrameReader();
            reader.ReadHeader(Bytes.Hex("83"), 0, 1);
            Assert.IsNotNull(reader.Error);

            reader.Reset();
            reader.ReadHeader(Bytes.Hex("8180" + Key), 0, 6);

            Assert.IsNull(reader.Error);
            Assert.IsTrue(reader.HasHeader);
        }

        [TestMethod]
        public void Reset_discards_an_incomplete_header()
        {
            FrameReader reader = new FrameReader();
            reader.ReadHeader(Bytes.Hex("82fe01"), 0, 3);
            reader.Reset();
            reader.ReadHeader(Bytes.Hex("8180" + Key), 0, 6);

            Assert.IsTrue(reader.HasHeader);
            Assert.AreEqual(OpCode.Text, reader.OpCode);
            Assert.AreEqual(0L, reader.Remaining);
        }

        /// <summary>Reads a header at once and byte by byte. Returns its description, or the error and the number of the byte.</summary>
        private static string Read(string hex)
        {
            byte[] bytes = Bytes.Hex(hex);
            FrameReader whole = new FrameReader();
            int end = whole.ReadHeader(bytes, 0, bytes.Length);

            FrameReader single = new FrameReader();
            int at = 0;
            while (at < bytes.Length && !single.HasHeader && single.Error == null)
            {
                Assert.AreEqual(at + 1, single.ReadHeader(bytes, at, at + 1));
                at++;
            }

            Assert.AreEqual(Describe(whole, end), Describe(single, at));
            return Describe(whole, end);
        }

        private static string Describe(FrameReader reader, int at)
        {
            if (reader.Error != null)
            {
                return reader.Error + " at " + at;
            }

            return reader.HasHeader ? Name(reader.OpCode) + (reader.IsFinal ? " final " : " ") + reader.Remaining : "incomplete";
        }

        private static string Name(OpCode opCode)
        {
            switch (opCode)
            {
                case OpCode.Continuation: return "Continuation";
                case OpCode.Text: return "Text";
                case OpCode.Binary: return "Binary";
                case OpCode.Close: return "Close";
                case OpCode.Ping: return "Ping";
                default: return "Pong";
            }
        }

        private static string Hex(int value, int digits)
        {
            return value.ToString("x" + digits);
        }
    }
}
