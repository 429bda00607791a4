using Nano.Tests.Unit.Support;
using Nano.Web.WebSockets;

namespace Nano.Tests.Unit.WebSockets
{
    /// <summary>The reserved space of the send buffer for control frames and answers.</summary>
    [TestClass]
    public class ReserveTests
    {
        [TestMethod]
        public void Data_leaves_space_for_a_reply_and_a_control_frame()
        {
            Session session = new Session();
            Fill(session);

            Assert.AreEqual(0, session.Socket.Room);
            Assert.IsTrue(session.Output.Free >= WebSocket.ControlReserve + WebSocket.ReplyReserve);
        }

        [TestMethod]
        public void A_reply_leaves_space_for_a_control_frame()
        {
            Session session = new Session();
            byte[] one = new byte[1];
            while (session.Socket.Send(MessageType.Binary, one, 0, 1))
            {
            }

            Assert.IsTrue(session.Output.Free >= WebSocket.ControlReserve);
            Assert.IsTrue(session.Output.Free < WebSocket.ControlReserve + 3);
        }

        [TestMethod]
        public void A_ping_is_answered_when_data_has_filled_the_buffer()
        {
            Session session = new Session();
            Fill(session);
            int count = session.Output.Count;
            session.Receive(Frames.Make(0x89, new byte[125]));

            Assert.AreEqual(count + 127, session.Output.Count);
        }

        [TestMethod]
        public void There_is_space_for_a_reply_to_each_message()
        {
            Session session = new Session(new Replier());
            Fill(session);
            session.Receive(Frames.Text("a"));
            session.Output.Consume(session.Output.Count);
            session.Receive(Frames.Text("b"));

            Assert.AreEqual("opened text{a} true text{b} true", session.Log);
        }

        [TestMethod]
        public void Input_waits_while_the_space_for_a_reply_is_used()
        {
            Session session = new Session(new Replier());
            Fill(session);
            byte[] messages = Bytes.Join(Frames.Text("a"), Frames.Text("b"), Frames.Text("c"));
            session.Receive(messages);
            Assert.AreEqual("opened text{a} true", session.Log);
            Assert.IsTrue(session.Waiting > 0);

            session.Output.Consume(session.Output.Count);
            session.Offer();
            session.Output.Consume(session.Output.Count);
            session.Offer();
            Assert.AreEqual("opened text{a} true text{b} true text{c} true", session.Log);
            Assert.AreEqual(0, session.Waiting);
        }

        [TestMethod]
        public void Pings_wait_and_are_not_lost()
        {
            Session session = new Session();
            Fill(session);
            byte[] ping = Frames.Make(0x89, new byte[125]);
            session.Receive(Bytes.Join(ping, ping, ping));
            Assert.IsTrue(session.Waiting > 0);

            string sent = "";
            for (int turn = 0; turn < 3; turn++)
            {
                sent += session.Sent();
                session.Offer();
            }

            Assert.AreEqual(0, session.Waiting);
            Assert.AreEqual(3, CountOf("pong(", sent));
        }

        [TestMethod]
        public void A_close_fits_after_replies()
        {
            Session session = new Session();
            byte[] one = new byte[1];
            while (session.Socket.Send(MessageType.Binary, one, 0, 1))
            {
            }

            int count = session.Output.Count;
            session.Socket.Close(CloseStatus.Normal, Bytes.Repeat("x", 123), session.Now);
            Assert.AreEqual(count + 127, session.Output.Count);
        }

        [TestMethod]
        public void A_close_with_an_error_replaces_a_piece_in_progress()
        {
            Session session = new Session();
            session.Socket.BeginPiece().Write(new byte[2000], 0, 2000);
            session.Socket.Fail(CloseStatus.InternalError, "oops");

            Assert.AreEqual("close(1011 oops)", session.Sent());
        }

        [TestMethod]
        public void A_streaming_echo_keeps_up_with_a_peer_that_reads_slowly()
        {
            byte[] payload = Bytes.Pattern(3000);
            byte[] frame = Frames.Binary(payload);
            byte[] echoed = new byte[payload.Length];
            Session session = new Session(new Echo());
            int sent = 0;
            int back = 0;
            for (int turn = 0; turn < 2000 && back < payload.Length; turn++)
            {
                if (sent < frame.Length && session.Waiting < 600)
                {
                    int part = frame.Length - sent < 100 ? frame.Length - sent : 100;
                    session.Receive(frame, sent, part);
                    sent += part;
                }
                else
                {
                    session.Offer();
                }

                back += Unframe(session, echoed, back);
            }

            Assert.AreEqual("opened", session.Log);
            Assert.IsTrue(Bytes.AreEqual(payload, echoed));
        }

