using System;
using System.Linq;
using System.Net.WebSockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;
using Nano.Web.Server;

namespace Nano.Tests.Host.Sockets
{
    /// <summary>The server over real sockets: what clients other than our own see of it.</summary>
    [TestClass]
    public class ServerTests
    {
        /// <summary>Whether the server waits by select and not by threads.</summary>
        protected virtual TransportKind Kind => TransportKind.Threads;

        private const string Get = "GET /text HTTP/1.1\r\nHost: a\r\n\r\n";
        private const string GetAndClose = "GET /text HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

        [TestMethod]
        public void A_raw_socket_gets_the_answer_to_its_request()
        {
            using ServerHost host = NewHost();
            using RawClient client = new RawClient(host.Port);

            client.Send(Get);
            (string head, byte[] content) = client.ReadResponse();

            Assert.StartsWith("HTTP/1.1 200 OK\r\n", head);
            Assert.AreEqual("hello", Encoding.ASCII.GetString(content));
        }

        [TestMethod]
        public void Requests_on_one_connection_are_answered_in_their_order()
        {
            using ServerHost host = NewHost();
            using RawClient client = new RawClient(host.Port);

            client.Send(string.Concat(Enumerable.Repeat(Get + "GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n", 20)));

            for (int i = 0; i < 20; i++)
            {
                Assert.StartsWith("HTTP/1.1 200 ", client.ReadResponse().Head);
                Assert.StartsWith("HTTP/1.1 404 ", client.ReadResponse().Head);
            }
        }

        [TestMethod]
        public void Content_far_larger_than_the_buffers_arrives_whole()
        {
            using ServerHost host = NewHost();
            using RawClient client = new RawClient(host.Port);

            client.Send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");

            CollectionAssert.AreEqual(LargeResource.Pattern(LargeLength), client.ReadResponse().Content);
        }

        [TestMethod]
        public void A_client_that_sends_FIN_behind_its_request_gets_the_whole_answer()
        {
            using ServerHost host = NewHost();
            using RawClient client = new RawClient(host.Port);

            client.Send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
            client.Finish();

            CollectionAssert.AreEqual(LargeResource.Pattern(LargeLength), client.ReadResponse().Content);
            Assert.IsEmpty(client.ReadToEnd());
        }

        // A reset can overtake the answer and take it from the client's hands.
        [TestMethod]
        public void The_end_of_an_answered_connection_is_FIN_and_never_RST()
        {
            using ServerHost host = NewHost();
            for (int i = 0; i < 50; i++)
            {
                using RawClient client = new RawClient(host.Port);
                client.Send(GetAndClose);
                string answer = Encoding.ASCII.GetString(client.ReadToEnd());

                Assert.StartsWith("HTTP/1.1 200 ", answer);
                Assert.EndsWith("\r\n\r\nhello", answer);
                Assert.IsFalse(client.WasReset, $"Connection {i} was reset.");
                host.WaitForNoClients();
            }
        }

        [TestMethod]
        public void The_end_of_a_closed_WebSocket_is_FIN_and_never_RST()
        {
            using ServerHost host = NewHost();
            for (int i = 0; i < 50; i++)
            {
                using RawClient client = RawClient.OpenWebSocket(host.Port);
                client.Send(Frames.Close(1000));

                CollectionAssert.AreEqual(new byte[] { 0x88, 2, 0x03, 0xE8 }, client.ReadToEnd());
                Assert.IsFalse(client.WasReset, $"Connection {i} was reset.");
                host.WaitForNoClients();
            }
        }

        [TestMethod]
        public void The_end_of_a_refused_request_is_FIN_and_never_RST()
        {
            using ServerHost host = NewHost();
            for (int i = 0; i < 20; i++)
            {
                using RawClient client = new RawClient(host.Port);
                client.Send("GET /text HTTP/1.1\r\nHost : a\r\n\r\n");
                Assert.StartsWith("HTTP/1.1 400 ", client.ReadResponse().Head);
                client.Finish();

                Assert.IsEmpty(client.ReadToEnd());
                Assert.IsFalse(client.WasReset, $"Connection {i} was reset.");
                host.WaitForNoClients();
            }
        }

