using System.Text;
using Nano.Firmware.Mqtt;
using Nano.Tests.Unit.Support;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Tests.Unit.Mqtt
{
    /// <summary>Messages of quality of service 1 through connections that break at any byte (MQTT 3.1.1 section 4.4): none is lost, none out of order, and what arrives twice has DUP.</summary>
    [TestClass]
    public class ResendTests
    {
        private const int Messages = 10000;
        private const int Breaks = 50;

        [TestMethod]
        public void Ten_thousand_messages_pass_fifty_broken_connections()
        {
            Link link = new Link();
            link.Run(Messages, Breaks);

            Assert.AreEqual("", link.Fault);
            Assert.AreEqual(Messages, link.Arrived);
            Assert.AreEqual(Breaks, link.Broken);
            Assert.IsTrue(link.Repeated > 0, "Nothing was sent again: the test shows nothing.");
            Assert.AreEqual(0, link.Session.InFlight);
        }

        [TestMethod]
        public void A_broker_that_acknowledges_no_message_is_given_up_and_the_message_sent_again()
        {
            MqttScript script = MqttScript.Connected();
            script.Publish("a", "1", 1);
            string sent = script.Sent();
            for (int i = 0; i < 9; i++)
            {
                script.Wait(1000);
                script.Receive("<d0><00>");
            }

            Assert.AreEqual(MqttState.Connected, script.Session.State);
            script.Wait(2000);
            script.Receive("<d0><00>");
            Assert.AreEqual("closed(" + (int)MqttReason.NoAnswer + ")", script.TakeLog());

            script.Session.Open(script.Now);
            script.Sent();
            script.Receive("<20><02><01><00>");
            Assert.AreEqual(":" + sent.Substring(1), script.Sent());
        }

        [TestMethod]
        public void A_broker_that_acknowledges_slowly_is_kept()
        {
            MqttScript script = MqttScript.Connected();
            for (int i = 1; i <= 10; i++)
            {
                script.Publish("a", "1", 1);
                script.Publish("a", "2", 1);
                script.Drain();
                script.Wait(6000);
                script.Receive(new byte[] { 0x40, 2, 0, (byte)(2 * i - 1) });
                script.Wait(6000);
                script.Receive(new byte[] { 0x40, 2, 0, (byte)(2 * i) });
                script.Receive("<d0><00>");
            }

            Assert.AreEqual(MqttState.Connected, script.Session.State);
        }

        /// <summary>A client that publishes numbers, and a broker that keeps count of them.</summary>
        private sealed class Link : MqttHandler
        {
            private readonly ByteWriter _output = new ByteWriter(new byte[160]);
            private readonly byte[] _topic = MqttOptions.EncodeTopic("t");
            private readonly byte[] _toBroker = new byte[1024];
            private readonly byte[] _toClient = new byte[256];
            private readonly byte[] _accepted = Bytes.Of("<20><02><01><00>");
            private int _toBrokerCount;
            private int _toClientCount;
            private uint _random = 12345;
            private int _lastId;

            public Link()
            {
                Session = new MqttSession(new MqttOptions { ClientId = Encoding.UTF8.GetBytes("c") }, this, _output, 64, 64, 8);
            }

            public readonly MqttSession Session;
            public string Fault = "";
            public int Arrived;
            public int Broken;
            public int Repeated;

            public void Run(int messages, int breaks)
            {
                int published = 0;
                int next = Random(2 * messages / breaks);
                Connect();
                for (int turn = 0; (Arrived < messages || Session.InFlight > 0) && Fault == "" && turn < 40 * messages; turn++)
                {
                    if (published < messages && Session.InFlight < MqttSession.Window)
                    {
                        ByteWriter writer = Session.BeginPublish(_topic, _topic.Length, 1, false);
                        writer.WriteNumber(published + 1);
                        published += Session.EndPublish() ? 1 : 0;
                    }

                    // What is on its way arrives in parts, or not at all.
                    Send(Random(12));
                    Receive(Random(6));
                    Session.Tick(0);
                    bool isTime = Broken < breaks && (published >= next || published == messages);
                    if (isTime)
                    {
                        Broken++;
                        next = published + Random(2 * (messages - published) / (breaks - Broken + 1) + 1);
                        Session.Close(MqttReason.Closed);
                        Connect();
                    }
                }
            }

            private void Connect()
            {
                _toBrokerCount = 0;
                _toClientCount = 0;
                Session.Open(0);
                _output.Clear();
                Session.Receive(_accepted, 0, _accepted.Length, 0);
            }

            private void Send(int most)
            {
                int count = _output.Count < most ? _output.Count : most;
                if (count > 0)
                {
                    System.Array.Copy(_output.Buffer, _output.Start, _toBroker, _toBrokerCount, count);
                    _toBrokerCount += count;
                    _output.Consume(count);
                }

                while (_toBrokerCount >= 2 && _toBrokerCount >= 2 + _toBroker[1] && Fault == "")
                {
                    int length = 2 + _toBroker[1];
                    Take(_toBroker[0], length);
                    _toBrokerCount -= length;
                    System.Array.Copy(_toBroker, length, _toBroker, 0, _toBrokerCount);
                }
            }

            private void Take(int first, int length)
            {
                int id = _toBroker[5] << 8 | _toBroker[6];
                long number = Ascii.ParseNumber(_toBroker, 7, length - 7);
                bool isDuplicate = (first & 8) != 0;
                if (number == Arrived + 1)
                {
                    Arrived++;
                    _lastId = id;
                }
                else if (!isDuplicate || number > Arrived || number <= Arrived - MqttSession.Window)
                {
                    Fault = number + " behind " + Arrived + (isDuplicate ? " with DUP" : "");
                }
                else
                {
                    Repeated++;
                    if (number == Arrived && id != _lastId)
                    {
                        Fault = number + " has another identifier";
                    }
                }

                byte[] answer = { 0x40, 2, (byte)(id >> 8), (byte)id };
                System.Array.Copy(answer, 0, _toClient, _toClientCount, 4);
                _toClientCount += 4;
            }

            private void Receive(int most)
            {
                int count = _toClientCount < most ? _toClientCount : most;
                int taken = Session.Receive(_toClient, 0, count, 0);
                _toClientCount -= taken;
                System.Array.Copy(_toClient, taken, _toClient, 0, _toClientCount);
            }

            private int Random(int count)
            {
                _random = _random * 1664525 + 1013904223;
                return (int)(_random >> 8) % (count < 1 ? 1 : count);
            }
        }
    }
}
