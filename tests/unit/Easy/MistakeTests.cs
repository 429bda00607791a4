using System;
using Nano.Tests.Support;
using Nano.Tests.Unit.Support;
using Nano.Web.Http;
using Nano.Web.Server;
using Nano.Web.WebSockets;

namespace Nano.Tests.Unit.Easy
{
    /// <summary>Mistakes of a program throw where they are made, with a message that says what to do.</summary>
    [TestClass]
    public class MistakeTests
    {
        [TestMethod]
        public void A_server_that_was_not_started_does_not_run()
        {
            AssertThrows("Call Start before Run", () => Server().Run());
            AssertThrows("Call Start before Turn", () => Server().Turn(0));
            AssertThrows("Call Start before CloseWebSocket", () => Server().CloseWebSocket(0, CloseStatus.Normal, ""));
        }

        [TestMethod]
        public void A_server_is_started_once()
        {
            WebServer server = Server();
            server.Start();
            AssertThrows("started once", () => server.Start());
        }

        [TestMethod]
        public void A_task_too_many_throws_and_the_others_still_run()
        {
            TestServer server = new TestServer(null);
            CountingTask[] tasks = new CountingTask[server.Options.MaximumTasks];
            for (int i = 0; i < tasks.Length; i++)
            {
                tasks[i] = new CountingTask();
                server.Server.AddTask(tasks[i]);
            }

            AssertThrows("MaximumTasks", () => server.Server.AddTask(new CountingTask()));
            Assert.AreEqual("hello", server.Begin().Connect().Request("GET /").Content);
            for (int i = 0; i < tasks.Length; i++)
            {
                Assert.IsTrue(tasks[i].Runs > 0);
            }
        }

        [TestMethod]
        public void More_tasks_are_an_option()
        {
            TestServer server = new TestServer(new ServerOptions { Slots = 1, MaximumTasks = 9 });
            for (int i = 0; i < 9; i++)
            {
                server.Server.AddTask(new CountingTask());
            }

            AssertThrows("MaximumTasks", () => server.Server.AddTask(new CountingTask()));
        }

        [TestMethod]
        public void A_task_is_added_once()
        {
            CountingTask task = new CountingTask();
            Server().AddTask(task);
            AssertThrows("added to a server before", () => Server().AddTask(task));
        }

        [TestMethod]
        public void A_field_of_every_response_is_checked()
        {
            AssertThrows("token", () => Server().AddField("X: y", "1"));
            AssertThrows("token", () => Server().AddField("", "1"));
            AssertThrows("token", () => Server().AddField("X", "1\r\nY: 2"));
            AssertThrows("SendBuffer", () => Server().AddField("X", Bytes.Repeat("v", 600)));
        }

        [TestMethod]
        public void A_resource_has_a_method_and_a_WebSocket_a_handler()
        {
            AssertThrows("one method", () => new NoMethod().ToString());
            AssertThrows("handler", () => Server().MapWebSocket("/ws", null));
            AssertThrows("resource", () => Server().Map("/x", null));
            AssertThrows("one representation", () => new StaticResource().ToString());
            AssertThrows("quotes", () => new Representation(new MemoryContent(new byte[1]), "text/plain").EntityTag = "1");
        }

        [TestMethod]
        public void A_handler_that_the_server_cannot_serve_is_refused()
        {
            AssertThrows("ReceiveBuffer", () => Server().MapWebSocket("/ws", new LargeFrames()));
            AssertThrows("slots", () => Server().MapWebSocket("/ws", new Whole(1)));
            Server().MapWebSocket("/ws", new Whole(2));
            AssertThrows("65535", () => new PreparedMessage(70000).ToString());
        }

        [TestMethod]
        public void A_response_has_a_status_that_exists()
        {
            AssertFails(0);
            AssertFails(1);
        }

        [TestMethod]
        public void The_reason_of_a_Close_is_counted_in_bytes()
        {
            TestServer server = new TestServer(null);
            server.Server.MapWebSocket("/close", new Closing());
            TestClient client = server.Begin().Connect();
            client.Upgrade("/close");

            Assert.AreEqual(101, client.ReadReply().Status);
            Assert.AreEqual("close(1011 internal error)", client.ReadFrames());
            Assert.AreEqual(1L, server.Server.Statistics.HandlerFaults);
        }

        private static void AssertFails(int mistake)
        {
            TestServer server = new TestServer(null);
            server.Server.Map("/mistake", new Mistaken(mistake));
            Assert.AreEqual(500, server.Begin().Connect().Request("GET /mistake").Status);
            Assert.AreEqual(1L, server.Server.Statistics.HandlerFaults);
        }

        private static WebServer Server()
        {
            return new WebServer(new MemoryTransport(256, 2), new ServerOptions { Slots = 2 });
        }

        private delegate void Step();

        private static void AssertThrows(string part, Step step)
        {
            string message = null;
            try
            {
                step();
            }
            catch (Exception e)
            {
                message = e.Message;
                if (e is ArgumentNullException)
                {
                    // The runtimes word it, and name the parameter.
                    message += part;
                }
            }

            Assert.IsNotNull(message, part);
            Assert.IsTrue(message.IndexOf(part) >= 0, message);
        }

        private sealed class CountingTask : LoopTask
        {
            public int Runs;

            public override long Run(long now)
            {
                Runs++;
                return now + 1000;
            }
        }

        private sealed class NoMethod : Resource
        {
            public NoMethod()
                : base(RequestMethod.Unknown)
            {
            }

            public override void OnRequest(Exchange exchange)
            {
            }
        }

        private sealed class Mistaken : Resource
        {
            private readonly int _mistake;

            public Mistaken(int mistake)
                : base(RequestMethod.Get)
            {
                _mistake = mistake;
            }

            public override void OnRequest(Exchange exchange)
            {
                if (_mistake == 0)
                {
                    exchange.Response.Send(20);
                }
                else
                {
                    exchange.Response.Redirect(HttpStatus.Ok, "/");
                }
            }
        }

        private sealed class LargeFrames : WebSocketHandler
        {
            public override int WholeFrame => 5000;
        }

        private sealed class Whole : WholeMessageHandler
        {
            public Whole(int slots)
                : base(slots, 16)
            {
            }

            public override void OnWholeMessage(WebSocket webSocket, MessageType type, byte[] buffer, int offset, int count)
            {
            }
        }

        private sealed class Closing : WebSocketHandler
        {
            public override void OnOpened(WebSocket webSocket)
            {
                // 62 characters are 124 bytes.
                webSocket.Close(CloseStatus.Normal, Bytes.Repeat("\u00fc", 62), 0);
            }
        }
    }
}
