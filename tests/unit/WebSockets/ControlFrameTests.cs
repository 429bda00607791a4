using Nano.Tests.Unit.Support;

namespace Nano.Tests.Unit.WebSockets
{
    /// <summary>Ping and pong (RFC 6455 sections 5.5.2 and 5.5.3).</summary>
    [TestClass]
    public class ControlFrameTests
    {
        [TestMethod]
        public void A_ping_is_answered_with_its_payload()
        {
            Assert.AreEqual("opened -> pong(abc)", Session.Play(Frames.Ping("abc")));
        }

        [TestMethod]
        public void A_ping_may_be_empty()
        {
            Assert.AreEqual("opened -> pong()", Session.Play(Frames.Ping("")));
        }

        [TestMethod]
        public void A_ping_may_have_125_bytes_of_any_value()
        {
            byte[] payload = Bytes.Pattern(125);

            Assert.AreEqual("opened -> pong(" + Bytes.Text(payload) + ")", Session.Play(Frames.Make(0x89, payload)));
        }

        [TestMethod]
        public void Each_of_several_pings_is_answered_in_order()
        {
            Assert.AreEqual("opened -> pong(1) pong(2) pong(3)", Session.Play(Bytes.Join(Frames.Ping("1"), Frames.Ping("2"), Frames.Ping("3"))));
        }

        [TestMethod]
        public void A_ping_between_fragments_is_answered_before_the_message_ends()
        {
            Session session = new Session();
            session.Receive(Frames.FirstOfText("Hel"));
            session.Receive(Frames.Ping("p"));
            Assert.AreEqual("pong(p)", session.Sent());

            session.Receive(Frames.Last("lo"));
            Assert.AreEqual("opened text{Hello}", session.Log);
        }

        [TestMethod]
        public void Pings_and_pongs_between_fragments_do_not_disturb_the_message()
        {
            byte[] first = Bytes.Join(Frames.FirstOfText("a<e2>"), Frames.Ping("<ff>"), Frames.Middle("<82>"));
            byte[] second = Bytes.Join(Frames.Pong("x"), Frames.Ping(""), Frames.Last("<ac>b"));

            Assert.AreEqual("opened text{a<e2><82><ac>b} -> pong(<ff>) pong()", Session.Play(Bytes.Join(first, second)));
        }

        [TestMethod]
        public void A_pong_is_not_answered()
        {
            Assert.AreEqual("opened text{a}", Session.Play(Bytes.Join(Frames.Pong(""), Frames.Pong("unasked"), Frames.Text("a"))));
        }

        [TestMethod]
        public void A_control_frame_longer_than_125_bytes_is_refused()
        {
            Session.Refuse(1002, "control frame too long", Frames.Make(0x89, new byte[126]));
            Session.Refuse(1002, "control frame too long", Frames.Make(0x88, new byte[126]));
        }

        [TestMethod]
        public void A_fragmented_control_frame_is_refused()
        {
            Session.Refuse(1002, "fragmented control frame", Frames.Make(0x09, new byte[1]));
            Session.Refuse(1002, "fragmented control frame", Frames.Make(0x08, new byte[0]));
        }

        [TestMethod]
        public void A_ping_without_a_mask_is_refused()
        {
            Session.Refuse(1002, "frame not masked", Bytes.Hex("8900"));
        }
    }
}
