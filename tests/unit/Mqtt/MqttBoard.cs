using Nano.Firmware;
using Nano.Firmware.Channels;
using Nano.Firmware.Mqtt;
using Nano.Firmware.Settings;
using Nano.Tests.Unit.Firmware.Support;

namespace Nano.Tests.Unit.Mqtt
{
    /// <summary>A device with a broker in memory. The time stands still until a test moves it.</summary>
    internal sealed class MqttBoard
    {
        public readonly MemoryBroker Broker = new MemoryBroker();
        public readonly TornStore Flash;
        public readonly TestDevice Board;

        /// <summary>Makes a board without discovery whose broker is at mqtt://user:secret@broker.</summary>
        public MqttBoard()
            : this(false)
        {
        }

        public MqttBoard(bool hasDiscovery)
            : this(hasDiscovery, new TornStore(), new TestDevice())
        {
        }

        /// <summary>Makes a board with discovery that has run before.</summary>
        public MqttBoard(TornStore flash)
            : this(true, flash, new TestDevice())
        {
        }

        /// <summary>Makes a board with discovery and one channel more.</summary>
        public MqttBoard(Channel channel)
            : this(true, new TornStore(), new TestDevice(channel))
        {
        }

        private MqttBoard(bool hasDiscovery, TornStore flash, TestDevice board)
        {
            Flash = flash;
            Board = board;
            BrokerUrl url = BrokerUrl.Read("mqtt://user:secret@broker");
            Device device = board.Device;
            device.AddBroker(new MqttClient(url, Broker, device.Board, device.Identity, device.Dispatcher, 10000, hasDiscovery ? Flash : null, 1));
        }

        public Device Device => Board.Device;

        /// <summary>A board whose broker has accepted it and got its first messages, which are forgotten.</summary>
        public static MqttBoard Connected()
        {
            MqttBoard board = new MqttBoard();
            board.Wait(100);
            board.Broker.Log();
            return board;
        }

        /// <summary>Lets time pass in small steps, as the loop does.</summary>
        public void Wait(int milliseconds)
        {
            for (; milliseconds > 0; milliseconds -= 50)
            {
                Board.Wait(milliseconds < 50 ? milliseconds : 50);
            }
        }

        /// <summary>The broker sends a message, and the loop turns.</summary>
        public string Tell(string topic, string payload)
        {
            Broker.Publish(topic, payload);
            Board.Run();
            return Broker.Log();
        }
    }
}
