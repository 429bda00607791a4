using Nano.Tests.Unit.Support;

namespace Nano.Tests.Unit.WebSockets
{
    /// <summary>Pings and their time-out. The tests set the time: a peer is pinged after 1,000 ms of silence, and its connection ends 500 ms later.</summary>
    [TestClass]
    public class TimerTests
    {
        [TestMethod]
        public void A_silent_peer_is_pinged_when_the_interval_has_passed()
        {
            Session session = new Session();
            session.Wait(999);
            Assert.AreEqual("", session.Sent());

            session.Wait(1);
            Assert.AreEqual("ping()", session.Sent());
        }

        [TestMethod]
        public void A_peer_is_pinged_once_until_it_sends_bytes()
        {
            Session session = new Session();
            session.Wait(1000);
            session.Sent();
            session.Wait(10);
            session.Wait(200);

            Assert.AreEqual("", session.Sent());
        }

        [TestMethod]
        public void A_peer_that_answers_is_pinged_again_an_interval_later()
        {
            Session session = new Session();
            session.Wait(1000);
            session.Sent();
            session.Wait(499);
            session.Receive(Frames.Pong(""));
            session.Wait(999);
            Assert.AreEqual("", session.Sent());

            session.Wait(1);
            Assert.AreEqual("ping()", session.Sent());
            Assert.AreEqual("opened", session.Log);
        }

        [TestMethod]
        public void The_time_out_of_a_ping_begins_with_the_ping_after_a_jump_of_the_clock()
        {
            Session session = new Session();
            session.Wait(3600000);
            Assert.AreEqual("ping()", session.Sent());
            session.Wait(499);
            Assert.AreEqual("opened", session.Log);

            session.Wait(1);
            Assert.AreEqual("opened closed(1006)", session.Log);
        }

        [TestMethod]
        public void A_connection_ends_when_the_peer_does_not_answer_a_ping()
        {
            Session session = new Session();
            session.Wait(1000);
            session.Wait(499);
            Assert.AreEqual("opened", session.Log);

            session.Wait(1);
            Assert.AreEqual("opened closed(1006)", session.Log);
        }

        [TestMethod]
        public void Any_bytes_postpone_the_ping()
        {
            Session session = new Session();
            byte[] frame = Frames.Text("slow");
            for (int i = 0; i < frame.Length; i++)
            {
                session.Wait(900);
                session.Receive(frame, i, 1);
            }

            Assert.AreEqual("", session.Sent());
            Assert.AreEqual("opened text{slow}", session.Log);
        }

        [TestMethod]
        public void Any_bytes_answer_a_ping()
        {
            Session session = new Session();
            session.Wait(1000);
            session.Wait(499);
            session.Receive(Frames.Text("a"), 0, 1);
            session.Wait(500);

            Assert.AreEqual("opened", session.Log);
        }

        [TestMethod]
        public void An_interval_of_zero_never_pings()
        {
            Session session = new Session();
            session.Options.PingInterval = 0;
            session.Wait(1000000);

            Assert.AreEqual("", session.Sent());
            Assert.AreEqual("opened", session.Log);
        }

        [TestMethod]
        public void A_closing_connection_is_not_pinged()
        {
            Session session = new Session();
            session.Options.CloseTimeout = 100000;
            session.Socket.Close(Web.WebSockets.CloseStatus.Normal, "", session.Now);
            session.Sent();
            session.Wait(2000);

            Assert.AreEqual("", session.Sent());
            Assert.AreEqual("opened", session.Log);
        }

        [TestMethod]
        public void A_peer_whose_buffer_is_full_is_not_pinged_and_its_connection_ends()
        {
            Session session = new Session();
            session.Output.Write(new byte[session.Output.Free - 127], 0, session.Output.Free - 127);
            int count = session.Output.Count;
            session.Wait(1000);
            Assert.AreEqual(count, session.Output.Count);

            session.Wait(500);
            Assert.AreEqual("opened closed(1006)", session.Log);
        }
    }
}
