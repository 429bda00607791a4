using Nano.Tests.Unit.Support;
using Nano.Web.WebSockets;

namespace Nano.Tests.Unit.WebSockets
{
    /// <summary>The closing handshake (RFC 6455 sections 5.5.1 and 7), begun by the peer, by the server, by both, and missing.</summary>
    [TestClass]
    public class ClosingTests
    {
        [TestMethod]
        public void A_close_is_answered_with_its_status()
        {
            Assert.AreEqual("opened closed(1000 clean) -> close(1000)", Session.Play(Frames.Close(1000, "")));
            Assert.AreEqual("opened closed(1001 clean) -> close(1001)", Session.Play(Frames.Close(1001, "leaving the page")));
        }

        [TestMethod]
        public void A_close_without_a_status_is_answered_without_one()
        {
            Assert.AreEqual("opened closed(1005 clean) -> close()", Session.Play(Frames.Close()));
        }

        [TestMethod]
        public void A_close_of_one_byte_is_refused()
        {
            Session.Refuse(1002, "invalid close status", Frames.Make(0x88, new byte[] { 3 }));
        }

        [TestMethod]
        public void A_reason_may_fill_the_frame()
        {
            Assert.AreEqual("opened closed(1000 clean) -> close(1000)", Session.Play(Frames.Close(1000, Bytes.Repeat("x", 123))));
            Assert.AreEqual("opened closed(1000 clean) -> close(1000)", Session.Play(Frames.Close(1000, Bytes.Repeat("<c3><a4>", 61))));
        }

        [TestMethod]
        public void A_reason_that_is_not_UTF_8_is_refused()
        {
            Session.Refuse(1007, "close reason is not UTF-8", Frames.Close(1000, "a<ff>"));
            Session.Refuse(1007, "close reason is not UTF-8", Frames.Close(1000, "<e2><82>"));
        }

        [TestMethod]
        public void Every_status_from_0_to_5100_is_accepted_or_refused_as_the_registry_says()
        {
            Session session = new Session();
            for (int status = 0; status <= 5100; status += status < 1020 && status >= 990 ? 1 : Target.NumberStep)
            {
                AssertStatus(session, status);
            }
        }

        [TestMethod]
        public void Each_limit_of_the_status_ranges_is_kept()
        {
            Session session = new Session();
            int[] limits = { 0, 999, 1000, 1003, 1004, 1005, 1006, 1007, 1014, 1015, 1016, 1100, 1999, 2000, 2999, 3000, 3999, 4000, 4999, 5000, 32768, 65535 };
            for (int i = 0; i < limits.Length; i++)
            {
                AssertStatus(session, limits[i]);
            }
        }

        [TestMethod]
        public void Frames_after_a_close_are_ignored()
        {
            Assert.AreEqual("opened closed(1000 clean) -> close(1000)", Session.Play(Bytes.Join(Frames.Close(1000, ""), Frames.Text("a"), Frames.Ping("b"))));
            Assert.AreEqual("opened closed(1000 clean) -> close(1000)", Session.Play(Bytes.Join(Frames.Close(1000, ""), Frames.Close(1001, ""), Bytes.Hex("ff"))));
        }

        [TestMethod]
        public void A_close_between_fragments_discards_the_message()
        {
            Assert.AreEqual("opened closed(1000 clean) -> close(1000)", Session.Play(Bytes.Join(Frames.FirstOfText("a<e2>"), Frames.Close(1000, "b"))));
        }

        [TestMethod]
        public void The_server_s_close_waits_for_the_peer_s_close()
        {
            Session session = new Session();
            session.Socket.Close(CloseStatus.GoingAway, "bye", session.Now);
            Assert.AreEqual("close(1001 bye)", session.Sent());
            Assert.AreEqual(WebSocketState.Closing, session.Socket.State);
            Assert.AreEqual("opened", session.Log);

            session.Receive(Frames.Close(1001, ""));
            Assert.AreEqual("opened closed(1001 clean)", session.Log);
            Assert.AreEqual("", session.Sent());
            Assert.AreEqual(WebSocketState.Closed, session.Socket.State);
            Assert.IsTrue(session.Socket.IsClean);
        }

        [TestMethod]
        public void Two_closes_that_cross_make_one_clean_close()
        {
            Session session = new Session();
            session.Socket.Close(CloseStatus.Normal, "", session.Now);
            session.Receive(Frames.Close(3000, "me too"));

            Assert.AreEqual("opened closed(3000 clean)", session.Log);
            Assert.AreEqual("close(1000)", session.Sent());
        }

        [TestMethod]
        public void A_second_close_of_the_server_does_nothing()
        {
            Session session = new Session();
            session.Socket.Close(CloseStatus.Normal, "", session.Now);
            session.Socket.Close(CloseStatus.GoingAway, "", session.Now);

            Assert.AreEqual("close(1000)", session.Sent());
        }

        [TestMethod]
        public void Messages_after_the_server_s_close_are_read_and_ignored()
        {
            Session session = new Session();
            session.Socket.Close(CloseStatus.Normal, "", session.Now);
            session.Receive(Bytes.Join(Frames.Text("a"), Frames.FirstOfText("<ff>"), Frames.Last("")));
            session.Receive(Frames.Close(1000, ""));

            Assert.AreEqual("opened closed(1000 clean)", session.Log);
        }

