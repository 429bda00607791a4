using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;
using Nano.Web.Server;

namespace Nano.Tests.Host.Sockets
{
    /// <summary>The assignment of slots to clients, over real sockets.</summary>
    [TestClass]
    public class SlotTests
    {
        /// <summary>Whether the server waits by select and not by threads.</summary>
        protected virtual TransportKind Kind => TransportKind.Threads;

        private const string Get = "GET /text HTTP/1.1\r\nHost: a\r\n\r\n";

        [TestMethod]
        public void Idle_connections_give_their_slots_to_new_clients_and_WebSockets_stay()
        {
            using ServerHost host = NewHost(new ServerOptions { Slots = 4 });
            using RawClient webSocket = RawClient.OpenWebSocket(host.Port);
            List<RawClient> clients = new List<RawClient>();
            for (int i = 0; i < 40; i++)
            {
                RawClient client = new RawClient(host.Port);
                client.Send(Get);
                Assert.StartsWith("HTTP/1.1 200 ", client.ReadResponse().Head);
                clients.Add(client);
            }

            webSocket.Send(Frames.Text("still here"));
            Assert.AreEqual("still here", Encoding.ASCII.GetString(webSocket.ReadFrame().Payload));
            Assert.AreEqual(37, host.Server.Statistics.Evicted);
            Assert.AreEqual(0, host.Server.Statistics.Refused);
            Assert.AreEqual(4, host.Server.Clients);
            foreach (RawClient client in clients)
            {
                client.Finish();
                Assert.IsEmpty(client.ReadToEnd());
                Assert.IsFalse(client.WasReset);
                client.Dispose();
            }
        }

        [TestMethod]
        public void An_address_gets_no_more_than_its_limit_of_connections_and_the_others_get_the_rest()
        {
            using ServerHost host = NewHost(new ServerOptions { Slots = 4, SlotsPerAddress = 2 });
            using RawClient first = RawClient.OpenWebSocket(host.Port);
            using RawClient second = RawClient.OpenWebSocket(host.Port);
            for (int i = 1; i <= 3; i++)
            {
                using RawClient third = new RawClient(host.Port);
                third.Send(Get);
                string head = third.ReadResponse().Head;
                Assert.StartsWith("HTTP/1.1 429 ", head);
                Assert.Contains("\r\nRetry-After: ", head);
                third.Finish();
                Assert.IsEmpty(third.ReadToEnd());
                Assert.IsFalse(third.WasReset);
                Assert.AreEqual(i, host.Server.Statistics.RefusedPerAddress);
            }

            using Socket other = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = Until.Patience };
            try
            {
                other.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0));
            }
            catch (SocketException)
            {
                Assert.Inconclusive("This system has one loopback address only.");
            }

            other.Connect(IPAddress.Loopback, host.Port);
            other.Send(Encoding.ASCII.GetBytes(Get));
            byte[] answer = new byte[12];
            Assert.AreEqual(12, other.Receive(answer));
            Assert.AreEqual("HTTP/1.1 200", Encoding.ASCII.GetString(answer));
            Until.True(() => host.Server.Clients == 3, "The other client's turn should have ended.");

            first.Reset();
            Until.True(() => host.Server.Clients == 2, "The slot should have become free.");
            using RawClient again = new RawClient(host.Port);
            again.Send(Get);
            Assert.StartsWith("HTTP/1.1 200 ", again.ReadResponse().Head);
        }

        [TestMethod]
        public void A_listener_is_reopened_at_its_port_and_connections_go_on()
        {
            SocketTransport transport = new SocketTransport(IPAddress.Loopback, 0);
            TransportStream[] streams = transport.Open(2);
            int port = transport.Port;
            using RawClient first = new RawClient(port);
            Until.True(() => transport.Accept(streams[0]) == AcceptResult.Accepted, "The client should have been accepted.");

            Assert.IsTrue(transport.Reopen());
            Assert.AreEqual(port, transport.Port);
            using RawClient second = new RawClient(port);
            Until.True(() => transport.Accept(streams[1]) == AcceptResult.Accepted, "The second client should have been accepted.");
            first.Send("one");
            byte[] buffer = new byte[3];
            Until.True(() => streams[0].Receive(buffer, 0, 3) == 3, "The first client's bytes should have arrived.");
            Assert.AreEqual(IPAddress.Loopback, new IPAddress(System.BitConverter.GetBytes(IPAddress.HostToNetworkOrder(streams[1].Address))));
            streams[0].Close();
            streams[1].Close();
            transport.Close();
        }

        private ServerHost NewHost(ServerOptions options)
        {
            return new ServerHost(options, server =>
            {
                server.Map("/text", new TextResource("hello"));
                server.MapWebSocket("/ws", new EchoHandler());
            }, kind: Kind);
        }
    }
}
