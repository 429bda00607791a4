using Nano.Firmware.Mqtt;
using Nano.Tests.Unit.Support;

namespace Nano.Tests.Unit.Mqtt
{
    /// <summary>What a broker sends: messages (MQTT 3.1.1 section 3.3), answers (3.9 and 3.11), and what it must not (4.8).</summary>
    [TestClass]
    public class MqttReceiveTests
    {
        [TestMethod]
        public void A_message_of_quality_0_needs_no_answer()
        {
            MqttScript script = MqttScript.Connected();
            script.Receive("0\n<00><03>a/bhello");

            Assert.AreEqual("a/b=hello.", script.TakeLog());
            Assert.AreEqual("", script.Sent());
        }

        [TestMethod]
        public void A_message_of_quality_1_is_acknowledged_behind_its_handler()
        {
            MqttScript script = MqttScript.Connected();
            script.Receive("2<08><00><01>t<12>4abc");
            Assert.AreEqual("t=abc.", script.TakeLog());
            Assert.AreEqual("@<02><12>4", script.Sent());

            script.Receive(";<08><00><01>t<12>4abc");
            Assert.AreEqual("t=abc(retained)(duplicate).", script.TakeLog());
            Assert.AreEqual("@<02><12>4", script.Sent());
        }

        [TestMethod]
        public void Messages_are_acknowledged_in_their_order()
        {
            MqttScript script = MqttScript.Connected();
            script.Receive("2<05><00><01>t<00><03>2<05><00><01>t<00><01>2<05><00><01>t<00><02>");

            Assert.AreEqual("@<02><00><03>@<02><00><01>@<02><00><02>", script.Sent());
        }

        [TestMethod]
        public void A_message_as_long_as_the_buffer_comes_whole_and_a_longer_one_in_pieces()
        {
            MqttScript script = MqttScript.Connected();
            script.HidesPieces = true;
            byte[] message = Bytes.Join(Bytes.Of("0>"), Bytes.Of("<00><01>t"), Bytes.Repeat((byte)'x', 59));
            Assert.AreEqual(MqttScript.Capacity, message.Length);
            script.Receive(message);
            Assert.AreEqual("t=.", script.TakeLog());
            Assert.AreEqual(0, script.Session.Oversized);

            script.HidesPieces = false;
            script.Receive(Bytes.Join(Bytes.Of("2<ad><02><00><01>t<00><09>"), Bytes.Repeat((byte)'x', 296), Bytes.Of("0<03><00><01>u")));
            Assert.AreEqual("t=" + Bytes.Repeat("x", 296) + ". u=.", script.TakeLog());
            Assert.AreEqual("@<02><00><09>", script.Sent());
            Assert.AreEqual(1, script.Session.Oversized);
        }

        [TestMethod]
        public void A_message_whose_topic_is_longer_than_the_buffer_is_skipped_and_acknowledged()
        {
            MqttScript script = MqttScript.Connected();
            script.Receive(Bytes.Join(Bytes.Of("2<d1><01><00><c8>"), Bytes.Repeat((byte)'t', 200), Bytes.Of("<00><07>hello0<03><00><01>u")));

            Assert.AreEqual("u=.", script.TakeLog());
            Assert.AreEqual("@<02><00><07>", script.Sent());
            Assert.AreEqual(1, script.Session.Oversized);

            script.Receive(Bytes.Join(Bytes.Of("0<ca><01><00><c8>"), Bytes.Repeat((byte)'t', 200), Bytes.Of("0<03><00><01>u")));
            Assert.AreEqual("u=.", script.TakeLog());
        }

        [TestMethod]
        public void A_message_waits_while_its_answer_has_no_room()
        {
            MqttScript script = MqttScript.Connected();
            script.Publish("t", Bytes.Repeat("x", 245), 0);
            script.Receive("2<06><00><01>t<00><01>a2<06><00><01>t<00><02>b");
            Assert.AreEqual("", script.TakeLog());

            script.Drain();
            script.Take();
            Assert.AreEqual("t=a. t=b.", script.TakeLog());
            Assert.AreEqual("@<02><00><01>@<02><00><02>", script.Sent());
        }

