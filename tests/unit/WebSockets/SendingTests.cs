using Nano.Tests.Unit.Support;
using Nano.Web.Text;
using Nano.Web.WebSockets;

namespace Nano.Tests.Unit.WebSockets
{
    /// <summary>Sending messages: at once, in pieces, written in place, and prepared for many connections.</summary>
    [TestClass]
    public class SendingTests
    {
        [TestMethod]
        public void A_message_is_sent_as_one_frame()
        {
            Session session = new Session();

            Assert.IsTrue(session.Socket.Send(MessageType.Text, Bytes.Of("Hello"), 0, 5));
            Assert.IsTrue(session.Socket.Send(MessageType.Binary, Bytes.Hex("00ff"), 1, 1));
            Assert.AreEqual("text(Hello) binary(ff)", session.Sent());
        }

        [TestMethod]
        public void Pieces_are_sent_as_fragments()
        {
            Session session = new Session();

            Assert.IsTrue(Piece(session, "Hel", true, false));
            Assert.IsTrue(Piece(session, "l", false, false));
            Assert.IsTrue(Piece(session, "o", false, true));
            Assert.AreEqual("text+(Hel) cont+(l) cont(o)", session.Sent());
        }

        [TestMethod]
        public void A_piece_may_be_empty()
        {
            Session session = new Session();
            Piece(session, "", true, false);
            Piece(session, "", false, true);

            Assert.AreEqual("text+() cont()", session.Sent());
        }

        [TestMethod]
        public void A_message_cannot_begin_before_the_previous_has_ended()
        {
            Session session = new Session();
            Piece(session, "a", true, false);

            Assert.IsFalse(Piece(session, "b", true, true));
            Assert.IsFalse(Piece(session, "b", true, false));
            Assert.IsTrue(Piece(session, "c", false, true));
            Assert.IsTrue(Piece(session, "d", true, true));
            Assert.AreEqual("text+(a) cont(c) text(d)", session.Sent());
        }

        [TestMethod]
        public void A_continuation_cannot_be_sent_without_a_message()
        {
            Session session = new Session();

            Assert.IsFalse(Piece(session, "a", false, false));
            Assert.IsFalse(Piece(session, "a", false, true));
            Assert.AreEqual("", session.Sent());
        }

        [TestMethod]
        public void A_piece_that_does_not_fit_does_not_begin_a_message()
        {
            Session session = new Session();
            byte[] large = new byte[1024];

            Assert.IsFalse(session.Socket.SendPiece(MessageType.Binary, large, 0, large.Length, true, false));
            Assert.IsTrue(Piece(session, "a", true, true));
            Assert.AreEqual("text(a)", session.Sent());
        }

        [TestMethod]
        public void Control_frames_go_between_the_pieces_of_a_message()
        {
            Session session = new Session();
            Piece(session, "a", true, false);
            session.Receive(Frames.Ping("p"));
            Piece(session, "b", false, true);

            Assert.AreEqual("text+(a) pong(p) cont(b)", session.Sent());
        }

        [TestMethod]
        public void A_close_may_interrupt_a_message_in_pieces()
        {
            Session session = new Session();
            Piece(session, "a", true, false);
            session.Socket.Close(CloseStatus.Normal, "", session.Now);

            Assert.IsFalse(Piece(session, "b", false, true));
            Assert.AreEqual("text+(a) close(1000)", session.Sent());
        }

        [TestMethod]
        public void A_piece_can_be_written_in_place()
        {
            Session session = new Session();
            ByteWriter writer = session.Socket.BeginPiece();
            writer.WriteText("n=");
            writer.WriteNumber(-5);

            Assert.IsTrue(session.Socket.EndPiece(MessageType.Text, true, true));
            Assert.AreEqual("text(n=-5)", session.Sent());
        }

        [TestMethod]
        public void A_piece_written_in_place_that_overflows_is_not_sent()
        {
            Session session = new Session();
            session.Socket.BeginPiece().Write(new byte[1000], 0, 1000);
            Assert.IsFalse(session.Socket.EndPiece(MessageType.Text, true, true));
            Assert.AreEqual("", session.Sent());

            Assert.IsTrue(Piece(session, "a", true, true));
            Assert.AreEqual("text(a)", session.Sent());
        }

        [TestMethod]
        public void A_piece_written_in_place_out_of_order_is_not_sent()
        {
            Session session = new Session();
            session.Socket.BeginPiece().WriteText("a");
            Assert.IsFalse(session.Socket.EndPiece(MessageType.Text, false, true));

            Assert.AreEqual("", session.Sent());
        }

