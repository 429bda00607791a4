using Nano.Tests.Unit.Support;
using Nano.Web.Text;
using Nano.Web.WebSockets;

namespace Nano.Tests.Unit.WebSockets
{
    /// <summary>Writing frames (RFC 6455 section 5.2).</summary>
    [TestClass]
    public class FrameWriterTests
    {
        [TestMethod]
        public void The_shortest_header_for_each_length_is_written()
        {
            Assert.AreEqual("8200", Header(OpCode.Binary, true, 0));
            Assert.AreEqual("8201", Header(OpCode.Binary, true, 1));
            Assert.AreEqual("827d", Header(OpCode.Binary, true, 125));
            Assert.AreEqual("827e007e", Header(OpCode.Binary, true, 126));
            Assert.AreEqual("827e0100", Header(OpCode.Binary, true, 256));
            Assert.AreEqual("827effff", Header(OpCode.Binary, true, 65535));
            Assert.AreEqual("827f0000000000010000", Header(OpCode.Binary, true, 65536));
            Assert.AreEqual("827f0000000100000000", Header(OpCode.Binary, true, 4294967296));
            Assert.AreEqual("827f7fffffffffffffff", Header(OpCode.Binary, true, long.MaxValue));
        }

        [TestMethod]
        public void HeaderSize_is_the_size_of_a_header()
        {
            FrameWriter server = new FrameWriter(null);

            Assert.AreEqual(2, server.HeaderSize(125));
            Assert.AreEqual(4, server.HeaderSize(126));
            Assert.AreEqual(4, server.HeaderSize(65535));
            Assert.AreEqual(10, server.HeaderSize(65536));
        }

        [TestMethod]
        public void Opcode_and_FIN_are_in_the_first_byte()
        {
            Assert.AreEqual("0100", Header(OpCode.Text, false, 0));
            Assert.AreEqual("8100", Header(OpCode.Text, true, 0));
            Assert.AreEqual("0000", Header(OpCode.Continuation, false, 0));
            Assert.AreEqual("8000", Header(OpCode.Continuation, true, 0));
            Assert.AreEqual("8800", Header(OpCode.Close, true, 0));
            Assert.AreEqual("8900", Header(OpCode.Ping, true, 0));
            Assert.AreEqual("8a00", Header(OpCode.Pong, true, 0));
        }

        [TestMethod]
        public void A_server_writes_the_RFC_s_unmasked_text()
        {
            ByteWriter output = new ByteWriter(new byte[16]);
            byte[] payload = Bytes.Of("xHellox");

            Assert.IsTrue(new FrameWriter(output).Write(OpCode.Text, true, payload, 1, 5));
            Assert.AreEqual("810548656c6c6f", Hex(output));
        }

        [TestMethod]
        public void A_frame_that_does_not_fit_is_not_written_at_all()
        {
            ByteWriter output = new ByteWriter(new byte[6]);
            FrameWriter writer = new FrameWriter(output);

            Assert.IsFalse(writer.Write(OpCode.Binary, true, new byte[5], 0, 5));
            Assert.AreEqual(0, output.Count);
            Assert.IsFalse(output.Overflowed);
            Assert.IsTrue(writer.Write(OpCode.Binary, true, new byte[4], 0, 4));
            Assert.IsFalse(writer.Write(OpCode.Ping, true, null, 0, 0));
            Assert.AreEqual(6, output.Count);
        }

        [TestMethod]
        public void A_payload_can_follow_its_header_in_pieces()
        {
            ByteWriter output = new ByteWriter(new byte[16]);
            FrameWriter writer = new FrameWriter(output);

            Assert.IsTrue(writer.WriteHeader(OpCode.Text, true, 5));
            Assert.IsTrue(writer.WritePayload(Bytes.Of("Hel"), 0, 3));
            Assert.IsTrue(writer.WritePayload(Bytes.Of("lo"), 0, 2));
            Assert.AreEqual("810548656c6c6f", Hex(output));
        }

        [TestMethod]
        public void A_frame_written_in_place_gets_the_shortest_header()
        {
            Assert.AreEqual("8100", InPlace(0).Substring(0, 4));
            Assert.AreEqual("8101", InPlace(1).Substring(0, 4));
            Assert.AreEqual("817d", InPlace(125).Substring(0, 4));
            Assert.AreEqual("817e007e", InPlace(126).Substring(0, 8));
            Assert.AreEqual("817e012c", InPlace(300).Substring(0, 8));
        }

        [TestMethod]
        public void A_frame_written_in_place_keeps_its_payload()
        {
            int[] lengths = { 0, 1, 124, 125, 126, 127, 300 };
            for (int i = 0; i < lengths.Length; i++)
            {
                byte[] payload = Bytes.Pattern(lengths[i]);
                string frame = InPlace(lengths[i]);
                Assert.AreEqual(Bytes.ToHex(payload, 0, payload.Length), frame.Substring(lengths[i] < 126 ? 4 : 8));
            }
        }

        [TestMethod]
        public void A_frame_written_in_place_can_be_cancelled()
        {
            ByteWriter output = new ByteWriter(new byte[16]);
            FrameWriter writer = new FrameWriter(output);
            output.WriteText("ab");
            writer.Begin().WriteText("cd");
            writer.Cancel();
            writer.Cancel();

            Assert.AreEqual("6162", Hex(output));
        }

        [TestMethod]
        public void A_frame_written_in_place_that_overflows_is_discarded()
        {
            ByteWriter output = new ByteWriter(new byte[16]);
            FrameWriter writer = new FrameWriter(output);
            output.WriteText("ab");
            writer.Begin().WriteText("more than 10 bytes");

            Assert.IsFalse(writer.End(OpCode.Text, true));
            Assert.AreEqual("6162", Hex(output));
            Assert.IsFalse(output.Overflowed);
        }

        [TestMethod]
        public void A_frame_written_in_place_without_space_for_its_header_is_discarded()
        {
            ByteWriter output = new ByteWriter(new byte[5]);
            FrameWriter writer = new FrameWriter(output);
            output.WriteText("ab");
            writer.Begin().WriteText("c");

            Assert.IsFalse(writer.End(OpCode.Text, true));
            Assert.AreEqual("6162", Hex(output));
        }

        [TestMethod]
        public void A_frame_written_in_place_may_move_the_bytes_in_the_buffer()
        {
            ByteWriter output = new ByteWriter(new byte[16]);
            FrameWriter writer = new FrameWriter(output);
            output.WriteText("0123456789ab");
            output.Consume(10);
            writer.Begin().WriteText("Hello");

            Assert.IsTrue(writer.End(OpCode.Text, true));
            Assert.AreEqual("6162" + "810548656c6c6f", Hex(output));
        }

        private static string Header(OpCode opCode, bool isFinal, long length)
        {
            ByteWriter output = new ByteWriter(new byte[16]);
            Assert.IsTrue(new FrameWriter(output).WriteHeader(opCode, isFinal, length));
            return Hex(output);
        }

        private static string InPlace(int length)
        {
            ByteWriter output = new ByteWriter(new byte[length + 8]);
            FrameWriter writer = new FrameWriter(output);
            writer.Begin().Write(Bytes.Pattern(length), 0, length);
            Assert.IsTrue(writer.End(OpCode.Text, true));
            return Hex(output);
        }

        private static string Hex(ByteWriter output)
        {
            return Bytes.ToHex(output.Buffer, output.Start, output.Count);
        }
    }
}
