using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Firmware;
using Nano.Firmware.Settings;
using Nano.Tests.Support;
using Nano.Web.Server;

namespace Nano.Tests.Host.Support
{
    /// <summary>A server over the in-memory transport, driven turn by turn on the test's own thread.</summary>
    internal sealed class MemoryBoard
    {
        /// <summary>Rounds before a measurement: what is made once is made then.</summary>
        public const int WarmUp = 300;

        private const int Quiet = 8;

        private readonly MemoryTransport _transport = new MemoryTransport(8192, 16);

        public MemoryBoard(ServerOptions options, Action<WebServer> configure)
        {
            Server = new WebServer(_transport, options);
            configure(Server);
            Server.Start();
        }

        /// <summary>Drives the server of the firmware.</summary>
        public MemoryBoard(ServerOptions options, out DeviceBoard board, Action<DeviceOptions> configure = null)
        {
            board = new DeviceBoard(_transport, options, 1, configure);
            Server = board.Device.Server;
            board.Device.Start();
        }

        public WebServer Server { get; }

        /// <summary>The loop's time, which only the test moves.</summary>
        public long Now { get; set; }

        /// <summary>Where tests receive to: one buffer, so that a measured test allocates none.</summary>
        public byte[] Received { get; } = new byte[16384];

        public MemoryClient Connect()
        {
            MemoryClient client = _transport.Connect();
            Assert.IsNotNull(client);
            Settle();
            return client;
        }

        public MemoryClient OpenWebSocket(string path)
        {
            MemoryClient client = Connect();
            byte[] request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
            client.Send(request, 0, request.Length);
            Settle();
            int count = client.Receive(Received, 0, Received.Length);
            Assert.StartsWith("HTTP/1.1 101 ", Encoding.ASCII.GetString(Received, 0, count));
            return client;
        }

        /// <summary>Takes what the server has sent by now, and says whether it begins with something.</summary>
        public bool ReceivesStartOf(MemoryClient client, byte[] expected)
        {
            Settle();
            int count = client.Receive(Received, 0, Received.Length);
            bool isRight = Received.AsSpan(0, count).StartsWith(expected);
            Drain(client);
            return isRight;
        }

        /// <summary>Takes what the server has sent by now, and says whether something is in it.</summary>
        public bool Receives(MemoryClient client, byte[] expected)
        {
            Settle();
            int count = client.Receive(Received, 0, Received.Length);
            return Received.AsSpan(0, count).IndexOf(expected) >= 0;
        }

        /// <summary>Gives the server turns until it has nothing more to do. Its tasks work in turns in which nothing else moves.</summary>
        public void Settle()
        {
            for (int quiet = 0; quiet < Quiet; quiet++)
            {
                quiet = Server.Turn(Now) ? -1 : quiet;
            }
        }

        /// <summary>Does the same thing again and again, and measures all but the first rounds.</summary>
        /// <returns>The bytes that this thread has allocated meanwhile.</returns>
        public long Measure(int rounds, Func<bool> round)
        {
            bool all = true;
            for (int i = 0; i < WarmUp; i++)
            {
                all &= round();
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < rounds; i++)
            {
                all &= round();
            }

            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.IsTrue(all, "Every round should have been answered.");
            Assert.AreEqual(0, Server.Statistics.Faults);
            return allocated;
        }

        /// <summary>Takes all that the server has for a client.</summary>
        /// <returns>How many bytes it was.</returns>
        public int Drain(MemoryClient client)
        {
            int count = 0;
            int part;
            do
            {
                Settle();
                part = client.Receive(Received, 0, Received.Length);
                count += part;
            }
            while (part > 0);
            return count;
        }
    }
}