        [TestMethod]
        public void A_handler_that_wants_to_send_is_called_once_when_there_is_space()
        {
            Session session = new Session();
            Fill(session);
            session.Socket.WantsToSend = true;
            session.Wait(1);
            Assert.AreEqual("opened", session.Log);

            session.Output.Consume(session.Output.Count);
            session.Wait(1);
            session.Wait(1);
            Assert.AreEqual("opened writable", session.Log);
        }

        [TestMethod]
        public void Messages_wait_and_pings_do_not_while_a_handler_wants_to_send()
        {
            Session session = new Session();
            Fill(session);
            session.Output.Consume(300);
            session.Socket.WantsToSend = true;
            session.Receive(Bytes.Join(Frames.Ping("p"), Frames.Text("a")));
            Assert.AreEqual("opened", session.Log);
            Assert.IsTrue(CountOf("pong(p)", Frames.Describe(session.Output.Buffer, session.Output.End - 3, session.Output.End)) == 1);

            session.Wait(1);
            session.Offer();
            Assert.AreEqual("opened writable text{a}", session.Log);
        }

        [TestMethod]
        public void A_handler_that_wants_to_send_keeps_the_connection_of_a_peer_that_waits()
        {
            Session session = new Session();
            Fill(session);
            session.Socket.WantsToSend = true;
            session.Receive(Frames.Text("a"));
            for (int i = 0; i < 10; i++)
            {
                session.Wait(900);
                session.Offer();
            }

            Assert.AreEqual("opened", session.Log);
        }

        [TestMethod]
        public void A_handler_that_wants_to_send_is_not_called_after_a_close()
        {
            Session session = new Session();
            session.Socket.WantsToSend = true;
            session.Socket.Close(CloseStatus.Normal, "", session.Now);
            session.Wait(1);
            session.Receive(Frames.Close(1000, ""));
            session.Wait(1);

            Assert.AreEqual("opened closed(1000 clean)", session.Log);
        }

        private static void Fill(Session session)
        {
            byte[] one = new byte[1];
            while (session.Socket.Room > 0)
            {
                int count = session.Socket.Room < 100 ? 1 : 100;
                session.Socket.Send(MessageType.Binary, count == 1 ? one : new byte[100], 0, count);
            }
        }

        private static int CountOf(string word, string text)
        {
            int count = 0;
            for (int at = text.IndexOf(word); at >= 0; at = text.IndexOf(word))
            {
                count++;
                text = text.Substring(at + word.Length);
            }

            return count;
        }

        /// <summary>Takes one frame from the sent bytes.</summary>
        private static int Unframe(Session session, byte[] destination, int offset)
        {
            byte[] buffer = session.Output.Buffer;
            int at = session.Output.Start;
            if (session.Output.Count == 0)
            {
                return 0;
            }

            int length = buffer[at + 1];
            int header = 2;
            if (length == 126)
            {
                header = 4;
                length = buffer[at + 2] << 8 | buffer[at + 3];
            }

            System.Array.Copy(buffer, at + header, destination, offset, length);
            session.Output.Consume(header + length);
            return length;
        }

        /// <summary>Answers each message with the largest answer that always fits.</summary>
        private sealed class Replier : Recorder
        {
            public override void OnMessage(WebSocket webSocket, MessageType type, byte[] buffer, int offset, int count, bool first, bool last)
            {
                base.OnMessage(webSocket, type, buffer, offset, count, first, last);
                Note(webSocket.Send(MessageType.Text, new byte[WebSocket.ReplyReserve], 0, WebSocket.ReplyReserve - 4) ? "true" : "false");
            }
        }

        /// <summary>Sends every piece back as a fragment.</summary>
        private sealed class Echo : Recorder
        {
            public override void OnMessage(WebSocket webSocket, MessageType type, byte[] buffer, int offset, int count, bool first, bool last)
            {
                if (!webSocket.SendPiece(type, buffer, offset, count, first, last))
                {
                    Note("LOST");
                }
            }
        }
    }
}
