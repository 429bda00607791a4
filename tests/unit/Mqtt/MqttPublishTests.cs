using Nano.Firmware.Mqtt;
using Nano.Tests.Unit.Support;
using Nano.Web.Text;

namespace Nano.Tests.Unit.Mqtt
{
    /// <summary>What a client publishes (MQTT 3.1.1 sections 3.3, 3.4 and 4.3), and what becomes of it over several connections (section 4.4).</summary>
    [TestClass]
    public class MqttPublishTests
    {
        [TestMethod]
        public void A_message_of_quality_0_goes_out_at_once_without_an_identifier()
        {
            MqttScript script = MqttScript.Connected();

            Assert.IsTrue(script.Publish("a/b", "hello", 0));
            Assert.AreEqual("0\n<00><03>a/bhello", script.Sent());
        }

        [TestMethod]
        public void The_length_of_a_message_takes_one_byte_up_to_127_and_two_beyond()
        {
            MqttScript script = MqttScript.Connected();
            string text = Bytes.Repeat("x", 124);

            Assert.IsTrue(script.Publish("t", text, 0));
            Assert.AreEqual("0<7f><00><01>t" + text, script.Sent());
            Assert.IsTrue(script.Publish("t", text + "y", 0));
            Assert.AreEqual("0<80><01><00><01>t" + text + "y", script.Sent());
        }

        [TestMethod]
        public void A_retained_message_has_the_flag()
        {
            MqttScript script = MqttScript.Connected();
            script.Session.BeginPublish(s_topic, 3, 1, true);
            script.Session.EndPublish();

            Assert.AreEqual("3<05><00><01>t<00><01>", script.Sent());
        }

        [TestMethod]
        public void Without_a_connection_quality_0_is_dropped_and_quality_1_waits()
        {
            MqttScript script = new MqttScript();

            Assert.IsFalse(script.Publish("t", "0", 0));
            Assert.IsTrue(script.Publish("t", "1", 1));
            Assert.AreEqual(1, script.Session.Dropped);
            Assert.AreEqual("", script.Sent());
            script.Session.Open(script.Now);
            script.Sent();
            script.Receive("<20><02><00><00>");
            Assert.AreEqual("2<06><00><01>t<00><01>1", script.Sent());
        }

        [TestMethod]
        public void The_fifth_message_without_an_answer_is_dropped_until_one_is_acknowledged()
        {
            MqttScript script = MqttScript.Connected();
            for (int i = 1; i <= 4; i++)
            {
                Assert.IsTrue(script.Publish("t", i.ToString(), 1));
            }

            Assert.IsFalse(script.Publish("t", "5", 1));
            Assert.AreEqual(4, script.Session.InFlight);
            script.Receive("@<02><00><01>");
            Assert.AreEqual("acknowledged", script.TakeLog());
            Assert.IsTrue(script.Publish("t", "5", 1));
            Assert.AreEqual("2<06><00><01>t<00><01>12<06><00><01>t<00><02>22<06><00><01>t<00><03>32<06><00><01>t<00><04>42<06><00><01>t<00><05>5", script.Sent());
        }

        [TestMethod]
        public void A_message_that_does_not_fit_the_window_is_dropped_whole()
        {
            MqttScript script = MqttScript.Connected();
            Assert.IsTrue(script.Publish("t", Bytes.Repeat("x", 100), 1));
            script.Sent();

            Assert.IsFalse(script.Publish("t", Bytes.Repeat("y", 100), 1));
            Assert.AreEqual("", script.Sent());
            Assert.AreEqual(1, script.Session.InFlight);
            Assert.IsTrue(script.Publish("t", "z", 1));
            Assert.AreEqual("2<06><00><01>t<00><03>z", script.Sent());
        }

        [TestMethod]
        public void What_is_not_acknowledged_is_sent_again_in_order_with_its_identifier_and_DUP()
        {
            MqttScript script = MqttScript.Connected();
            for (int i = 1; i <= 4; i++)
            {
                script.Publish("t", i.ToString(), 1);
            }

            script.Receive("@<02><00><01>");
            script.Session.Close(MqttReason.Closed);
            script.Accept(true);

            Assert.AreEqual(":<06><00><01>t<00><02>2:<06><00><01>t<00><03>3:<06><00><01>t<00><04>4", script.Sent());
            script.Receive("@<02><00><02>@<02><00><03>@<02><00><04>");
            Assert.AreEqual("acknowledged acknowledged acknowledged", script.TakeLog());
            Assert.AreEqual(0, script.Session.InFlight);
            script.Session.Close(MqttReason.Closed);
            script.Accept(true);
            Assert.AreEqual("", script.Sent());
        }

        [TestMethod]
        public void A_broker_that_has_lost_the_session_gets_the_messages_too()
        {
            MqttScript script = MqttScript.Connected();
            script.Publish("t", "1", 1);
            script.Session.Close(MqttReason.Closed);
            script.Accept(false);

            Assert.AreEqual(":<06><00><01>t<00><01>1", script.Sent());
        }

