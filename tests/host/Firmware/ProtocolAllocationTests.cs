using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;
using Nano.Tests.Support;
using Nano.Web.Server;

namespace Nano.Tests.Host.Firmware
{
    /// <summary>The protocol allocates nothing after a connection is accepted.</summary>
    [TestClass]
    public class ProtocolAllocationTests
    {
        private const int Rounds = 2000;

        [TestMethod]
        [DataRow("{\"id\":1,\"cmd\":\"history\"}")]
        [DataRow("{\"id\":1,\"cmd\":\"subscribe\",\"channels\":[\"led\",\"pot\"]}")]
        [DataRow("{\"id\":1,\"cmd\":\"subscribe\"}")]
        public void Commands(string command)
        {
            MemoryBoard board = NewBoard(out DeviceBoard device);
            MemoryClient client = board.OpenWebSocket("/ws");
            board.Drain(client);
            byte[] frame = Frames.Text(command);
            long allocated = board.Measure(Rounds, () =>
            {
                board.Now += 130;
                device.Time += 130;
                client.Send(frame, 0, frame.Length);
                return board.Drain(client) > 20;
            });

            Assert.AreEqual(0, allocated);
        }

        [TestMethod]
        public void Samples_and_commands_in_CBOR()
        {
            MemoryBoard board = NewBoard(out DeviceBoard device);
            MemoryClient client = board.Connect();
            byte[] request = Encoding.ASCII.GetBytes(
                "GET /ws HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: nano.v1.cbor\r\n\r\n");
            client.Send(request, 0, request.Length);
            board.Drain(client);
            byte[] command = Frames.Masked(2, Convert.FromHexString("A462696407" + "63636D6463736574" + "676368616E6E656C636C6564" + "6576616C756501"));
            byte[] wrong = Frames.Masked(2, Convert.FromHexString("A16269640A"));
            long allocated = board.Measure(Rounds, () =>
            {
                board.Now += 100;
                device.Time += 100;
                client.Send(command, 0, command.Length);
                client.Send(wrong, 0, wrong.Length);
                return board.Drain(client) > 150;
            });

            Assert.AreEqual(0, allocated);
            Assert.IsTrue(device.IsLedOn);
        }

        [TestMethod]
        public void Samples_as_server_sent_events()
        {
            MemoryBoard board = NewBoard(out DeviceBoard device);
            MemoryClient client = board.Connect();
            byte[] request = Encoding.ASCII.GetBytes("GET /events HTTP/1.1\r\nHost: a\r\n\r\n");
            client.Send(request, 0, request.Length);
            board.Drain(client);
            long allocated = board.Measure(Rounds, () =>
            {
                board.Now += 100;
                device.Time += 100;
                return board.Drain(client) > 80;
            });

            Assert.AreEqual(0, allocated);
        }

        [TestMethod]
        public void The_past_over_HTTP()
        {
            MemoryBoard board = NewBoard(out DeviceBoard device);
            MemoryClient client = board.Connect();
            byte[] request = Encoding.ASCII.GetBytes("GET /api/history HTTP/1.1\r\nHost: a\r\n\r\n");
            long allocated = board.Measure(Rounds, () =>
            {
                board.Now += 1000;
                device.Time += 1000;
                client.Send(request, 0, request.Length);
                return board.Drain(client) > 200;
            });

            Assert.AreEqual(0, allocated);
        }

        private static MemoryBoard NewBoard(out DeviceBoard device)
        {
            ServerOptions options = new ServerOptions { MaximumRequests = int.MaxValue, StreamLifetime = 0 };
            options.WebSocket.PingInterval = 0;
            return new MemoryBoard(options, out device);
        }
    }
}
