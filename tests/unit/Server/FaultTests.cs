using System;
using Nano.Tests.Unit.Support;
using Nano.Web.Http;
using Nano.Web.Server;
using Nano.Web.WebSockets;

namespace Nano.Tests.Unit.Server
{
    /// <summary>Handlers that throw: it costs their own connection, and no other.</summary>
    [TestClass]
    public class FaultTests
    {
        [TestMethod]
        public void A_resource_that_throws_before_its_response_is_500()
        {
            AssertFault("request", 500);
        }

        [TestMethod]
        public void A_resource_that_throws_over_the_content_is_500()
        {
            AssertFault("content", 500);
        }

        [TestMethod]
        public void A_resource_that_throws_in_the_turn_in_which_its_response_begins_is_500()
        {
            AssertFault("begun", 500);
            AssertFault("writable", 500);
        }

        [TestMethod]
        public void A_resource_that_throws_when_its_response_is_broken_off_still_gives_its_slot_back()
        {
            TestServer server = new TestServer(new ServerOptions { Slots = 1 });
            server.Server.Map("/faulty", new FaultyResource("aborted"));
            TestClient client = server.Begin().Connect();
            client.Send("GET /faulty", "\r\n");
            client.Connection.Reset();
            server.Run();

            Assert.AreEqual(1L, server.Server.Statistics.Faults);
            Assert.AreEqual("hello", server.Connect().Request("GET /").Content);
        }

        [TestMethod]
        public void A_head_that_does_not_fit_is_500()
        {
            AssertFault("head", 500);
        }

        [TestMethod]
        public void A_handler_that_throws_on_opening_is_500()
        {
            TestServer server = Serve("opening");
            TestClient client = Open(server);

            Assert.AreEqual(500, client.ReadReply().Status);
            Assert.AreEqual(1L, server.Server.Statistics.Faults);
        }

        [TestMethod]
        public void A_handler_that_throws_when_opened_is_closed_with_1011()
        {
            TestServer server = Serve("opened");
            TestClient client = Open(server);

            Assert.AreEqual(101, client.ReadReply().Status);
            Assert.AreEqual("close(1011 internal error)", client.ReadFrames());
        }

        [TestMethod]
        public void A_handler_that_throws_over_a_message_is_closed_with_1011()
        {
            TestServer server = Serve("message");
            TestClient client = Open(server);
            client.ReadReply();
            client.Send(Bytes.Join(Frames.Text("a"), Frames.Text("b")));

            Assert.AreEqual("close(1011 internal error)", client.ReadFrames());
            Assert.AreEqual("closed(1011)", Log(server));
            client.Connection.Finish();
            Assert.IsTrue(client.IsClosed);
            Assert.AreEqual(0, server.Server.Clients);
        }

        [TestMethod]
        public void A_handler_that_throws_over_a_message_in_the_segment_of_the_handshake_is_closed_with_1011()
        {
            TestServer server = Serve("message");
            TestClient client = server.Connect();
            client.Send(Bytes.Join(Bytes.Of("GET /faulty HTTP/1.1\r\n" + TestServer.HandshakeFields + "\r\n"), Frames.Text("a")));

            Assert.AreEqual(101, client.ReadReply().Status);
            Assert.AreEqual("close(1011 internal error)", client.ReadFrames());
        }

        [TestMethod]
        public void A_handler_that_throws_when_it_may_write_is_closed_with_1011()
        {
            TestServer server = Serve("writable");
            TestClient client = Open(server);
            client.ReadReply();
            client.Send(Frames.Text("a"));

            Assert.AreEqual("close(1011 internal error)", client.ReadFrames());
        }

        [TestMethod]
        public void A_handler_that_throws_when_closed_still_gives_its_slot_back()
        {
            TestServer server = Serve("closed");
            TestClient client = Open(server);
            client.ReadReply();
            client.Send(Frames.Close(1000, ""));
            Assert.AreEqual("close(1000)", client.ReadFrames());
            client.Connection.Finish();
            Assert.IsTrue(client.IsClosed);

            TestClient second = Open(server);
            second.Connection.Reset();
            server.Run();
            server.Wait(server.Options.LingerTimeout);
            Assert.AreEqual(0, server.Server.Clients);
        }

        [TestMethod]
        public void A_handler_that_throws_over_a_message_and_again_when_closed_still_gives_its_slot_back()
        {
            TestServer server = Serve("message closed");
            TestClient other = server.Open();
            TestClient client = Open(server);
            client.ReadReply();
            client.Send(Frames.Text("a"));

            Assert.IsTrue(client.IsClosed);
            Assert.AreEqual("opened closed(1011)", Log(server));
            Assert.AreEqual(1, server.Server.Clients);
            other.Send(Frames.Ping("p"));
            Assert.AreEqual("pong(p)", other.ReadFrames());
        }

