using Nano.Tests.Support;
using Nano.Tests.Unit.Support;
using Nano.Web.Server;
using Nano.Web.WebSockets;

namespace Nano.Tests.Unit.Server
{
    /// <summary>WebSockets on the server's loop: the end of the connection behind the closing handshake, and slow readers.</summary>
    [TestClass]
    public class WebSocketServerTests
    {
        [TestMethod]
        public void The_server_ends_the_connection_behind_the_closing_handshake()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Open();
            client.Send(Frames.Close(1000, "bye"));

            Assert.AreEqual("close(1000)", client.ReadFrames());
            Assert.IsTrue(client.IsClosed);
            Assert.AreEqual("opened closed(1000 clean)", server.Handler.Log);
        }

        [TestMethod]
        public void The_server_reads_on_behind_a_fault_so_that_the_client_sees_the_close()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Open();
            client.Send(Bytes.Join(Bytes.Hex("8300"), new byte[3000]));
            Assert.AreEqual("close(1002 reserved opcode)", client.ReadFrames());
            Assert.IsFalse(client.IsClosed);

            server.Wait(server.Options.LingerTimeout);
            Assert.IsTrue(client.IsClosed);
            Assert.AreEqual("opened closed(1002)", server.Handler.Log);
        }

        [TestMethod]
        public void Frames_may_come_one_byte_at_a_time()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Open();
            client.SendSlowly(Bytes.Join(Frames.FirstOfText("Hel"), Frames.Ping("p"), Frames.Last("lo")));

            Assert.AreEqual("opened text{Hello}", server.Handler.Log);
            Assert.AreEqual("pong(p)", client.ReadFrames());
        }

        [TestMethod]
        public void An_empty_frame_that_waits_for_room_is_answered_when_there_is_some()
        {
            // After three pongs there is none, when of the Close no byte is left to come.
            TestServer server = TestServer.Start(new ServerOptions { Slots = 1, SendBuffer = 640 });
            TestClient client = server.Open();
            byte[] ping = Frames.Make(0x89, Bytes.Repeat((byte)'p', 114));
            client.Send(Bytes.Join(ping, ping, Bytes.Join(ping, Frames.Close())));

            string pong = "pong(" + Bytes.Repeat("p", 114) + ") ";
            Assert.AreEqual(pong + pong + pong + "close()", client.ReadFrames());
            Assert.AreEqual("opened closed(1005 clean)", server.Handler.Log);
        }

        [TestMethod]
        public void A_client_that_sends_FIN_gets_the_rest_of_a_long_message_and_the_answers_to_those_behind()
        {
            TestServer server = new TestServer(null);
            server.Server.MapWebSocket("/slow", new SlowHandler());
            TestClient client = server.Begin().Connect();
            client.Upgrade("/slow");
            Assert.AreEqual(101, client.ReadReply().Status);
            byte[] messages = Bytes.Join(Frames.Text("a"), Frames.Text("b"));
            client.Connection.Send(messages, 0, messages.Length);
            client.Connection.Finish();

            Assert.AreEqual("text+(a) cont+(a) cont(a) text+(b) cont+(b) cont(b)", client.ReadFrames());
            Assert.IsTrue(client.IsClosed);
        }

        [TestMethod]
        public void A_control_frame_may_lie_across_the_end_of_the_buffer()
        {
            TestServer server = TestServer.Start(new ServerOptions { Slots = 1, ReceiveBuffer = 256 });
            TestClient client = server.Open();
            byte[] ping = Frames.Make(0x89, Bytes.Repeat((byte)'p', 125));
            for (int length = 100; length < 260; length += 9)
            {
                client.Send(Bytes.Join(Frames.Binary(new byte[length]), ping));
                Assert.AreEqual("pong(" + Bytes.Repeat("p", 125) + ")", client.ReadFrames());
            }
        }

        [TestMethod]
        public void A_message_larger_than_the_buffer_is_echoed()
        {
            TestServer server = new TestServer(new ServerOptions { Slots = 1, ReceiveBuffer = 256, SendBuffer = 640 }, 500);
            server.Server.MapWebSocket("/echo", new Echo());
            TestClient client = server.Begin().Connect();
            client.Upgrade("/echo");
            client.ReadReply();

            byte[] payload = Bytes.Pattern(5000);
            byte[] frame = Frames.Binary(payload);
            byte[] echoed = new byte[0];
            int sent = 0;
            for (int turn = 0; turn < 200 && echoed.Length < payload.Length; turn++)
            {
                sent += client.Connection.Send(frame, sent, frame.Length - sent);
                echoed = Bytes.Join(echoed, PayloadOf(client.ReadBytes()));
            }

            Assert.IsTrue(Bytes.AreEqual(payload, echoed));
        }

        [TestMethod]
        public void A_client_that_does_not_read_is_given_up_and_its_handler_told()
        {
            TestServer server = new TestServer(null, 300);
            server.Server.MapWebSocket("/echo", new Echo());
            TestClient client = server.Begin().Connect();
            client.Upgrade("/echo");
            client.ReadReply();
            byte[] frame = Frames.Binary(new byte[5000]);
            int sent = client.Offer(frame, 0, frame.Length);
            Assert.IsTrue(sent < frame.Length);

            server.Wait(server.Options.SendTimeout - 1);
            Assert.IsFalse(client.IsClosed);
            server.Wait(1);
            Assert.IsTrue(client.IsClosed);
            Assert.AreEqual(0, server.Server.Clients);
        }

        [TestMethod]
        public void A_client_that_does_not_read_does_not_make_another_wait()
        {
            TestServer server = new TestServer(null, 300);
            server.Server.MapWebSocket("/echo", new Echo());
            TestClient slow = server.Begin().Connect();
            slow.Upgrade("/echo");
            slow.ReadReply();
            slow.Offer(Frames.Binary(new byte[5000]), 0, 5008);

            TestClient other = server.Open();
            other.Send(Frames.Ping("p"));
            Assert.AreEqual("pong(p)", other.ReadFrames());
        }

        [TestMethod]
        public void A_silent_client_is_pinged_and_given_up()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Open();
            server.Wait(server.Options.WebSocket.PingInterval);
            Assert.AreEqual("ping()", client.ReadFrames());

            server.Wait(server.Options.WebSocket.PongTimeout);
            Assert.AreEqual("opened closed(1006)", server.Handler.Log);
            server.Wait(server.Options.LingerTimeout);
            Assert.IsTrue(client.IsClosed);
        }

        [TestMethod]
        public void A_client_that_answers_pings_stays()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Open();
            for (int i = 0; i < 10; i++)
            {
                server.Wait(server.Options.WebSocket.PingInterval);
                Assert.AreEqual("ping()", client.ReadFrames());
                client.Send(Frames.Pong(""));
            }

            Assert.AreEqual("opened", server.Handler.Log);
        }

        [TestMethod]
        public void What_is_answered_at_once_takes_one_turn_of_the_loop()
        {
            Line line = new Line(new Recorder());
            MemoryClient client = line.Open();
            line.Send(client, Frames.Ping("p"));
            Assert.IsFalse(line.Server.Turn(line.Now));
            Assert.AreEqual("pong(p)", line.Receive(client));
        }

        [TestMethod]
        public void A_handler_may_send_by_another_connection_have_it_called_back_and_close_it()
        {
            // The loop gives them their turns in the order of their slots: the other has had its own, or has it still before it.
            Line line = new Line(new Pair());
            MemoryClient first = line.Open();
            MemoryClient second = line.Open();
            for (int i = 0; i < 2; i++)
            {
                MemoryClient from = i == 0 ? first : second;
                MemoryClient to = i == 0 ? second : first;
                line.Send(from, Frames.Text("Hello"));
                line.Run();
                Assert.AreEqual("text(Hello)", line.Receive(to));
                line.Send(from, Frames.Binary(Bytes.Of("!")));
                line.Run();
                Assert.AreEqual("text(ready)", line.Receive(to));
            }

            line.Send(second, Frames.Text(""));
            line.Run();
            Assert.AreEqual("close(1000 bye)", line.Receive(first));
        }

        [TestMethod]
        public void Each_connection_that_was_opened_is_closed_once()
        {
            TestServer server = TestServer.Start();
            for (int i = 0; i < 12; i++)
            {
                TestClient client = server.Open();
                switch (i % 6)
                {
                    case 0: client.Send(Frames.Close(1000, "")); break;
                    case 1: client.Send(Frames.Make(0x88, new byte[1])); break;
                    case 2: client.Connection.Finish(); break;
                    case 3: client.Connection.Reset(); break;
                    case 4: client.Send(Frames.Text("<ff>")); break;
                    default: server.Wait(server.Options.WebSocket.PingInterval); server.Wait(server.Options.WebSocket.PongTimeout); break;
                }

                server.Wait(server.Options.LingerTimeout);
                Assert.AreEqual(i + 1, server.Handler.Opened);
                Assert.AreEqual(i + 1, server.Handler.Closed);
                Assert.AreEqual(0, server.Server.Clients);
            }
        }

        [TestMethod]
        public void Bytes_are_counted_in_both_directions()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Open();
            long received = server.Server.Statistics.BytesReceived;
            long sent = server.Server.Statistics.BytesSent;
            client.Send(Frames.Ping("abc"));

            Assert.AreEqual(received + 9, server.Server.Statistics.BytesReceived);
            Assert.AreEqual(sent + 5, server.Server.Statistics.BytesSent);
        }

        /// <summary>Joins the payloads of whole frames.</summary>
        private static byte[] PayloadOf(byte[] frames)
        {
            byte[] payload = new byte[0];
            for (int at = 0; at < frames.Length;)
            {
                int length = frames[at + 1];
                int header = 2;
                if (length == 126)
                {
                    header = 4;
                    length = frames[at + 2] << 8 | frames[at + 3];
                }

                payload = Bytes.Join(payload, Bytes.Slice(frames, at + header, length));
                at += header + length;
            }

            return payload;
        }

        /// <summary>Sends every piece back.</summary>
        private sealed class Echo : WebSocketHandler
        {
            public override void OnMessage(WebSocket webSocket, MessageType type, byte[] buffer, int offset, int count, bool first, bool last)
            {
                Assert.IsTrue(webSocket.SendPiece(type, buffer, offset, count, first, last), "A piece is lost.");
            }
        }

        /// <summary>Sends each message back three times, a piece a turn.</summary>
        private sealed class SlowHandler : WebSocketHandler
        {
            private readonly byte[] _message = new byte[16];
            private int _count;
            private int _sent;

            public override void OnMessage(WebSocket webSocket, MessageType type, byte[] buffer, int offset, int count, bool first, bool last)
            {
                System.Array.Copy(buffer, offset, _message, 0, count);
                _count = count;
                _sent = 0;
                webSocket.WantsToSend = true;
            }

            public override void OnWritable(WebSocket webSocket)
            {
                _sent++;
                webSocket.SendPiece(MessageType.Text, _message, 0, _count, _sent == 1, _sent == 3);
                webSocket.WantsToSend = _sent < 3;
            }
        }

        /// <summary>A server over the in-memory transport itself, which knows whether there is something to read.</summary>
        private sealed class Line
        {
            private readonly MemoryTransport _transport = new MemoryTransport(512, 1);
            private readonly byte[] _received = new byte[512];

            public Line(WebSocketHandler handler)
            {
                Server = new WebServer(_transport, new ServerOptions { Slots = 2 });
                Server.MapWebSocket("/ws", handler);
                Server.Start();
            }

            public readonly WebServer Server;
            public readonly long Now = 10000;

            public MemoryClient Open()
            {
                MemoryClient client = _transport.Connect();
                Send(client, Bytes.Of("GET /ws HTTP/1.1\r\n" + TestServer.HandshakeFields + "\r\n"));
                Run();
                Assert.IsTrue(client.Receive(_received, 0, _received.Length) > 0);
                return client;
            }

            public void Send(MemoryClient client, byte[] bytes)
            {
                Assert.AreEqual(bytes.Length, client.Send(bytes, 0, bytes.Length));
            }

            public void Run()
            {
                while (Server.Turn(Now))
                {
                }
            }

            public string Receive(MemoryClient client)
            {
                return Frames.Describe(_received, 0, client.Receive(_received, 0, _received.Length));
            }
        }

        /// <summary>Two connections: a text is sent on, a binary has the other called back when it may send, and an empty text closes it.</summary>
        private sealed class Pair : WebSocketHandler
        {
            private readonly WebSocket[] _both = new WebSocket[2];

            public override void OnOpened(WebSocket webSocket)
            {
                _both[webSocket.Slot] = webSocket;
            }

            public override void OnMessage(WebSocket webSocket, MessageType type, byte[] buffer, int offset, int count, bool first, bool last)
            {
                WebSocket other = _both[1 - webSocket.Slot];
                if (type == MessageType.Binary)
                {
                    other.WantsToSend = true;
                }
                else if (count > 0)
                {
                    other.Send(type, buffer, offset, count);
                }
                else
                {
                    other.Close(CloseStatus.Normal, "bye", 10000);
                }
            }

            public override void OnWritable(WebSocket webSocket)
            {
                webSocket.Send(MessageType.Text, Bytes.Of("ready"), 0, 5);
            }
        }
    }
}