        [TestMethod]
        public void A_subscription_is_granted_or_refused()
        {
            MqttScript script = MqttScript.Connected();
            Assert.IsTrue(script.Subscribe("ab"));
            Assert.AreEqual("<82>\n<00><01><00><01>a<01><00><01>b<01>", script.Sent());
            Assert.IsFalse(script.Subscribe("c"), "One request at a time.");
            script.Receive("<90><04><00><01><00><01>");
            Assert.AreEqual("granted", script.TakeLog());

            script.Subscribe("c");
            Assert.AreEqual("<82><06><00><02><00><01>c<01>", script.Sent());
            script.Receive("<90><03><00><02><80>");
            Assert.AreEqual("refused", script.TakeLog());
        }

        [TestMethod]
        public void A_subscription_is_taken_back()
        {
            MqttScript script = MqttScript.Connected();
            Assert.IsTrue(script.Unsubscribe("ab"));
            Assert.AreEqual("<a2><08><00><01><00><01>a<00><01>b", script.Sent());
            script.Receive("<b0><02><00><01>");

            Assert.AreEqual("", script.TakeLog());
            Assert.IsTrue(script.Unsubscribe("a"));
        }

        [TestMethod]
        public void A_broker_that_does_not_answer_a_subscription_is_given_up()
        {
            MqttScript script = MqttScript.Connected();
            script.Subscribe("a");
            script.Wait(10000);

            Assert.AreEqual("closed(" + (int)MqttReason.NoAnswer + ")", script.TakeLog());
        }

        [TestMethod]
        public void What_a_broker_must_not_send_ends_the_connection_with_the_section_that_says_so()
        {
            // Types that are a client's, or none's; and flags that are reserved.
            AssertRefused("<00><00>", "2.2.1");
            AssertRefused("<10><00>", "2.2.1");
            AssertRefused("<80><00>", "2.2.1");
            AssertRefused("<a0><00>", "2.2.1");
            AssertRefused("<c0><00>", "2.2.1");
            AssertRefused("<e0><00>", "2.2.1");
            AssertRefused("<f0><00>", "2.2.1");
            AssertRefused("P<02><00><01>", "2.2.1");
            AssertRefused("b<02><00><01>", "2.2.1");
            AssertRefused("p<02><00><01>", "2.2.1");
            AssertRefused("A<02><00><01>", "2.2.2");
            AssertRefused("<91><03><00><01><00>", "2.2.2");
            AssertRefused("<b2><02><00><01>", "2.2.2");
            AssertRefused("<d8><00>", "2.2.2");

            // Lengths.
            AssertRefused("0<80><80><80><80><01>", "2.2.3");
            AssertRefused("0<02><00><00>", "3.3.2");
            AssertRefused("@<03><00><01><00>", "3.4.1");
            AssertRefused("<90><02><00><01>", "3.9.1");
            AssertRefused("<b0><01><00>", "3.11.1");
            AssertRefused("<d0><01><00>", "3.13.1");

            // Messages.
            AssertRefused("4<05><00><01>t<00><01>", "3.3.1.2");
            AssertRefused("6<05><00><01>t<00><01>", "3.3.1.2");
            AssertRefused("8<03><00><01>t", "3.3.1.1");
            AssertRefused("0<03><00><02>t", "3.3.2");
            AssertRefused("2<04><00><01>t<00>", "3.3.2");
            AssertRefused("2<05><00><01>t<00><00>", "2.3.1");
            AssertRefused("0<03><00><00>t", "4.7.3");
            AssertRefused("0<05><00><03>a/+", "3.3.2.1");
            AssertRefused("0<03><00><01>#", "3.3.2.1");
            AssertRefused("0<03><00><01><00>", "1.5.3");
            AssertRefused("0<03><00><01><ff>", "1.5.3");
            AssertRefused("0<04><00><02>a<c3>", "1.5.3");

            // Answers to nothing.
            AssertRefused("<90><03><00><01><00>", "3.8.4");
            AssertRefused("<b0><02><00><01>", "3.10.4");
        }