        [TestMethod]
        public void Nothing_is_sent_after_a_close_was_sent()
        {
            Session session = new Session();
            session.Socket.Close(CloseStatus.Normal, "", session.Now);
            session.Sent();

            AssertSendsNothing(session);
        }

        [TestMethod]
        public void Nothing_is_sent_after_a_close_was_answered()
        {
            Session session = new Session();
            session.Receive(Frames.Close(1000, ""));
            session.Sent();

            AssertSendsNothing(session);
        }

        [TestMethod]
        public void A_prepared_message_is_encoded_once_and_sent_to_many()
        {
            PreparedMessage message = Prepare("Hello");
            Session first = new Session();
            Session second = new Session();

            Assert.IsTrue(first.Socket.TrySend(message));
            Assert.IsTrue(second.Socket.TrySend(message));
            Assert.AreEqual("text(Hello)", first.Sent());
            Assert.AreEqual("text(Hello)", second.Sent());
        }

        [TestMethod]
        public void A_prepared_message_may_be_long_and_binary()
        {
            byte[] payload = Bytes.Pattern(300);
            PreparedMessage message = new PreparedMessage(300);
            message.Begin().Write(payload, 0, 300);
            Assert.IsTrue(message.End(MessageType.Binary));

            Session session = new Session();
            Assert.IsTrue(session.Socket.TrySend(message));
            Assert.AreEqual("binary(" + Bytes.ToHex(payload, 0, 300) + ")", session.Sent());
        }

        [TestMethod]
        public void A_prepared_message_that_does_not_fit_its_buffer_is_discarded()
        {
            PreparedMessage message = new PreparedMessage(5);
            message.Begin().WriteText("Hello!");

            Assert.IsFalse(message.End(MessageType.Text));
            Assert.AreEqual(0, message.Count);
        }

        [TestMethod]
        public void A_prepared_message_replaces_the_previous_one()
        {
            PreparedMessage message = Prepare("first");
            message.Begin().WriteText("next");
            message.End(MessageType.Text);

            Session session = new Session();
            session.Socket.TrySend(message);
            Assert.AreEqual("text(next)", session.Sent());
        }

        [TestMethod]
        public void A_prepared_message_that_does_not_fit_is_dropped_and_counted()
        {
            Session session = new Session();
            byte[] filler = new byte[session.Socket.Room];
            session.Socket.Send(MessageType.Binary, filler, 0, filler.Length);
            PreparedMessage message = Prepare("Hello");

            Assert.IsFalse(session.Socket.TrySend(message));
            Assert.IsFalse(session.Socket.TrySend(message));
            Assert.AreEqual(2, session.Socket.Dropped);

            session.Output.Consume(session.Output.Count);
            Assert.IsTrue(session.Socket.TrySend(message));
            Assert.AreEqual(2, session.Socket.Dropped);
        }

        [TestMethod]
        public void A_prepared_message_does_not_interrupt_a_message_in_pieces()
        {
            Session session = new Session();
            Piece(session, "a", true, false);

            Assert.IsFalse(session.Socket.TrySend(Prepare("Hello")));
            Assert.AreEqual(1, session.Socket.Dropped);
            Assert.AreEqual("text+(a)", session.Sent());
        }

        [TestMethod]
        public void The_count_of_dropped_messages_is_reset_for_each_connection()
        {
            Session session = new Session();
            Piece(session, "a", true, false);
            session.Socket.TrySend(Prepare("Hello"));
            session.Open();

            Assert.AreEqual(0, session.Socket.Dropped);
            Assert.IsTrue(session.Socket.TrySend(Prepare("Hello")));
        }

        private static void AssertSendsNothing(Session session)
        {
            Assert.IsFalse(Piece(session, "a", true, true));
            Assert.IsFalse(session.Socket.TrySend(Prepare("b")));
            session.Socket.BeginPiece().WriteText("c");
            Assert.IsFalse(session.Socket.EndPiece(MessageType.Text, true, true));
            Assert.AreEqual(0, session.Socket.Room);
            Assert.AreEqual("", session.Sent());
        }

        private static bool Piece(Session session, string text, bool first, bool last)
        {
            return session.Socket.SendPiece(MessageType.Text, Bytes.Of(text), 0, text.Length, first, last);
        }

        private static PreparedMessage Prepare(string text)
        {
            PreparedMessage message = new PreparedMessage(64);
            message.Begin().WriteText(text);
            message.End(MessageType.Text);
            return message;
        }
    }
}