        [TestMethod]
        [DataRow("Upgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n", DisplayName = "as Firefox asks")]
        [DataRow("Upgrade: WebSocket\r\nConnection: Upgrade\r\n", DisplayName = "as old clients write it")]
        [DataRow("upgrade: WEBSOCKET\r\nCONNECTION: UPGRADE\r\n", DisplayName = "in capitals")]
        [DataRow("Connection: keep-alive\r\nUpgrade: h2c, websocket\r\nConnection: , upgrade ,\r\n", DisplayName = "in lists over several lines")]
        public void A_WebSocket_opens_however_its_handshake_is_written(string fields)
        {
            using ServerHost host = NewHost();
            using RawClient client = new RawClient(host.Port);
            client.OpenWebSocket("/ws", fields);

            client.Send(Frames.Text("hello"));

            (int opCode, byte[] payload) = client.ReadFrame();
            Assert.AreEqual(1, opCode);
            Assert.AreEqual("hello", Encoding.UTF8.GetString(payload));
        }

        [TestMethod]
        [DataRow(0)]
        [DataRow(125)]
        [DataRow(126)]
        [DataRow(65535)]
        [DataRow(65536)]
        [DataRow(1048576)]
        public async Task The_client_of_dotNET_gets_its_message_back(int size)
        {
            using ServerHost host = NewHost();
            using ClientWebSocket client = new ClientWebSocket();
            using CancellationTokenSource patience = new CancellationTokenSource(Until.Patience);
            await client.ConnectAsync(new Uri($"ws://127.0.0.1:{host.Port}/ws"), patience.Token);
            foreach (WebSocketMessageType type in new[] { WebSocketMessageType.Binary, WebSocketMessageType.Text })
            {
                byte[] message = type == WebSocketMessageType.Binary ? LargeResource.Pattern(size) : Encoding.ASCII.GetBytes(new string('a', size));

                // No buffer holds a mebibyte, so the client sends and reads at the same time.
                Task sending = client.SendAsync(message, type, true, patience.Token);
                byte[] echo = new byte[size];
                int filled = 0;
                WebSocketReceiveResult result;
                do
                {
                    result = await client.ReceiveAsync(new ArraySegment<byte>(echo, filled, size - filled), patience.Token);
                    Assert.AreEqual(type, result.MessageType);
                    filled += result.Count;
                }
                while (!result.EndOfMessage);
                await sending;

                Assert.AreEqual(size, filled);
                CollectionAssert.AreEqual(message, echo);
            }

            await client.CloseAsync(WebSocketCloseStatus.NormalClosure, "done", patience.Token);
            Assert.AreEqual(WebSocketCloseStatus.NormalClosure, client.CloseStatus);
        }

        [TestMethod]
        public void A_refused_client_sees_FIN_behind_the_answer_while_it_still_sends()
        {
            // No time runs out here.
            using ServerHost host = NewHost(new ServerOptions { Slots = 1, LingerTimeout = 3600_000 });
            using RawClient client = new RawClient(host.Port);
            client.Send("PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999999\r\n\r\nx");
            Assert.StartsWith("HTTP/1.1 413 ", client.ReadResponse().Head);
            Assert.IsEmpty(client.ReadToEnd());
            Assert.AreEqual(1, host.Server.Clients);
            client.Send("y");
            client.Finish();
            host.WaitForNoClients();
            Assert.IsFalse(client.WasReset);
        }

