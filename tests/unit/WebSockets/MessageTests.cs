using Nano.Tests.Unit.Support;
using Nano.Web.WebSockets;

namespace Nano.Tests.Unit.WebSockets
{
    /// <summary>Messages and their fragments (RFC 6455 sections 5.4 and 5.6), with the bytes divided anywhere.</summary>
    [TestClass]
    public class MessageTests
    {
        [TestMethod]
        public void A_text_in_one_frame_is_a_message()
        {
            Assert.AreEqual("opened text{Hello}", Session.Play(Frames.Text("Hello")));
        }

        [TestMethod]
        public void A_binary_message_has_its_own_type()
        {
            Assert.AreEqual("opened binary{00ff80}", Session.Play(Frames.Binary(Bytes.Hex("00ff80"))));
        }

        [TestMethod]
        public void An_empty_message_is_a_message()
        {
            Assert.AreEqual("opened text{} binary{}", Session.Play(Bytes.Join(Frames.Text(""), Frames.Binary(new byte[0]))));
        }

        [TestMethod]
        public void Messages_that_arrive_together_are_separated()
        {
            Assert.AreEqual("opened text{a} text{b} text{c}", Session.Play(Bytes.Join(Frames.Text("a"), Frames.Text("b"), Frames.Text("c"))));
        }

        [TestMethod]
        public void Fragments_are_one_message()
        {
            Assert.AreEqual("opened text{Hello}", Session.Play(Bytes.Join(Frames.FirstOfText("Hel"), Frames.Middle("l"), Frames.Last("o"))));
        }

        [TestMethod]
        public void Binary_fragments_are_one_binary_message()
        {
            Assert.AreEqual("opened binary{0102}", Session.Play(Bytes.Join(Frames.Make(0x02, new byte[] { 1 }), Frames.Make(0x80, new byte[] { 2 }))));
        }

        [TestMethod]
        public void Empty_fragments_add_nothing()
        {
            Assert.AreEqual("opened text{Hello}", Session.Play(Bytes.Join(Frames.FirstOfText(""), Frames.Middle("Hello"), Frames.Last(""))));
            Assert.AreEqual("opened text{}", Session.Play(Bytes.Join(Frames.FirstOfText(""), Frames.Middle(""), Frames.Last(""))));
        }

        [TestMethod]
        public void A_message_follows_a_fragmented_one()
        {
            Assert.AreEqual("opened text{ab} binary{63}", Session.Play(Bytes.Join(Frames.FirstOfText("a"), Frames.Last("b"), Frames.Binary(Bytes.Of("c")))));
        }

        [TestMethod]
        public void A_long_message_in_one_frame_arrives_in_pieces()
        {
            byte[] payload = Bytes.Pattern(5000);
            Assembler assembler = new Assembler(payload.Length);
            Session session = new Session(assembler);
            session.Receive(Frames.Binary(payload));

            Assert.IsTrue(assembler.Pieces > 3);
            Assert.AreEqual(1, assembler.Messages);
            Assert.IsTrue(Bytes.AreEqual(payload, assembler.Content));
        }

        [TestMethod]
        public void A_message_of_65536_bytes_passes_through_a_small_buffer()
        {
            // Neither the test nor the handler holds the whole message, because the heap of a chip is too small for it.
            PatternHandler handler = new PatternHandler();
            Session session = new Session(handler);
            byte[] mask = { 0x37, 0xFA, 0x21, 0x3D };
            session.Receive(Bytes.Join(Bytes.Hex("82ff0000000000010000"), mask));
            byte[] piece = new byte[1024];
            for (int sent = 0; sent < 65536; sent += piece.Length)
            {
                for (int i = 0; i < piece.Length; i++)
                {
                    piece[i] = (byte)(Bytes.PatternAt(sent + i) ^ mask[i & 3]);
                }

                session.Receive(piece);
            }

            Assert.AreEqual(1, handler.Messages);
            Assert.AreEqual(65536, handler.Count);
            Assert.IsTrue(handler.IsRight);
        }

        [TestMethod]
        public void A_message_in_a_thousand_fragments_is_one_message()
        {
            byte[] payload = Bytes.Pattern(1000);
            Assembler assembler = new Assembler(payload.Length);
            Session session = new Session(assembler);
            for (int i = 0; i < payload.Length; i++)
            {
                session.Receive(Frames.Make((i == 0 ? 2 : 0) | (i == payload.Length - 1 ? 0x80 : 0), Bytes.Slice(payload, i, 1)));
            }

            Assert.AreEqual(1, assembler.Messages);
            Assert.IsTrue(Bytes.AreEqual(payload, assembler.Content));
        }

        [TestMethod]
        public void A_piece_is_delivered_as_soon_as_its_bytes_arrive()
        {
            Session session = new Session(new Recorder { Pieces = true });
            byte[] frame = Frames.Text("Hello");
            session.Receive(frame, 0, 6);
            session.Receive(frame, 6, 2);
            session.Receive(frame, 8, 3);

            Assert.AreEqual("opened text{He text:llo}", session.Log);
        }

