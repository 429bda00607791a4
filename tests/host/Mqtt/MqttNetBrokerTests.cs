using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using MQTTnet;
using MQTTnet.Protocol;

namespace Nano.Tests.Host.Mqtt
{
    /// <summary>The board's client at MQTTnet's broker, which is a good one but for what a test asks of it.</summary>
    [TestClass]
    public class MqttNetBrokerTests
    {
        private const string Topic = "nano/nano-host/level/state";
        private const int Timeout = 11000;

        [TestMethod]
        [DataRow(MqttConnectReasonCode.UnsupportedProtocolVersion, "unacceptable-version")]
        [DataRow(MqttConnectReasonCode.ClientIdentifierNotValid, "identifier-rejected")]
        [DataRow(MqttConnectReasonCode.ServerUnavailable, "server-unavailable")]
        [DataRow(MqttConnectReasonCode.BadUserNameOrPassword, "bad-credentials")]
        [DataRow(MqttConnectReasonCode.NotAuthorized, "not-authorized")]
        public void A_refusal_is_reported_and_the_board_connects_once_it_is_allowed(MqttConnectReasonCode answer, string code)
        {
            using MqttNetBroker broker = new MqttNetBroker { Answer = answer };
            using BoardAtBroker board = new BoardAtBroker(broker.Port);
            board.RunUntil(() => board.Changes.Count > 0, "The board's status should change.");
            Assert.AreEqual(code, board.Changes[0]);
            broker.Answer = MqttConnectReasonCode.Success;
            board.RunUntil(() => board.Status.IsConnected, "The board does not come back.");
        }

        [TestMethod]
        public void Values_pass_a_broker_that_drops_acknowledgements_in_order_and_twice_with_DUP_only()
        {
            const int Values = 120;
            using MqttNetBroker broker = new MqttNetBroker { DropsEach = 9 };
            using BoardAtBroker board = new BoardAtBroker(broker.Port);
            int dropped = 0;
            for (int value = 1; value <= Values; value++)
            {
                board.Level.Set(value);
                board.RunUntil(
                    () =>
                    {
                        // A message is sent again in a new connection only: the board gives the broker up after its time-out.
                        int count = broker.TakeDropped();
                        dropped += count;
                        board.Pass(count > 0 ? Timeout : 0);
                        return Read(broker).Contains(value);
                    },
                    $"The broker has not got {value}.");
            }

            int last = 0;
            int duplicates = 0;
            foreach (MqttApplicationMessage message in broker.Published(Topic))
            {
                int value = int.Parse(message.ConvertPayloadToString(), CultureInfo.InvariantCulture);
                duplicates += message.Dup ? 1 : 0;
                Assert.IsTrue(value >= last || message.Dup, $"{value} follows {last}.");
                last = value > last ? value : last;
            }

            CollectionAssert.IsSubsetOf(Enumerable.Range(1, Values).ToArray(), Read(broker));
            Assert.IsGreaterThan(5, dropped);
            Assert.IsTrue(duplicates > 0, "Nothing was sent again.");
        }

        [TestMethod]
        public void A_broker_that_is_slow_gets_the_values_and_gives_commands()
        {
            using MqttNetBroker broker = new MqttNetBroker { Delay = 20 };
            using BoardAtBroker board = new BoardAtBroker(broker.Port);
            board.RunUntil(() => broker.Subscriptions == 2, "The board does not subscribe.");
            for (int value = 1; value <= 10; value++)
            {
                string payload = value.ToString(CultureInfo.InvariantCulture);
                broker.Publish("nano/nano-host/level/set", payload);
                board.RunUntil(() => Read(broker).Contains(value), $"The board does not obey {payload}.");
            }

            CollectionAssert.AreEqual(new[] { "connected" }, board.Changes);
        }

        private static List<int> Read(MqttNetBroker broker)
        {
            return broker.Published(Topic).Select(message => int.Parse(message.ConvertPayloadToString(), CultureInfo.InvariantCulture)).ToList();
        }
    }
}
