using Nano.Tests.Support;
using Nano.Web.Server;

namespace Nano.Tests.Unit.Support
{
    /// <summary>A server over memory whose time stands still until a test moves it.</summary>
    internal sealed class TestServer
    {
        /// <summary>The fields of the RFC's example handshake.</summary>
        public static string UpgradeFields => "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n";

        /// <summary>The same behind a Host.</summary>
        public static string HandshakeFields => "Host: a\r\n" + UpgradeFields;

        private readonly MemoryTransport _transport;

        /// <summary>Makes a server of two slots with a page at /, a WebSocket at /ws, and a resource at /upload that takes content.</summary>
        /// <param name="options">Its options, or null.</param>
        /// <param name="capacity">How many bytes are under way in each direction.</param>
        public TestServer(ServerOptions options, int capacity = 2048)
        {
            Options = options ?? new ServerOptions { Slots = 2 };
            _transport = new MemoryTransport(capacity, 8);
            Faulty = new FaultyTransport(_transport);
            Server = new WebServer(Faulty, Options);
            Server.Map("/", new TextResource("hello"));
            Server.Map("/upload", Upload);
            Server.MapWebSocket("/ws", Handler);
        }

        /// <summary>Makes a server with the default options, and starts it.</summary>
        public static TestServer Start()
        {
            return new TestServer(null).Begin();
        }

        /// <summary>Makes a server, and starts it.</summary>
        public static TestServer Start(ServerOptions options)
        {
            return new TestServer(options).Begin();
        }

        public readonly WebServer Server;
        public readonly ServerOptions Options;

        /// <summary>What the server listens on: it works until a test has it fail.</summary>
        public readonly FaultyTransport Faulty;
        public readonly Recorder Handler = new Recorder();
        public readonly UploadResource Upload = new UploadResource();

        /// <summary>The time in milliseconds.</summary>
        public long Now = 10000;

        /// <summary>Starts it, once everything is mapped.</summary>
        public TestServer Begin()
        {
            Server.Start();
            return this;
        }

        /// <summary>Connects a client.</summary>
        /// <param name="address">Its IPv4 address as a number.</param>
        public TestClient Connect(int address = 0)
        {
            MemoryClient client = _transport.Connect(address);
            Assert.IsNotNull(client);
            return new TestClient(this, client);
        }

        /// <summary>Connects a client and opens a WebSocket.</summary>
        public TestClient Open(int address = 0)
        {
            TestClient client = Connect(address);
            client.Upgrade("/ws");
            Assert.AreEqual(101, client.ReadReply().Status);
            return client;
        }

        /// <summary>Tries to connect one more client.</summary>
        public bool CanConnect()
        {
            return _transport.Connect() != null;
        }

        /// <summary>Lets the loop turn until nothing moves any more.</summary>
        public void Run()
        {
            int turns = 0;
            while (Server.Turn(Now))
            {
                turns++;
                Assert.IsTrue(turns < 20000, "The loop does not come to rest.");
            }
        }

        /// <summary>Lets time pass, and the loop turn.</summary>
        public void Wait(int milliseconds)
        {
            Now += milliseconds;
            Run();
        }
    }
}