        [TestMethod]
        public void The_rest_of_a_message_after_the_server_s_close_is_ignored()
        {
            Session session = new Session(new Recorder { Pieces = true });
            session.Receive(Frames.FirstOfText("a"));
            session.Socket.Close(CloseStatus.Normal, "", session.Now);
            session.Receive(Bytes.Join(Frames.Middle("b"), Frames.Last("c"), Frames.Close(1000, "")));

            Assert.AreEqual("opened text{a closed(1000 clean)", session.Log);
        }

        [TestMethod]
        public void A_connection_ends_when_the_peer_does_not_answer_a_close()
        {
            Session session = new Session();
            session.Socket.Close(CloseStatus.Normal, "", session.Now);
            session.Wait(session.Options.CloseTimeout - 1);
            Assert.AreEqual("opened", session.Log);

            session.Wait(1);
            Assert.AreEqual("opened closed(1006)", session.Log);
        }

        [TestMethod]
        public void Messages_do_not_extend_the_time_out_of_a_close()
        {
            Session session = new Session();
            session.Socket.Close(CloseStatus.Normal, "", session.Now);
            session.Wait(session.Options.CloseTimeout - 1);
            session.Receive(Frames.Text("still here"));
            session.Wait(1);

            Assert.AreEqual("opened closed(1006)", session.Log);
        }

        [TestMethod]
        public void An_error_after_the_server_s_close_ends_the_connection()
        {
            Session session = new Session();
            session.Socket.Close(CloseStatus.Normal, "", session.Now);
            session.Sent();
            session.Receive(Bytes.Hex("8300"));

            Assert.AreEqual("opened closed(1002)", session.Log);
            Assert.AreEqual("", session.Sent());
        }

        [TestMethod]
        public void A_connection_that_breaks_is_closed_abnormally()
        {
            Session session = new Session();
            session.Socket.Abort();

            Assert.AreEqual("opened closed(1006)", session.Log);
            Assert.IsFalse(session.Socket.IsClean);
            Assert.AreEqual("", session.Sent());
        }

        [TestMethod]
        public void OnClosed_is_called_once()
        {
            Session session = new Session();
            session.Receive(Frames.Close(1000, ""));
            session.Socket.Abort();
            session.Socket.Fail(CloseStatus.InternalError, "");
            session.Socket.Close(CloseStatus.Normal, "", session.Now);
            session.Wait(100000);

            Assert.AreEqual("opened closed(1000 clean)", session.Log);
        }

        [TestMethod]
        public void Failing_ends_the_connection_without_waiting()
        {
            Session session = new Session();
            session.Socket.Fail(CloseStatus.PolicyViolation, "no");

            Assert.AreEqual("close(1008 no)", session.Sent());
            Assert.AreEqual("opened closed(1008)", session.Log);
            Assert.AreEqual(WebSocketState.Closed, session.Socket.State);
        }

        [TestMethod]
        public void A_handler_may_close_in_OnMessage()
        {
            Session session = new Session(new Leaver());
            session.Receive(Bytes.Join(Frames.Text("a"), Frames.Text("b"), Frames.Close(1000, "")));

            Assert.AreEqual("opened text{a} closed(1000 clean)", session.Log);
            Assert.AreEqual("close(1008 enough)", session.Sent());
        }

        [TestMethod]
        public void A_status_that_must_not_be_sent_throws()
        {
            Session session = new Session();
            int[] statuses = { 0, 999, 1004, 1005, 1006, 1015, 2000, 5000 };
            for (int i = 0; i < statuses.Length; i++)
            {
                Assert.IsTrue(CloseThrows(session, statuses[i], ""), "Status " + statuses[i]);
            }

            Assert.AreEqual("", session.Sent());
            Assert.AreEqual(WebSocketState.Open, session.Socket.State);
        }

        [TestMethod]
        public void A_reason_of_123_bytes_is_the_longest()
        {
            Session session = new Session();
            Assert.IsTrue(CloseThrows(session, 1000, Bytes.Repeat("x", 124)));
            Assert.IsFalse(CloseThrows(session, 1000, Bytes.Repeat("x", 123)));

            Assert.AreEqual("close(1000 " + Bytes.Repeat("x", 123) + ")", session.Sent());
        }

        private static bool CloseThrows(Session session, int status, string reason)
        {
            try
            {
                session.Socket.Close((CloseStatus)status, reason, session.Now);
                return false;
            }
            catch (System.ArgumentException)
            {
                return true;
            }
        }

        private static void AssertStatus(Session session, int status)
        {
            bool isValid = (status >= 1000 && status <= 1003) || (status >= 1007 && status <= 1014) || (status >= 3000 && status <= 4999);
            session.Open();
            session.Receive(Frames.Close(status, ""));
            Assert.AreEqual(isValid ? "opened closed(" + status + " clean)" : "opened closed(1002)", session.Log);
            Assert.AreEqual(isValid ? "close(" + status + ")" : "close(1002 invalid close status)", session.Sent());
        }

        private sealed class Leaver : Recorder
        {
            public override void OnMessage(WebSocket webSocket, MessageType type, byte[] buffer, int offset, int count, bool first, bool last)
            {
                base.OnMessage(webSocket, type, buffer, offset, count, first, last);
                webSocket.Close(CloseStatus.PolicyViolation, "enough", 10000);
            }
        }
    }
}
