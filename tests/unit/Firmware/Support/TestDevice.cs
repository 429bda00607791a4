using Nano.Firmware;
using Nano.Firmware.Channels;
using Nano.Firmware.Settings;
using Nano.Firmware.Telemetry;
using Nano.Tests.Support;
using Nano.Tests.Unit.Support;
using Nano.Web.Server;

namespace Nano.Tests.Unit.Firmware.Support
{
    /// <summary>A device with a few channels over memory, whose time stands still until a test moves it.</summary>
    internal sealed class TestDevice
    {
        private readonly MemoryTransport _transport;

        /// <summary>A device with the default options, started at 10,000 ms.</summary>
        public TestDevice()
            : this(new DeviceOptions { HistoryInterval = 1000, History = 4 }, new ServerOptions { Slots = 3 }, 2048)
        {
        }

        /// <summary>A device with one channel more.</summary>
        public TestDevice(Channel channel)
            : this(new DeviceOptions(), new ServerOptions { Slots = 3 }, 2048, channel)
        {
        }

        public TestDevice(DeviceOptions options, ServerOptions serverOptions, int capacity)
            : this(options, serverOptions, capacity, null)
        {
        }

        private TestDevice(DeviceOptions options, ServerOptions serverOptions, int capacity, Channel channel)
        {
            // Time stands still: with the default no client would be greeted before a test moves it. Tests of the delay set another one.
            options.GreetingDelay = options.GreetingDelay == new DeviceOptions().GreetingDelay ? 0 : options.GreetingDelay;
            serverOptions.WebSocket.PingInterval = 0;
            options.Access.Hosts.Allow("a");
            _transport = new MemoryTransport(capacity, 8);
            Board board = new Board();
            board.Add(Led);
            board.Add(Relay);
            board.Add(Button);
            board.Add(Pot);
            if (channel != null)
            {
                board.Add(channel);
            }

            Device = new Device(board, _transport, serverOptions, options);
            Device.Start();
            Run();
        }

        public readonly TestOutput Led = new TestOutput("led", 0);
        public readonly TestOutput Relay = new TestOutput("relay", 1);
        public readonly TestInput Button = new TestInput("button", true);
        public readonly TestAnalog Pot = new TestAnalog("pot", 1, 1, 0, 0, 3300);
        public readonly Device Device;

        /// <summary>The time in milliseconds.</summary>
        public long Now = 10000;

        /// <summary>Connects a client.</summary>
        public DeviceClient Connect()
        {
            return Connect(0);
        }

        /// <summary>Connects a client of an address.</summary>
        public DeviceClient Connect(int address)
        {
            MemoryClient client = _transport.Connect(address);
            Assert.IsNotNull(client);
            return new DeviceClient(this, client);
        }

        /// <summary>Connects a client, opens the WebSocket and reads the hello.</summary>
        public DeviceClient Open()
        {
            return Open("");
        }

        /// <summary>Connects a client, opens the WebSocket with more fields and reads the hello.</summary>
        public DeviceClient Open(string fields)
        {
            DeviceClient client = Connect();
            client.Send(Bytes.Of("GET /ws HTTP/1.1\r\n" + TestServer.HandshakeFields + fields + "\r\n"));
            client.Hello = client.ReadText();
            Assert.AreEqual(0, client.Hello.IndexOf("HTTP/1.1 101 "), client.Hello);
            return client;
        }

        /// <summary>Lets the loop turn until nothing moves any more.</summary>
        public void Run()
        {
            int turns = 0;
            while (Device.Server.Turn(Now))
            {
                turns++;
                Assert.IsTrue(turns < 20000, "The loop does not come to rest.");
            }

            Assert.AreEqual(0, Device.Server.Statistics.Faults, "faults");
        }

        /// <summary>Lets time pass, and the loop turn.</summary>
        public void Wait(int milliseconds)
        {
            Now += milliseconds;
            Run();
        }
    }
}
