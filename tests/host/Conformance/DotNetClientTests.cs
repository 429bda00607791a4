using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;
using Nano.Web.Server;

namespace Nano.Tests.Host.Conformance
{
    /// <summary>.NET's own client, which knows RFC 6455 and nothing of this server.</summary>
    [TestClass]
    public class DotNetClientTests
    {
        private readonly CancellationTokenSource _patience = new CancellationTokenSource(Until.Patience);

        [TestCleanup]
        public void Cleanup()
        {
            _patience.Dispose();
        }

        [TestMethod]
        [DataRow(0, 1)]
        [DataRow(1000, 1)]
        [DataRow(100_000, 7)]
        [DataRow(3_000_000, 1)]
        [DataRow(3_000_000, 1000)]
        [DataRow(16 * 1024 * 1024, 16)]
        public async Task S5_4_A_message_comes_back_in_however_many_fragments_the_client_sends_it(int size, int fragments)
        {
            using ServerHost host = NewHost();
            using ClientWebSocket client = await Connect(host, "/echo");
            foreach (WebSocketMessageType type in new[] { WebSocketMessageType.Binary, WebSocketMessageType.Text })
            {
                byte[] message = type == WebSocketMessageType.Binary ? LargeResource.Pattern(size) : Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("漢", size / 3)));
                Task sending = Send(client, type, message, fragments);
                (WebSocketMessageType received, byte[] echo) = await Receive(client);
                await sending;
                Assert.AreEqual(type, received);
                Assert.IsTrue(message.AsSpan().SequenceEqual(echo));
            }