        [TestMethod]
        [DataRow("nothing")]
        [DataRow("half a head")]
        [DataRow("half a body")]
        [DataRow("an answered request")]
        [DataRow("a request whose answer it does not read")]
        [DataRow("a refused request")]
        [DataRow("a handshake")]
        [DataRow("half a frame's header")]
        [DataRow("half a message")]
        [DataRow("half a fragmented message")]
        [DataRow("a message")]
        [DataRow("a Close")]
        [DataRow("a broken frame")]
        public void A_client_that_ends_with_FIN_or_RST_frees_its_slot(string after)
        {
            // No time runs out here: the end itself must free the slot.
            const int Hour = 3600_000;
            ServerOptions options = new ServerOptions { Slots = 1, LingerTimeout = Hour, HeadTimeout = Hour, IdleTimeout = Hour, ContentTimeout = Hour, SendTimeout = Hour };
            options.WebSocket.PingInterval = 0;
            using ServerHost host = NewHost(options);
            foreach (bool reset in new[] { false, true, false, true })
            {
                long before = host.Server.Statistics.BytesReceived;
                RawClient client = new RawClient(host.Port);
                Prepare(client, after);
                Until.True(() => host.Server.Clients == 1 || after == "a Close", "The client should have been accepted.");
                Until.True(() => host.Server.Statistics.BytesReceived == before + client.Sent, "The server should have read what the client sent.");
                if (reset)
                {
                    client.Reset();
                }
                else
                {
                    client.Finish();
                    client.ReadToEnd();
                }

                host.WaitForNoClients();
                client.Dispose();
                using RawClient next = new RawClient(host.Port);
                next.Send(GetAndClose);
                Assert.StartsWith("HTTP/1.1 200 ", next.ReadResponse().Head);
                Assert.IsEmpty(next.ReadToEnd());
                host.WaitForNoClients();
            }

            Assert.AreEqual(0, host.Server.Statistics.Faults);
            Assert.AreEqual(0, host.Server.Statistics.Timeouts);
        }

        [TestMethod]
        public void A_client_that_does_not_read_delays_no_other()
        {
            using ServerHost host = NewHost(new ServerOptions { SendTimeout = 3600_000 });
            using RawClient slow = new RawClient(host.Port, receiveBuffer: 4096);
            slow.Send("GET /huge HTTP/1.1\r\nHost: a\r\n\r\n");
            string head = slow.ReadHead();
            Until.True(() => IsStuck(host), "The slow client's buffers should have filled up.");

            using RawClient quick = new RawClient(host.Port);
            using RawClient socket = RawClient.OpenWebSocket(host.Port);
            for (int i = 0; i < 200; i++)
            {
                quick.Send(Get);
                Assert.StartsWith("HTTP/1.1 200 ", quick.ReadResponse().Head);
                socket.Send(Frames.Text("ping"));
                Assert.AreEqual("ping", Encoding.ASCII.GetString(socket.ReadFrame().Payload));
            }

            // The slow client still gets every byte.
            Assert.Contains($"\r\nContent-Length: {HugeLength}\r\n", head);
            CollectionAssert.AreEqual(LargeResource.Pattern(HugeLength), slow.ReadExactly(HugeLength));
        }

        [TestMethod]
        public void A_client_without_a_slot_gets_503()
        {
            using ServerHost host = NewHost(new ServerOptions { Slots = 2 });
            using RawClient first = RawClient.OpenWebSocket(host.Port);
            using RawClient second = RawClient.OpenWebSocket(host.Port);
            for (int i = 0; i < 5; i++)
            {
                using RawClient third = new RawClient(host.Port);
                third.Send("GET /text HTTP/1.1\r\nHost: a\r\nCookie: " + new string('a', 700) + "\r\n\r\n");
                string head = third.ReadResponse().Head;
                Assert.StartsWith("HTTP/1.1 503 ", head);
                Assert.Contains("\r\nRetry-After: ", head);
                third.Finish();
                third.ReadToEnd();
                Assert.IsFalse(third.WasReset);
            }

            first.Send(Frames.Text("still here"));
            Assert.AreEqual("still here", Encoding.ASCII.GetString(first.ReadFrame().Payload));
            Assert.AreEqual(5, host.Server.Statistics.Refused);
        }

        [TestMethod]
        public void Stop_closes_every_WebSocket_with_1001_and_ends_the_loop()
        {
            ServerHost host = NewHost();
            RawClient[] clients = Enumerable.Range(0, 4).Select(_ => RawClient.OpenWebSocket(host.Port)).ToArray();
            using RawClient idle = new RawClient(host.Port);
            idle.Send(Get);
            idle.ReadResponse();

            host.Server.Stop();

            foreach (RawClient client in clients)
            {
                (int opCode, byte[] payload) = client.ReadFrame();
                Assert.AreEqual(8, opCode);
                Assert.AreEqual(1001, payload[0] << 8 | payload[1]);
                Assert.IsFalse(host.HasEnded);
                client.Send(Frames.Close(1001));
                Assert.IsEmpty(client.ReadToEnd());
                Assert.IsFalse(client.WasReset);
                client.Dispose();
            }

            Assert.IsEmpty(idle.ReadToEnd());
            Until.True(() => host.HasEnded, "The loop should end with its last client.");
            Assert.ThrowsExactly<System.Net.Sockets.SocketException>(() => new RawClient(host.Port));
            host.Dispose();
        }