        [TestMethod]
        public void Frames_up_to_WholeFrame_bytes_arrive_in_one_piece()
        {
            Session session = new Session(new WholeRecorder());
            byte[] frame = Frames.Text("Hello");
            for (int i = 0; i < frame.Length; i++)
            {
                session.Receive(frame, i, 1);
            }

            Assert.AreEqual("opened text{Hello}", session.Log);
        }

        [TestMethod]
        public void Fragments_up_to_WholeFrame_bytes_arrive_one_by_one()
        {
            Session session = new Session(new WholeRecorder());
            byte[] frames = Bytes.Join(Frames.FirstOfText("Hel"), Frames.Ping(""), Frames.Last("lo"));
            for (int i = 0; i < frames.Length; i++)
            {
                session.Receive(frames, i, 1);
            }

            Assert.AreEqual("opened text{Hel text:lo}", session.Log);
        }

        [TestMethod]
        public void Frames_longer_than_WholeFrame_arrive_in_pieces()
        {
            Session session = new Session(new WholeRecorder());
            byte[] frame = Frames.Text("Hello!");
            session.Receive(frame, 0, 9);
            session.Receive(frame, 9, 3);

            Assert.AreEqual("opened text{Hel text:lo!}", session.Log);
        }

        [TestMethod]
        public void The_last_piece_may_be_empty()
        {
            Session session = new Session(new Recorder { Pieces = true });
            session.Receive(Bytes.Join(Frames.FirstOfText("Hello"), Frames.Last("")));

            Assert.AreEqual("opened text{Hello text:}", session.Log);
        }

        [TestMethod]
        public void A_continuation_without_a_message_is_refused()
        {
            Session.Refuse(1002, "continuation of nothing", Frames.Last("a"));
            Session.Refuse(1002, "continuation of nothing", Frames.Middle("a"));
        }

        [TestMethod]
        public void A_continuation_after_a_complete_message_is_refused()
        {
            Assert.AreEqual("opened text{a} closed(1002) -> close(1002 continuation of nothing)", Session.Play(Bytes.Join(Frames.Text("a"), Frames.Last("b"))));
        }

        [TestMethod]
        public void A_message_within_a_message_is_refused()
        {
            Session.Refuse(1002, "message within a message", Bytes.Join(Frames.FirstOfText("a"), Frames.Text("b")));
            Session.Refuse(1002, "message within a message", Bytes.Join(Frames.FirstOfText("a"), Frames.FirstOfText("b")));
            Session.Refuse(1002, "message within a message", Bytes.Join(Frames.FirstOfText("a"), Frames.Binary(new byte[1])));
        }

        [TestMethod]
        public void An_error_in_the_header_closes_with_1002()
        {
            Session.Refuse(1002, "reserved bit set", Bytes.Hex("c18000000000"));
            Session.Refuse(1002, "reserved opcode", Bytes.Hex("838000000000"));
            Session.Refuse(1002, "frame not masked", Bytes.Hex("810548656c6c6f"));
            Session.Refuse(1002, "length not minimal", Bytes.Hex("81fe000500000000"));
            Session.Refuse(1002, "length over 63 bits", Bytes.Hex("82ff800000000001000000000000"));
        }

        [TestMethod]
        public void Frames_after_an_error_are_ignored()
        {
            Session.Refuse(1002, "reserved opcode", Bytes.Join(Bytes.Hex("838000000000"), Frames.Text("a"), Frames.Close(1000, "")));
        }

        [TestMethod]
        public void A_reopened_session_has_no_state_of_the_previous_connection()
        {
            Session session = new Session();
            session.Receive(Bytes.Join(Frames.FirstOfText("<e2><82>"), Bytes.Hex("00fe")));
            session.Open();
            session.Receive(Frames.Text("<c3><a4>"));

            Assert.AreEqual("opened text{<c3><a4>}", session.Log);
        }

        /// <summary>Receives frames of up to five bytes in one piece.</summary>
        private sealed class WholeRecorder : Recorder
        {
            public WholeRecorder()
            {
                Pieces = true;
            }

            public override int WholeFrame => 5;
        }

        /// <summary>Compares a message with the pattern as it arrives.</summary>
        private sealed class PatternHandler : WebSocketHandler
        {
            public int Count;
            public int Messages;
            public bool IsRight = true;

            public override void OnMessage(WebSocket webSocket, MessageType type, byte[] buffer, int offset, int count, bool first, bool last)
            {
                for (int i = 0; i < count; i++)
                {
                    IsRight &= buffer[offset + i] == Bytes.PatternAt(Count++);
                }

                Messages += last ? 1 : 0;
            }
        }

        private sealed class Assembler : WebSocketHandler
        {
            public readonly byte[] Content;
            public int Pieces;
            public int Messages;
            private int _count;

            public Assembler(int length)
            {
                Content = new byte[length];
            }

            public override void OnMessage(WebSocket webSocket, MessageType type, byte[] buffer, int offset, int count, bool first, bool last)
            {
                _count = first ? 0 : _count;
                System.Array.Copy(buffer, offset, Content, _count, count);
                _count += count;
                Pieces++;
                Messages += last ? 1 : 0;
            }
        }
    }
}