            await client.CloseAsync(WebSocketCloseStatus.NormalClosure, "done", _patience.Token);
            Assert.AreEqual(WebSocketState.Closed, client.State);
        }

        [TestMethod]
        [DataRow(1000)]
        [DataRow(1001)]
        [DataRow(1011)]
        [DataRow(4321)]
        public async Task S7_1_2_The_client_closes(int status)
        {
            Witness witness = new Witness();
            using ServerHost host = NewHost(witness);
            using ClientWebSocket client = await Connect(host, "/witness");

            await client.CloseAsync((WebSocketCloseStatus)status, "Auf Wiederhören", _patience.Token);

            Assert.AreEqual(status, (int)client.CloseStatus.Value);
            Assert.AreEqual(WebSocketState.Closed, client.State);
            Assert.AreEqual($"opened; closed {status} clean", witness.Events);
        }

        [TestMethod]
        [DataRow(1000)]
        [DataRow(1008)]
        [DataRow(1009)]
        [DataRow(1011)]
        [DataRow(4321)]
        public async Task S7_1_2_The_server_closes(int status)
        {
            Witness witness = new Witness();
            using ServerHost host = NewHost(obedient: witness);
            using ClientWebSocket client = await Connect(host, "/command");

            await Send(client, WebSocketMessageType.Text, Encoding.UTF8.GetBytes($"close {status} enough is enough"), 1);
            WebSocketReceiveResult result = await client.ReceiveAsync(new byte[100], _patience.Token);
            Assert.AreEqual(WebSocketMessageType.Close, result.MessageType);
            Assert.AreEqual(status, (int)result.CloseStatus.Value);
            Assert.AreEqual("enough is enough", result.CloseStatusDescription);
            await client.CloseAsync(client.CloseStatus.Value, null, _patience.Token);

            Assert.AreEqual(WebSocketState.Closed, client.State);
            Until.True(() => witness.Closed == 1, "The server should have heard of the end.");
            Assert.EndsWith($"closed {status} clean", witness.Events);
        }

        [TestMethod]
        public async Task S7_1_2_Both_close_at_once()
        {
            Witness witness = new Witness();
            using ServerHost host = NewHost(obedient: witness);
            using ClientWebSocket client = await Connect(host, "/command");

            await Send(client, WebSocketMessageType.Text, Encoding.ASCII.GetBytes("close 1000 me first"), 1);
            await client.CloseAsync(WebSocketCloseStatus.EndpointUnavailable, "no, me", _patience.Token);

            Assert.AreEqual(WebSocketCloseStatus.NormalClosure, client.CloseStatus);
            Until.True(() => witness.Closed == 1, "The server should have heard of the end.");
            Assert.EndsWith("; closed 1001 clean", witness.Events);
        }

        [TestMethod]
        public async Task S5_5_2_The_clients_keep_alive_pings_are_answered()
        {
            Witness witness = new Witness();
            using ServerHost host = NewHost(witness);
            using ClientWebSocket client = new ClientWebSocket();
            client.Options.KeepAliveInterval = TimeSpan.FromMilliseconds(20);
            client.Options.KeepAliveTimeout = TimeSpan.FromMilliseconds(Until.Patience);
            await client.ConnectAsync(new Uri($"ws://127.0.0.1:{host.Port}/witness"), _patience.Token);
            Task<(WebSocketMessageType, byte[] Message)> receiving = Receive(client);
            long received = host.Server.Statistics.BytesReceived;
            long sent = host.Server.Statistics.BytesSent;

            Until.True(
                () => host.Server.Statistics.BytesReceived > received + 40 && host.Server.Statistics.BytesSent > sent + 20,
                "The client should have sent pings and the server pongs.");
            await Send(client, WebSocketMessageType.Text, Encoding.ASCII.GetBytes("still here"), 1);

            Assert.AreEqual("still here", Encoding.ASCII.GetString((await receiving).Message));
            Assert.AreEqual(WebSocketState.Open, client.State);
            await client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, _patience.Token);
            Assert.AreEqual("opened; text 10 still here; closed 1000 clean", witness.Events);
        }

        [TestMethod]
        public async Task S5_5_2_The_servers_pings_are_answered_by_the_client()
        {
            ServerOptions options = ConformanceServer.Unhurried();
            options.WebSocket.PingInterval = ConformanceServer.ShortTime;
            options.WebSocket.PongTimeout = Until.Patience;
            using ServerHost host = NewHost(options: options);
            using ClientWebSocket client = await Connect(host, "/echo");
            Task<(WebSocketMessageType, byte[] Message)> receiving = Receive(client);
            long before = host.Server.Statistics.BytesReceived;

            Until.True(() => host.Server.Statistics.BytesReceived >= before + 18, "The client should have answered three pings.");
            await Send(client, WebSocketMessageType.Text, Encoding.ASCII.GetBytes("still here"), 1);

            Assert.AreEqual("still here", Encoding.ASCII.GetString((await receiving).Message));
            await client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, _patience.Token);
        }

        [TestMethod]
        [DataRow("chat", "chat")]
        [DataRow("mqtt", null)]
        [DataRow("mqtt chat", "chat")]
        public async Task S4_2_2_Subprotocols_are_agreed_on(string offer, string agreed)
        {
            using ServerHost host = NewHost();
            using ClientWebSocket client = new ClientWebSocket();
            foreach (string protocol in offer.Split(' '))
            {
                client.Options.AddSubProtocol(protocol);
            }

            await client.ConnectAsync(new Uri($"ws://127.0.0.1:{host.Port}/chat"), _patience.Token);

            Assert.AreEqual(agreed, client.SubProtocol);
            await client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, _patience.Token);
        }

        [TestMethod]
        public async Task S9_1_A_client_that_would_compress_does_without()
        {
            using ServerHost host = NewHost();
            using ClientWebSocket client = new ClientWebSocket();
            client.Options.DangerousDeflateOptions = new WebSocketDeflateOptions();
            await client.ConnectAsync(new Uri($"ws://127.0.0.1:{host.Port}/echo"), _patience.Token);

            await Send(client, WebSocketMessageType.Text, Encoding.ASCII.GetBytes(new string('a', 1000)), 1);

            Assert.HasCount(1000, (await Receive(client)).Message);
            await client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, _patience.Token);
        }

        [TestMethod]
        [DataRow("Origin", "http://elsewhere.example", "/echo", HttpStatusCode.Forbidden)]
        [DataRow("X-Nothing", "1", "/nothing", HttpStatusCode.NotFound)]
        public async Task S4_2_2_A_client_that_is_refused_hears_why(string field, string value, string path, HttpStatusCode status)
        {
            using ServerHost host = NewHost();
            using ClientWebSocket client = new ClientWebSocket();
            client.Options.SetRequestHeader(field, value);
            client.Options.CollectHttpResponseDetails = true;

            await Assert.ThrowsExactlyAsync<WebSocketException>(() => client.ConnectAsync(new Uri($"ws://127.0.0.1:{host.Port}{path}"), _patience.Token));

            Assert.AreEqual(status, client.HttpStatusCode);
        }

        [TestMethod]
        public async Task S7_2_1_A_client_that_is_aborted_frees_its_slot()
        {
            Witness witness = new Witness();
            ServerOptions options = ConformanceServer.Unhurried();
            options.Slots = 1;
            using ServerHost host = NewHost(witness, options: options);
            for (int i = 1; i <= 5; i++)
            {
                using ClientWebSocket client = await Connect(host, "/witness");
                await Send(client, WebSocketMessageType.Binary, new byte[3000], 1, isWhole: false);
                client.Abort();
                Until.True(() => witness.Closed == i, "The server should have heard of the end.");
                host.WaitForNoClients();
            }

            Assert.AreEqual("", witness.Complaints);
            Assert.AreEqual(5, witness.Opened);
        }

        [TestMethod]
        public async Task S6_1_Clients_chat()
        {
            using ServerHost host = NewHost();
            using ClientWebSocket first = await Connect(host, "/chat");
            using ClientWebSocket second = await Connect(host, "/chat");

            await Send(first, WebSocketMessageType.Text, Encoding.UTF8.GetBytes("Grüße"), 1);
            await Send(second, WebSocketMessageType.Text, Encoding.UTF8.GetBytes("in Stücken"), 5);

            foreach (ClientWebSocket client in new[] { first, second })
            {
                string[] heard = { Encoding.UTF8.GetString((await Receive(client)).Message), Encoding.UTF8.GetString((await Receive(client)).Message) };
                CollectionAssert.AreEquivalent(new[] { "0: Grüße", "1: in Stücken" }, heard);
                await client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, _patience.Token);
            }
        }

        [TestMethod]
        public async Task S7_4_1_A_client_that_says_too_much_hears_1009()
        {
            using ServerHost host = NewHost();
            using ClientWebSocket client = await Connect(host, "/chat");

            Task sending = Send(client, WebSocketMessageType.Text, Encoding.ASCII.GetBytes(new string('a', 5000)), 3);
            WebSocketReceiveResult result = await client.ReceiveAsync(new byte[100], _patience.Token);
            await sending;

            Assert.AreEqual(WebSocketCloseStatus.MessageTooBig, result.CloseStatus);
            await client.CloseAsync(WebSocketCloseStatus.MessageTooBig, null, _patience.Token);
        }

        private static ServerHost NewHost(Witness witness = null, Witness obedient = null, ServerOptions options = null)
        {
            return new ServerHost(options ?? ConformanceServer.Unhurried(), server =>
            {
                obedient?.Obey(server);
                server.MapWebSocket("/echo", new EchoHandler());
                server.MapWebSocket("/chat", new ChatHandler(server));
                server.MapWebSocket("/witness", witness ?? new Witness());
                server.MapWebSocket("/command", obedient ?? new Witness());
            });
        }

        private async Task<ClientWebSocket> Connect(ServerHost host, string path)
        {
            ClientWebSocket client = new ClientWebSocket();
            await client.ConnectAsync(new Uri($"ws://127.0.0.1:{host.Port}{path}"), _patience.Token);
            return client;
        }

        private async Task Send(ClientWebSocket client, WebSocketMessageType type, byte[] message, int fragments, bool isWhole = true)
        {
            for (int i = 0; i < fragments; i++)
            {
                int start = (int)((long)message.Length * i / fragments);
                int end = (int)((long)message.Length * (i + 1) / fragments);
                await client.SendAsync(message.AsMemory(start, end - start), type, isWhole && i == fragments - 1, _patience.Token);
            }
        }

        private async Task<(WebSocketMessageType Type, byte[] Message)> Receive(ClientWebSocket client)
        {
            using MemoryStream message = new MemoryStream();
            byte[] buffer = new byte[65536];
            ValueWebSocketReceiveResult result;
            do
            {
                result = await client.ReceiveAsync(buffer.AsMemory(), _patience.Token);
                message.Write(buffer, 0, result.Count);
            }
            while (!result.EndOfMessage);
            return (result.MessageType, message.ToArray());
        }
    }
}