        [TestMethod]
        public void Stop_in_the_middle_of_a_turn_still_closes_the_listener()
        {
            // A signal's handler stops the server at any moment; a task can do so at the very one that is hardest.
            StoppingTask task = new StoppingTask();
            ServerHost host = new ServerHost(new ServerOptions(), server =>
            {
                task.Server = server;
                server.AddTask(task);
            }, kind: Kind);

            Until.True(() => host.HasEnded, "The loop should end.");
            Assert.ThrowsExactly<System.Net.Sockets.SocketException>(() => new RawClient(host.Port));
            host.Dispose();
        }

        [TestMethod]
        public void Stop_does_not_wait_for_ever_for_clients_that_do_not_answer()
        {
            ServerOptions options = new ServerOptions();
            options.WebSocket.CloseTimeout = 100;
            ServerHost host = NewHost(options);
            using RawClient silent = RawClient.OpenWebSocket(host.Port);
            using RawClient stuck = new RawClient(host.Port, receiveBuffer: 4096);
            stuck.Send("GET /huge HTTP/1.1\r\nHost: a\r\n\r\n");
            Until.True(() => IsStuck(host), "The slow client's buffers should have filled up.");

            host.Server.Stop();

            Until.True(() => host.HasEnded, "The loop should end.");
            Assert.AreEqual(0x88, silent.ReadToEnd()[0]);
            host.Dispose();
        }

        private const int LargeLength = 300_000;
        private const int HugeLength = 32 * 1024 * 1024;

        private ServerHost NewHost(ServerOptions options = null)
        {
            return new ServerHost(options ?? new ServerOptions(), server =>
            {
                server.Map("/text", new TextResource("hello"));
                server.Map("/large", new LargeResource(LargeLength));
                server.Map("/huge", new LargeResource(HugeLength));
                server.Map("/count", new CountingResource());
                server.MapWebSocket("/ws", new EchoHandler());
            }, kind: Kind);
        }

        /// <summary>Whether the server has stopped sending although it has not sent all.</summary>
        private static bool IsStuck(ServerHost host)
        {
            long sent = host.Server.Statistics.BytesSent;
            Thread.Sleep(50);
            return sent > 0 && host.Server.Statistics.BytesSent == sent;
        }

        private static void Prepare(RawClient client, string after)
        {
            switch (after)
            {
                case "nothing":
                    break;
                case "half a head":
                    client.Send(Get[..20]);
                    break;
                case "half a body":
                    client.Send("PUT /count HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n12345");
                    break;
                case "an answered request":
                    client.Send(Get);
                    client.ReadResponse();
                    break;
                case "a request whose answer it does not read":
                    client.Send("GET /huge HTTP/1.1\r\nHost: a\r\n\r\n");
                    client.ReadHead();
                    break;
                case "a refused request":
                    client.Send("GET /text HTTP/1.1\r\nHost : a\r\n\r\n");
                    client.ReadResponse();
                    break;
                default:
                    client.OpenWebSocket();
                    byte[] message = Frames.Text("hello");
                    switch (after)
                    {
                        case "half a frame's header":
                            client.Send(message[..1]);
                            break;
                        case "half a message":
                            client.Send(message[..9]);
                            client.ReadExactly(5);
                            break;
                        case "half a fragmented message":
                            client.Send(Frames.Masked(2, new byte[300], false));
                            client.ReadExactly(304);
                            break;
                        case "a message":
                            client.Send(message);
                            client.ReadFrame();
                            break;
                        case "a Close":
                            client.Send(Frames.Close(1000));
                            break;
                        case "a broken frame":
                            client.Send(new byte[] { 0xFF });
                            break;
                    }

                    break;
            }
        }

        private sealed class StoppingTask : LoopTask
        {
            public WebServer Server { get; set; }

            public override long Run(long now)
            {
                Server.Stop();
                return now + 1000;
            }
        }
    }
}
