using Nano.Tests.Unit.Firmware.Support;
using Nano.Web.Server;

namespace Nano.Tests.Unit.Mqtt
{
    /// <summary>A client of the WebSocket gets every sample at its time, whatever the broker does meanwhile.</summary>
    [TestClass]
    public class BrokerAndClientsTests
    {
        private const int Interval = 100;

        private enum Behaviour
        {
            Good,
            Dead,
            Hanging,
            Refusing,
            Silent,
            NotReading,
            Slow,
            Closing,
            Flooding,
            Malformed,
        }

        [TestMethod]
        public void No_sample_is_missing_while_the_broker_serves()
        {
            AssertSamples(Behaviour.Good, 1);
        }

        [TestMethod]
        public void No_sample_is_missing_while_no_broker_can_be_reached()
        {
            AssertSamples(Behaviour.Dead, 2);
            AssertSamples(Behaviour.Hanging, 1);
        }

        [TestMethod]
        public void No_sample_is_missing_while_the_broker_refuses()
        {
            AssertSamples(Behaviour.Refusing, 2);
        }

        [TestMethod]
        public void No_sample_is_missing_while_the_broker_is_silent_or_slow()
        {
            AssertSamples(Behaviour.Silent, 2);
            AssertSamples(Behaviour.NotReading, 1);
            AssertSamples(Behaviour.Slow, 1);
        }

        [TestMethod]
        public void No_sample_is_missing_while_the_broker_closes_floods_or_sends_what_is_no_packet()
        {
            AssertSamples(Behaviour.Closing, 2);
            AssertSamples(Behaviour.Flooding, 1);
            AssertSamples(Behaviour.Malformed, 2);
        }

        /// <summary>Two clients get all samples of two minutes, each at its time.</summary>
        private static void AssertSamples(Behaviour behaviour, int leastAttempts)
        {
            MqttBoard board = new MqttBoard(true);
            Begin(board.Broker, behaviour);
            DeviceClient[] clients = { board.Board.Open(), board.Board.Open() };
            long first = board.Board.Now;
            for (int i = 1; i <= 1200; i++)
            {
                Disturb(board.Broker, behaviour, i);
                board.Board.Wait(Interval);
                long time = first + i * Interval;
                for (int c = 0; c < clients.Length; c++)
                {
                    string frames = clients[c].ReadAnswers();
                    string expected = "text({\"type\":\"sample\",\"seq\":" + time / Interval + ",\"t\":" + time + ",";
                    Assert.IsTrue(frames.IndexOf(expected) == 0 && frames.IndexOf("\"sample\"", expected.Length) < 0, (int)behaviour + ": " + expected + " is missing: " + frames);
                }
            }

            Assert.IsTrue(board.Broker.Attempts >= leastAttempts, (int)behaviour + ": " + board.Broker.Attempts + " attempts to connect: the test shows nothing.");
        }

        private static void Begin(MemoryBroker broker, Behaviour behaviour)
        {
            switch (behaviour)
            {
                case Behaviour.Dead: broker.Answer = OpenResult.Refused; break;
                case Behaviour.Hanging: broker.IsSlow = true; break;
                case Behaviour.Refusing: broker.ReturnCode = 3; break;
                case Behaviour.Silent: broker.ReturnCode = -1; break;
                case Behaviour.Slow: broker.Room = 1; break;
            }
        }

        private static void Disturb(MemoryBroker broker, Behaviour behaviour, int turn)
        {
            if (!broker.IsConnected || turn % 20 != 0)
            {
                return;
            }

            switch (behaviour)
            {
                case Behaviour.NotReading:
                    broker.Room = turn % 40 == 0 ? 0 : 1024;
                    break;
                case Behaviour.Closing:
                    broker.End();
                    break;
                case Behaviour.Flooding:
                    for (int i = 0; i < 200; i++)
                    {
                        broker.Publish("nano/nano/led/set", i % 2 == 0 ? "1" : "0");
                    }

                    break;
                case Behaviour.Malformed:
                    broker.Send(new byte[] { 0xF0, 0 });
                    break;
            }
        }
    }
}