        [TestMethod]
        public void A_wrong_answer_to_a_subscription_ends_the_connection()
        {
            AssertRefusedAnswer("<90><03><00><02><00>", "3.8.4");
            AssertRefusedAnswer("<90><03><00><01><03>", "3.9.3");
            AssertRefusedAnswer("<90><04><00><01><00><00>", "3.9.3");
            AssertRefusedAnswer("<90><ff><01><00><01>", "3.9.3");
            AssertRefusedAnswer("<b0><02><00><01>", "3.10.4");
        }

        [TestMethod]
        public void A_long_message_is_as_strict()
        {
            AssertRefused(Bytes.Join(Bytes.Of("2<ff><01><00><01>t<00><00>"), Bytes.Repeat((byte)'x', 70)), "2.3.1");
            AssertRefused(Bytes.Join(Bytes.Of("0<ff><01><00><01>#"), Bytes.Repeat((byte)'x', 70)), "3.3.2.1");
            AssertRefused(Bytes.Join(Bytes.Of("0<ff><01><01><00>"), Bytes.Repeat((byte)'x', 70)), "3.3.2");
            AssertRefused(Bytes.Join(Bytes.Of("2<ff><01><00><c8>"), Bytes.Repeat((byte)'x', 200), Bytes.Of("<00><00>")), "2.3.1");
        }

        [TestMethod]
        public void Nothing_is_taken_behind_an_error()
        {
            MqttScript script = MqttScript.Connected();
            script.Receive("<00><00>0<03><00><01>t");

            Assert.AreEqual("closed(" + (int)MqttReason.ProtocolError + " 2.2.1)", script.TakeLog());
        }

        [TestMethod]
        public void Bytes_that_arrive_in_any_parts_mean_the_same()
        {
            string[] streams =
            {
                "<20><02><00><00>0\n<00><03>a/bhello2<08><00><01>t<12>4abc@<02><00><01><d0><00>0<03><00><01>u",
                "<20><02><01><00>2<ad><00><00><01>t<00><09>0123456789012345678901234567890123456789",
                "<20><02><00><00>2P<00><01>t<00><09>012345678901234567890123456789012345678901234567890123456789012345678901234<d0><00>",
                "<20><02><00><00>2P<00>Habcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijab<00><07>hello!<d0><00>0<03><00><01>u",
                "<20><02><00><00>0<03><00><01>t0<80><80><80><80><01>",
                "<20><02><00><05>",
            };
            for (int i = 0; i < streams.Length; i++)
            {
                byte[] stream = Bytes.Of(streams[i]);
                string whole = Play(stream, stream.Length, 0);
                Assert.AreEqual(whole, Play(stream, 1, 0), "byte by byte " + i);
                for (int cut = 1; cut < stream.Length; cut++)
                {
                    Assert.AreEqual(whole, Play(stream, cut, stream.Length), "stream " + i + " cut at " + cut);
                }
            }
        }

        /// <summary>Plays a stream in parts of a length, and what follows the first in parts of another unless that is 0.</summary>
        private static string Play(byte[] stream, int part, int rest)
        {
            MqttScript script = new MqttScript();
            script.Publish("t", "1", 1);
            script.Session.Open(script.Now);
            for (int at = 0; at < stream.Length;)
            {
                int count = stream.Length - at < part ? stream.Length - at : part;
                script.Receive(stream, at, count);
                at += count;
                part = rest > 0 ? rest : part;
            }

            return script.TakeLog() + " / " + script.Sent();
        }

        private static void AssertRefused(string received, string section)
        {
            AssertRefused(Bytes.Of(received), section);
        }

        private static void AssertRefused(byte[] received, string section)
        {
            MqttScript script = MqttScript.Connected();
            script.Receive(received);
            Assert.AreEqual("closed(" + (int)MqttReason.ProtocolError + " " + section + ")", script.TakeLog(), Bytes.Text(received));
        }

        private static void AssertRefusedAnswer(string received, string section)
        {
            MqttScript script = MqttScript.Connected();
            script.Subscribe("a");
            script.Receive(received);
            Assert.AreEqual("closed(" + (int)MqttReason.ProtocolError + " " + section + ")", script.TakeLog(), received);
        }
    }
}