        [TestMethod]
        public void A_message_that_has_never_left_has_no_DUP_in_the_next_connection()
        {
            MqttScript script = MqttScript.Connected();
            script.Publish("t", "1", 1);
            script.Session.Close(MqttReason.Closed);
            script.Publish("t", "2", 1);
            script.Accept(true);

            Assert.AreEqual(":<06><00><01>t<00><01>12<06><00><01>t<00><02>2", script.Sent());
        }

        [TestMethod]
        public void An_acknowledgement_out_of_order_counts_and_frees_room_when_those_before_it_are_there()
        {
            MqttScript script = MqttScript.Connected();
            script.Publish("t", "1", 1);
            script.Publish("t", "2", 1);
            script.Publish("t", "3", 1);
            script.Receive("@<02><00><02>");
            Assert.AreEqual("", script.TakeLog());
            script.Session.Close(MqttReason.Closed);
            script.Accept(true);

            Assert.AreEqual(":<06><00><01>t<00><01>1:<06><00><01>t<00><03>3", script.Sent());
            script.Receive("@<02><00><01>");
            Assert.AreEqual("acknowledged acknowledged", script.TakeLog());
        }

        [TestMethod]
        public void An_acknowledgement_of_nothing_is_passed_over()
        {
            MqttScript script = MqttScript.Connected();
            script.Publish("t", "1", 1);
            script.Receive("@<02><00><09>@<02><00><00>");

            Assert.AreEqual("", script.TakeLog());
            Assert.AreEqual(1, script.Session.InFlight);
        }

        [TestMethod]
        public void Messages_that_find_no_room_in_the_output_follow_in_order_when_there_is_some()
        {
            MqttScript script = MqttScript.Connected();
            script.Publish("t", Bytes.Repeat("x", 200), 0);
            for (int i = 1; i <= 4; i++)
            {
                Assert.IsTrue(script.Publish("t", i + "23456789012345", 1));
            }

            string first = script.Sent();
            script.Session.Tick(script.Now);
            string second = script.Sent();
            Assert.IsTrue(first.IndexOf("<00><01>123") > 0 && first.IndexOf("<00><03>3") < 0, first);
            Assert.AreEqual("2<14><00><01>t<00><03>3234567890123452<14><00><01>t<00><04>423456789012345", second);
        }

        [TestMethod]
        public void Identifiers_begin_again_at_1_behind_65535()
        {
            MqttScript script = MqttScript.Connected();
            for (int i = 1; i <= 65535; i++)
            {
                ByteWriter writer = script.Session.BeginPublish(s_topic, 3, 1, false);
                writer.Write((byte)'x');
                script.Session.EndPublish();
                s_ack[2] = (byte)(i >> 8);
                s_ack[3] = (byte)i;
                script.Session.Receive(s_ack, 0, 4, 0);
                if ((i & 15) == 0)
                {
                    script.Drain();
                }
            }

            script.Drain();
            Assert.AreEqual(0, script.Session.InFlight);
            script.Publish("t", "x", 1);
            Assert.AreEqual("2<06><00><01>t<00><01>x", script.Sent());
        }

        [TestMethod]
        public void A_long_message_streams_through_the_output_and_nothing_comes_between()
        {
            MqttScript script = MqttScript.Connected();
            Assert.IsTrue(script.Session.BeginLong(s_topic, 3, 300));
            string all = script.Sent();
            Assert.AreEqual("1<af><02><00><01>t", all);
            Assert.IsFalse(script.Publish("t", "0", 0));
            Assert.IsTrue(script.Publish("t", "1", 1));
            Assert.IsFalse(script.Subscribe("a"));
            all = "";
            for (int i = 0; i < 3; i++)
            {
                script.Session.BeginPiece().WriteText(Bytes.Repeat("x", 100));
                Assert.IsTrue(script.Session.EndPiece());
                all += script.Sent();
            }

            Assert.AreEqual(Bytes.Repeat("x", 300), all);
            script.Session.Tick(script.Now);
            Assert.AreEqual("2<06><00><01>t<00><01>1", script.Sent());
        }

        [TestMethod]
        public void A_piece_without_room_waits()
        {
            MqttScript script = MqttScript.Connected();
            Assert.IsTrue(script.Session.BeginLong(s_topic, 3, 400));
            script.Session.BeginPiece().WriteText(Bytes.Repeat("x", 200));
            Assert.IsTrue(script.Session.EndPiece());
            script.Session.BeginPiece().WriteText(Bytes.Repeat("y", 200));
            Assert.IsFalse(script.Session.EndPiece());
            script.Sent();
            script.Session.BeginPiece().WriteText(Bytes.Repeat("y", 200));
            Assert.IsTrue(script.Session.EndPiece());
            Assert.AreEqual(Bytes.Repeat("y", 200), script.Sent());
        }

        private static readonly byte[] s_topic = MqttOptions.EncodeTopic("t");
        private static readonly byte[] s_ack = Bytes.Of("@<02><00><00>");
    }
}
