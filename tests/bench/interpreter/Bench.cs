using Nano.Firmware;
using Nano.Firmware.Channels;
using Nano.Firmware.Settings;
using Nano.Firmware.Telemetry;
using Nano.Firmware.Web;
using Nano.Tests.Support;
using Nano.Web.Server;

namespace Nano.Bench
{
    /// <summary>A device with eight slots and eight channels over an in-memory transport. Its time changes only when a unit changes it.</summary>
    internal sealed class Bench
    {
        private const int Capacity = 8192;

        private readonly MemoryTransport _transport = new MemoryTransport(Capacity, 8);
        private readonly byte[] _received = new byte[Capacity];

        public Bench()
            : this(BenchBoards.WithEight())
        {
        }

        public Bench(Board board)
        {
            Options = new ServerOptions { MaximumRequests = int.MaxValue };
            Options.WebSocket.PingInterval = 0;

            // Without history, the device reads its channels only for samples.
            Device = new Device(board, _transport, Options, new DeviceOptions { Echo = true, History = 0, GreetingDelay = 0 });
            Device.Server.Map("/hello", new HelloResource());
            Device.Server.MapGet("/easyy", exchange => exchange.Response.Send(HelloResource.Type, HelloResource.Text));
            Device.Start();
        }

        /// <summary>Creates a server that contains only an echo.</summary>
        public static WebServer CreateEcho(MemoryTransport transport)
        {
            WebServer server = new WebServer(transport, new ServerOptions());
            server.Options.WebSocket.PingInterval = 0;
            server.MapWebSocket("/ws", new EchoSocket());
            server.Start();
            return server;
        }

        public readonly Device Device;
        public readonly ServerOptions Options;
        public readonly MemoryLine Line = new MemoryLine(Capacity);
        public long Now = 10000;

        public MemoryClient Connect()
        {
            return _transport.Connect();
        }

        public void Connect(MemoryClient client)
        {
            _transport.Connect(client);
        }

        /// <summary>Connects a client and opens its WebSocket.</summary>
        public MemoryClient Open(string path, string fields)
        {
            MemoryClient client = Connect();
            Send(client, Requests.Upgrade(path, fields + "Sec-WebSocket-Version: 13\r\n"));
            Rest(client);
            return client;
        }

        /// <summary>Ends a connection.</summary>
        public void End(MemoryClient client)
        {
            client.Reset();
            Turn();
        }

        public bool Turn()
        {
            return Device.Server.Turn(Now);
        }

        public void Send(MemoryClient client, byte[] bytes)
        {
            client.Send(bytes, 0, bytes.Length);
        }

        /// <summary>Receives the bytes that the server has sent to a client.</summary>
        public int Receive(MemoryClient client)
        {
            return client.Receive(_received, 0, _received.Length);
        }

        /// <summary>Runs the loop until nothing changes any more.</summary>
        /// <returns>Number of bytes that the client has received.</returns>
        public int Rest(MemoryClient client)
        {
            int count = 0;
            bool moved;
            do
            {
                moved = Turn();
                count += Receive(client);
            }
            while (moved);
            return count;
        }
    }
}
