using System.Text;
using Nano.Firmware.Mqtt;

namespace Nano.Tests.Unit.Mqtt
{
    /// <summary>How a session begins (MQTT 3.1.1 sections 3.1 and 3.2), pings and ends.</summary>
    [TestClass]
    public class MqttConnectTests
    {
        [TestMethod]
        public void A_connection_begins_with_CONNECT()
        {
            MqttScript script = new MqttScript();
            script.Session.Open(script.Now);

            Assert.AreEqual("<10>\r<00><04>MQTT<04><00><00><1e><00><01>c", script.Sent());
        }

        [TestMethod]
        public void CONNECT_has_the_will_the_user_and_the_password_in_their_order()
        {
            MqttOptions options = new MqttOptions
            {
                ClientId = Encoding.UTF8.GetBytes("nano-1"),
                UserName = Encoding.UTF8.GetBytes("user"),
                Password = Encoding.UTF8.GetBytes("secret"),
                WillTopic = MqttOptions.EncodeTopic("a/status"),
                WillMessage = Encoding.UTF8.GetBytes("offline"),
                KeepAlive = 300,
                IsCleanSession = true,
            };
            MqttScript script = new MqttScript(options);
            script.Session.Open(script.Now);

            Assert.AreEqual("<10>3<00><04>MQTT<04><ee><01>,<00><06>nano-1<00><08>a/status<00><07>offline<00><04>user<00><06>secret", script.Sent());
        }

        [TestMethod]
        public void A_password_without_a_user_is_not_sent()
        {
            MqttScript script = new MqttScript(new MqttOptions { ClientId = Encoding.UTF8.GetBytes("c"), Password = Encoding.UTF8.GetBytes("p") });
            script.Session.Open(script.Now);

            Assert.AreEqual("<10>\r<00><04>MQTT<04><00><00><1e><00><01>c", script.Sent());
        }

        [TestMethod]
        public void A_broker_accepts_and_says_whether_it_has_kept_the_session()
        {
            AssertLog("<20><02><00><00>", "connected");
            AssertLog("<20><02><01><00>", "connected(present)");
        }

        [TestMethod]
        public void Each_return_code_that_refuses_is_a_reason_of_its_own()
        {
            AssertLog("<20><02><00><01>", "closed(" + (int)MqttReason.UnacceptableVersion + ")");
            AssertLog("<20><02><00><02>", "closed(" + (int)MqttReason.IdentifierRejected + ")");
            AssertLog("<20><02><00><03>", "closed(" + (int)MqttReason.ServerUnavailable + ")");
            AssertLog("<20><02><00><04>", "closed(" + (int)MqttReason.BadCredentials + ")");
            AssertLog("<20><02><00><05>", "closed(" + (int)MqttReason.NotAuthorized + ")");
        }

        [TestMethod]
        public void A_CONNACK_that_is_none_ends_the_connection()
        {
            string error = "closed(" + (int)MqttReason.ProtocolError + " ";
            AssertLog("<20><02><02><00>", error + "3.2.2.1)");
            AssertLog("<20><02><01><05>", error + "3.2.2.2)");
            AssertLog("<20><02><00><06>", error + "3.2.2.3)");
            AssertLog("<20><03><00><00><00>", error + "3.2.1)");
            AssertLog("<21><02><00><00>", error + "2.2.2)");
        }

        [TestMethod]
        public void A_session_that_a_clean_start_cannot_have_ends_the_connection()
        {
            MqttScript script = new MqttScript(new MqttOptions { ClientId = Encoding.UTF8.GetBytes("c"), IsCleanSession = true });
            script.Session.Open(script.Now);
            script.Receive("<20><02><01><00>");

            Assert.AreEqual("closed(" + (int)MqttReason.ProtocolError + " 3.2.2.2)", script.TakeLog());
        }

        [TestMethod]
        public void The_first_packet_is_CONNACK_and_no_other_is()
        {
            AssertLog("<d0><00>", "closed(" + (int)MqttReason.ProtocolError + " 3.2)");
            AssertLog("<20><02><00><00><20><02><00><00>", "connected closed(" + (int)MqttReason.ProtocolError + " 3.2)");
        }

        [TestMethod]
        public void A_broker_that_does_not_answer_CONNECT_is_given_up()
        {
            MqttScript script = new MqttScript();
            script.Session.Open(script.Now);
            script.Wait(9999);
            Assert.AreEqual("", script.TakeLog());
            Assert.AreEqual(11000, script.Session.Due);

            script.Wait(1);
            Assert.AreEqual("closed(" + (int)MqttReason.NoAnswer + ")", script.TakeLog());
            Assert.IsTrue(script.Session.State == MqttState.Closed);
        }

        [TestMethod]
        public void A_ping_follows_half_the_keep_alive_time_and_its_answer_the_next()
        {
            MqttScript script = MqttScript.Connected();
            script.Wait(14999);
            Assert.AreEqual("", script.Sent());

            script.Wait(1);
            Assert.AreEqual("<c0><00>", script.Sent());
            script.Receive("<d0><00>");
            script.Wait(15000);
            Assert.AreEqual("<c0><00>", script.Sent());
            Assert.AreEqual("", script.TakeLog());
        }

        [TestMethod]
        public void A_broker_that_does_not_answer_a_ping_is_given_up_whatever_else_it_sends()
        {
            MqttScript script = MqttScript.Connected();
            script.Wait(15000);
            script.Receive("0<03><00><01>t");
            script.TakeLog();
            script.Wait(9999);
            Assert.AreEqual("", script.TakeLog());

            script.Wait(1);
            Assert.AreEqual("closed(" + (int)MqttReason.NoAnswer + ")", script.TakeLog());
        }

        [TestMethod]
        public void A_broker_that_stops_reading_is_given_up_though_a_ping_has_no_room()
        {
            MqttScript script = MqttScript.Connected();
            while (script.Publish("t", "0123456789012345678901234567890123456789", 0))
            {
            }

            while (script.Publish("t", "", 0))
            {
            }

            script.Wait(15000);
            script.Wait(9999);
            Assert.AreEqual("", script.TakeLog());

            script.Wait(1);
            Assert.AreEqual("closed(" + (int)MqttReason.NoAnswer + ")", script.TakeLog());
        }

        [TestMethod]
        public void A_session_that_is_stopped_says_so_and_takes_nothing_more()
        {
            MqttScript script = MqttScript.Connected();
            script.Session.Disconnect();

            Assert.AreEqual("<e0><00>", script.Sent());
            script.Receive("<d0><00>");
            Assert.AreEqual("closed(" + (int)MqttReason.Stopped + ")", script.TakeLog());
            Assert.IsFalse(script.Publish("t", "", 0));
        }

        private static void AssertLog(string received, string log)
        {
            MqttScript script = new MqttScript();
            script.Session.Open(script.Now);
            script.Receive(received);
            Assert.AreEqual(log, script.TakeLog());
        }
    }
}