        [TestMethod]
        public void A_fault_in_the_middle_of_a_piece_leaves_whole_frames()
        {
            TestServer server = Serve("piece");
            TestClient client = Open(server);
            client.ReadReply();
            client.Send(Frames.Text("a"));

            Assert.AreEqual("close(1011 internal error)", client.ReadFrames());
        }

        [TestMethod]
        public void Other_clients_live_on()
        {
            TestServer server = Serve("message");
            TestClient other = server.Open();
            TestClient client = Open(server);
            client.Send(Frames.Text("a"));
            other.Send(Frames.Ping("p"));

            Assert.AreEqual("pong(p)", other.ReadFrames());
        }

        [TestMethod]
        public void A_task_that_throws_is_run_again_later()
        {
            TestServer server = TestServer.Start();
            FaultyTask task = new FaultyTask();
            server.Server.AddTask(task);
            server.Run();
            Assert.AreEqual(1, task.Runs);

            server.Wait(1000);
            Assert.AreEqual(2, task.Runs);
            Assert.AreEqual(2L, server.Server.Statistics.Faults);
        }

        [TestMethod]
        public void A_task_is_run_when_it_is_due()
        {
            TestServer server = TestServer.Start();
            Metronome task = new Metronome();
            server.Server.AddTask(task);
            server.Run();
            server.Wait(99);
            Assert.AreEqual(1, task.Runs);

            server.Wait(1);
            Assert.AreEqual(2, task.Runs);
        }

        [TestMethod]
        public void A_task_that_is_asked_for_is_run_before_it_is_due()
        {
            TestServer server = TestServer.Start();
            Metronome task = new Metronome();
            server.Server.AddTask(task);
            server.Run();
            server.Wait(10);
            task.RunSoon();
            server.Run();
            Assert.AreEqual(2, task.Runs);

            server.Wait(99);
            Assert.AreEqual(2, task.Runs);
            server.Wait(1);
            Assert.AreEqual(3, task.Runs);
        }

        private static void AssertFault(string where, int status)
        {
            TestServer server = new TestServer(new ServerOptions { Slots = 1 });
            server.Server.Map("/faulty", new FaultyResource(where));
            TestClient client = server.Begin().Connect();
            client.Send("PUT /faulty", "Content-Length: 2\r\n\r\nab");
            Reply reply = client.ReadReply();
            Assert.AreEqual(status, reply == null ? 0 : reply.Status);
            client.Connection.Finish();
            Assert.IsTrue(client.IsClosed);
            Assert.AreEqual(1L, server.Server.Statistics.Faults);
            Assert.AreEqual("hello", server.Connect().Request("GET /").Content);
        }

        private static TestServer Serve(string where)
        {
            TestServer server = new TestServer(null);
            server.Server.MapWebSocket("/faulty", new FaultyHandler(where, server.Handler));
            return server.Begin();
        }

        private static TestClient Open(TestServer server)
        {
            TestClient client = server.Connect();
            client.Upgrade("/faulty");
            return client;
        }

        private static string Log(TestServer server)
        {
            return server.Handler.Log;
        }

        /// <summary>Throws where it is told to.</summary>
        private sealed class FaultyHandler : WebSocketHandler
        {
            private readonly string _where;
            private readonly Recorder _recorder;

            public FaultyHandler(string where, Recorder recorder)
            {
                _where = where;
                _recorder = recorder;
            }

            public override void OnOpening(OpeningHandshake handshake)
            {
                Reach("opening");
            }

            public override void OnOpened(WebSocket webSocket)
            {
                Reach("opened");
            }

            public override void OnMessage(WebSocket webSocket, MessageType type, byte[] buffer, int offset, int count, bool first, bool last)
            {
                webSocket.WantsToSend = true;
                if (_where == "piece")
                {
                    webSocket.BeginPiece().WriteText("half of ");
                    Reach("piece");
                }

                Reach("message");
            }

            public override void OnWritable(WebSocket webSocket)
            {
                Reach("writable");
            }

            public override void OnClosed(WebSocket webSocket, CloseStatus status, bool isClean)
            {
                _recorder.OnClosed(webSocket, status, isClean);
                Reach("closed");
            }

            private void Reach(string place)
            {
                if (_where.IndexOf(place) >= 0)
                {
                    throw new InvalidOperationException(place);
                }
            }
        }

        private sealed class FaultyTask : LoopTask
        {
            public int Runs;

            public override long Run(long now)
            {
                Runs++;
                throw new InvalidOperationException("task");
            }
        }

        private sealed class Metronome : LoopTask
        {
            public int Runs;

            public override long Run(long now)
            {
                Runs++;
                return now + 100;
            }
        }
    }
}
