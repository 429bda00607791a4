using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;
using Nano.Tests.Support;
using Nano.Web.Server;
using Nano.Web.WebSockets;

namespace Nano.Tests.Host.Memory
{
    /// <summary>Fixed memory: once a connection is accepted, serving it allocates nothing. The library alone, on the test's own thread.</summary>
    [TestClass]
    public class AllocationTests
    {
        private const int Rounds = 3000;

        [TestMethod]
        [DataRow("GET /text HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 200 ")]
        [DataRow("HEAD /text HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip, br\r\nUser-Agent: b\r\n\r\n", "HTTP/1.1 200 ")]
        [DataRow("GET /nothing?a=b HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 404 ")]
        [DataRow("POST /text HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", "HTTP/1.1 405 ")]
        [DataRow("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 204 ")]
        [DataRow("PUT /count HTTP/1.1\r\nHost: a\r\nContent-Length: 12\r\n\r\n{\"value\": 1}", "HTTP/1.1 204 ")]
        [DataRow("PUT /count HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n1;x=y\r\nf\r\n0\r\nt: u\r\n\r\n", "HTTP/1.1 204 ")]
        [DataRow("GET /ws HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 426 ")]
        public void Three_thousand_requests_on_one_connection_allocate_nothing(string request, string answer)
        {
            MemoryBoard board = NewBoard();
            MemoryClient client = board.Connect();
            byte[] bytes = Encoding.Latin1.GetBytes(request);
            byte[] start = Encoding.Latin1.GetBytes(answer);

            long allocated = board.Measure(Rounds, () =>
            {
                client.Send(bytes, 0, bytes.Length);
                return board.ReceivesStartOf(client, start);
            });

            Assert.AreEqual(0, allocated);
            Assert.AreEqual(MemoryBoard.WarmUp + Rounds, board.Server.Statistics.Requests);
        }

        [TestMethod]
        public void Three_thousand_answers_larger_than_the_send_buffer_allocate_nothing()
        {
            MemoryBoard board = NewBoard();
            MemoryClient client = board.Connect();
            byte[] bytes = Encoding.Latin1.GetBytes("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");

            long allocated = board.Measure(Rounds, () =>
            {
                client.Send(bytes, 0, bytes.Length);
                return board.Drain(client) > LargeLength;
            });

            Assert.AreEqual(0, allocated);
        }

        [TestMethod]
        [DataRow(1, 0)]
        [DataRow(1, 32)]
        [DataRow(2, 125)]
        [DataRow(2, 126)]
        [DataRow(1, 4000)]
        [DataRow(9, 125, DisplayName = "Pings")]
        public void Three_thousand_frames_and_their_echoes_allocate_nothing(int opCode, int size)
        {
            MemoryBoard board = NewBoard();
            MemoryClient client = board.OpenWebSocket("/ws");
            byte[] payload = new byte[size];
            Array.Fill(payload, (byte)'a');
            byte[] frame = Frames.Masked(opCode, payload);

            long allocated = board.Measure(Rounds, () =>
            {
                client.Send(frame, 0, frame.Length);
                return board.Drain(client) >= size + 2;
            });

            Assert.AreEqual(0, allocated);
        }

        [TestMethod]
        public void Three_thousand_messages_in_fragments_with_pings_between_allocate_nothing()
        {
            MemoryBoard board = NewBoard();
            MemoryClient client = board.OpenWebSocket("/ws");
            byte[][] frames =
            {
                Frames.Masked(1, Encoding.UTF8.GetBytes("Grüße, "), false),
                Frames.Masked(9, new byte[] { 1, 2, 3 }),
                Frames.Masked(0, Encoding.UTF8.GetBytes("世"), false),
                Frames.Masked(10, new byte[] { 4 }),
                Frames.Masked(0, Encoding.UTF8.GetBytes("界"), true),
            };

            long allocated = board.Measure(Rounds, () =>
            {
                foreach (byte[] frame in frames)
                {
                    client.Send(frame, 0, frame.Length);
                }

                return board.Drain(client) > 20;
            });

            Assert.AreEqual(0, allocated);
        }

        [TestMethod]
        public void Three_thousand_samples_for_four_clients_one_of_them_stuck_allocate_nothing()
        {
            BroadcastTask task = new BroadcastTask();
            MemoryBoard board = NewBoard(task);
            MemoryClient[] clients = new MemoryClient[4];
            for (int i = 0; i < clients.Length; i++)
            {
                clients[i] = board.OpenWebSocket("/broadcast");
            }

            long allocated = board.Measure(Rounds, () =>
            {
                board.Now++;
                board.Settle();
                bool all = true;
                for (int i = 1; i < clients.Length; i++)
                {
                    all &= board.Drain(clients[i]) > 20;
                }

                return all;
            });

            Assert.AreEqual(0, allocated);
            Assert.IsGreaterThan(Rounds, task.Samples - 1);
            Assert.IsGreaterThan(Rounds / 2, task.DroppedAt(0));
            Assert.AreEqual(0, task.DroppedAt(1));
        }

        private const int LargeLength = 20_000;

        private static MemoryBoard NewBoard(BroadcastTask task = null)
        {
            ServerOptions options = new ServerOptions { MaximumRequests = int.MaxValue };
            return new MemoryBoard(options, server =>
            {
                server.Map("/text", new TextResource("hello"));
                server.Map("/large", new LargeResource(LargeLength));
                server.Map("/count", new CountingResource());
                server.MapWebSocket("/ws", new EchoHandler());
                if (task != null)
                {
                    server.MapWebSocket("/broadcast", task.Handler);
                    server.AddTask(task);
                }
            });
        }
    }
}
