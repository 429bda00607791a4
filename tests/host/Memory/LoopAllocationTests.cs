using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;
using Nano.Web.Server;

namespace Nano.Tests.Host.Memory
{
    /// <summary>Fixed memory over real sockets: between two marks the loop's own thread allocates nothing. Only accepting a connection may.</summary>
    [TestClass]
    public class LoopAllocationTests
    {
        /// <summary>Whether the server waits by select and not by threads.</summary>
        protected virtual TransportKind Kind => TransportKind.Threads;

        private const int WarmUp = 300;
        private const int Rounds = 2000;

        [TestMethod]
        public void Two_thousand_requests_over_a_socket_allocate_nothing_on_the_loop()
        {
            AllocationProbe probe = new AllocationProbe();
            using ServerHost host = NewHost(probe);
            using RawClient client = new RawClient(host.Port);
            byte[] get = Encoding.ASCII.GetBytes("GET /text HTTP/1.1\r\nHost: a\r\n\r\n");
            byte[] put = Encoding.ASCII.GetBytes("PUT /count HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nabcde");
            long allocated = Measure(probe, () =>
            {
                client.Send(get);
                client.ReadResponse();
                client.Send(put);
                client.ReadResponse();
            });

            Assert.AreEqual(0, allocated);
            Assert.AreEqual(2 * (WarmUp + Rounds), host.Server.Statistics.Requests);
        }

        [TestMethod]
        public void Two_thousand_frames_over_a_socket_allocate_nothing_on_the_loop()
        {
            AllocationProbe probe = new AllocationProbe();
            using ServerHost host = NewHost(probe);
            using RawClient client = RawClient.OpenWebSocket(host.Port);
            byte[] small = Frames.Text("hello");
            byte[] large = Frames.Masked(2, new byte[5000]);
            byte[] ping = Frames.Masked(9, new byte[100]);

            long allocated = Measure(probe, () =>
            {
                client.Send(small);
                client.ReadMessage();
                client.Send(large);
                client.ReadMessage();
                client.Send(ping);
                client.ReadMessage();
            });

            Assert.AreEqual(0, allocated);
        }

        [TestMethod]
        public void Two_thousand_samples_for_four_clients_over_sockets_allocate_nothing_on_the_loop()
        {
            AllocationProbe probe = new AllocationProbe();
            BroadcastTask task = new BroadcastTask();
            using ServerHost host = NewHost(probe, task);
            RawClient[] clients = new RawClient[4];
            for (int i = 0; i < clients.Length; i++)
            {
                clients[i] = RawClient.OpenWebSocket(host.Port, "/broadcast");
            }

            long allocated = Measure(probe, () =>
            {
                foreach (RawClient client in clients)
                {
                    client.ReadMessage();
                }
            });

            Assert.AreEqual(0, allocated);
            Assert.IsGreaterThanOrEqualTo(Rounds, task.Samples);
            foreach (RawClient client in clients)
            {
                client.Dispose();
            }
        }

        [TestMethod]
        public void The_first_handshake_frame_and_request_of_a_new_connection_allocate_no_more_than_a_bare_socket_does()
        {
            AllocationProbe probe = new AllocationProbe();
            using ServerHost host = NewHost(probe);
            long bare = FirstUseOfASocket();
            for (int i = 0; i < 3; i++)
            {
                // The first connection of all also makes what the runtime makes once.
                using RawClient socket = new RawClient(host.Port);
                using RawClient http = new RawClient(host.Port);
                Until.True(() => host.Server.Clients == 2, "The clients should have been accepted.");

                long before = probe.Read();
                socket.OpenWebSocket();
                socket.Send(Frames.Text("hello"));
                socket.ReadMessage();
                http.Send("GET /text HTTP/1.1\r\nHost: a\r\n\r\n");
                http.ReadResponse();
                if (i > 0)
                {
                    Assert.IsLessThanOrEqualTo(2 * bare, probe.Read() - before);
                }

                socket.Finish();
                http.Finish();
                host.WaitForNoClients();
            }
        }

        [TestMethod]
        public void An_allocation_on_the_loop_would_be_seen()
        {
            AllocationProbe probe = new AllocationProbe();
            using ServerHost host = new ServerHost(new ServerOptions(), server =>
            {
                server.Map("/text", new WastefulResource());
                server.AddTask(probe);
            });
            using RawClient client = new RawClient(host.Port);
            byte[] get = Encoding.ASCII.GetBytes("GET /text HTTP/1.1\r\nHost: a\r\n\r\n");
            client.Send(get);
            client.ReadResponse();

            long before = probe.Read();
            client.Send(get);
            client.ReadResponse();

            Assert.IsGreaterThanOrEqualTo(1000, probe.Read() - before);
        }

        private ServerHost NewHost(AllocationProbe probe, BroadcastTask task = null)
        {
            return new ServerHost(new ServerOptions { MaximumRequests = int.MaxValue }, server =>
            {
                server.Map("/text", new TextResource("hello"));
                server.Map("/count", new CountingResource());
                server.MapWebSocket("/ws", new EchoHandler());
                server.AddTask(probe);
                if (task != null)
                {
                    server.MapWebSocket("/broadcast", task.Handler);
                    server.AddTask(task);
                }
            }, kind: Kind);
        }

        private static long Measure(AllocationProbe probe, Action round)
        {
            for (int i = 0; i < WarmUp; i++)
            {
                round();
            }

            long before = probe.Read();
            for (int i = 0; i < Rounds; i++)
            {
                round();
            }

            return probe.Read() - before;
        }

        /// <summary>The bytes that .NET's own Socket allocates at its first use only.</summary>
        private static long FirstUseOfASocket()
        {
            using Socket listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            listener.Listen();
            long bytes = 0;
            byte[] buffer = new byte[1];
            for (int i = 0; i < 3; i++)
            {
                using RawClient client = new RawClient(((IPEndPoint)listener.LocalEndPoint).Port);
                using Socket socket = listener.Accept();
                client.Send(buffer);
                long before = GC.GetAllocatedBytesForCurrentThread();
                socket.Receive(buffer, 0, 1, SocketFlags.None);
                socket.Send(buffer, 0, 1, SocketFlags.None);
                bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            }

            return bytes;
        }

        private sealed class WastefulResource : Web.Http.Resource
        {
            public WastefulResource()
                : base(Web.Http.RequestMethod.Get)
            {
            }

            public override void OnRequest(Web.Http.Exchange exchange)
            {
                exchange.Response.Send(Web.Http.HttpStatus.Ok, "text/plain", new string('a', 500));
            }
        }
    }
}
