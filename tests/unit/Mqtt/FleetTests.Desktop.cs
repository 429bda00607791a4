using System.Linq;
using Nano.Firmware.Channels;
using Nano.Firmware.Messages;
using Nano.Firmware.Mqtt;
using Nano.Firmware.Settings;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Web.Server;

namespace Nano.Tests.Unit.Mqtt
{
    /// <summary>Many boards at one broker, in a time of their own.</summary>
    [TestClass]
    public class FleetTests
    {
        private const int Boards = 500;
        private const int MostInASecond = 50;

        [TestMethod]
        public void Five_hundred_boards_come_back_after_a_restart_of_the_broker_a_few_at_a_time()
        {
            for (int downtime = 0; downtime <= 60000; downtime += 20000)
            {
                AssertReturn(downtime);
            }
        }

        private static void AssertReturn(int downtime)
        {
            MemoryBroker[] brokers = new MemoryBroker[Boards];
            MqttClient[] clients = new MqttClient[Boards];
            for (int i = 0; i < Boards; i++)
            {
                Board board = new Board();
                board.Add(new TestOutput("led", 0));
                brokers[i] = new MemoryBroker();
                clients[i] = new MqttClient(BrokerUrl.Read("mqtt://broker"), brokers[i], board, new Identity("nano", "1", "nano-" + i), new Dispatcher(board), 3600000, null, 7919 * (i + 1));
                clients[i].Run(0);
                clients[i].Run(100);
                Assert.IsTrue(clients[i].Status.IsConnected);
            }

            // The broker is there for longer than a connection must hold to be a good one, and then restarts.
            long lost = 100000;
            foreach (MemoryBroker broker in brokers)
            {
                broker.End();
                broker.Answer = OpenResult.Refused;
            }

            int[] attempts = new int[300];
            for (long now = lost; now < lost + 300000; now += 100)
            {
                for (int i = 0; i < Boards; i++)
                {
                    MemoryBroker broker = brokers[i];
                    broker.Answer = now < lost + downtime ? OpenResult.Refused : OpenResult.Opened;
                    int before = broker.Attempts;
                    clients[i].Run(now);
                    attempts[(now - lost) / 1000] += broker.Attempts - before;
                }
            }

            Assert.IsTrue(clients.All(client => client.Status.IsConnected), "Every board is back.");
            Assert.IsTrue(attempts.Max() <= MostInASecond, downtime + " ms away: " + attempts.Max() + " in a second");
        }
    }
}
