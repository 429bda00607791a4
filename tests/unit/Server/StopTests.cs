using Nano.Tests.Unit.Support;
using Nano.Web.WebSockets;

namespace Nano.Tests.Unit.Server
{
    /// <summary>How a server stops.</summary>
    [TestClass]
    public class StopTests
    {
        [TestMethod]
        public void A_server_that_stops_closes_its_WebSockets_with_1001()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Open();
            server.Server.Stop();
            Assert.AreEqual("close(1001 server stops)", client.ReadFrames());

            client.Send(Frames.Close(1001, ""));
            Assert.IsTrue(client.IsClosed);
            Assert.AreEqual("opened closed(1001 clean)", server.Handler.Log);
            Assert.AreEqual(0, server.Server.Clients);
        }

        [TestMethod]
        public void A_client_that_does_not_answer_is_left_behind()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Open();
            server.Server.Stop();
            server.Run();
            server.Wait(server.Options.WebSocket.CloseTimeout);

            Assert.IsTrue(client.IsClosed);
            Assert.AreEqual("opened closed(1006)", server.Handler.Log);
            Assert.AreEqual(0, server.Server.Clients);
        }

        [TestMethod]
        public void Idle_connections_are_closed_at_once()
        {
            TestServer server = TestServer.Start();
            TestClient idle = server.Connect();
            TestClient silent = server.Connect();
            idle.Request("GET /");
            server.Server.Stop();

            Assert.IsTrue(idle.IsClosed);
            Assert.IsTrue(silent.IsClosed);
        }

        [TestMethod]
        public void A_request_under_way_is_answered_with_close()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Connect();
            client.Send("GET / HTTP/1.1\r\n");
            server.Server.Stop();
            server.Run();
            client.Send("Host: a\r\n\r\n");

            Reply reply = client.ReadReply();
            Assert.AreEqual("hello", reply.Content);
            Assert.AreEqual("close", reply.Field("Connection"));
            Assert.IsTrue(client.IsClosed);
        }

        [TestMethod]
        public void A_response_under_way_is_finished()
        {
            TestServer server = new TestServer(null, 700);
            server.Server.Map("/large", new StreamResource(3000, true));
            TestClient client = server.Begin().Connect();
            client.Send("GET /large", "\r\n");
            server.Server.Stop();

            Assert.AreEqual(StreamResource.Content(3000), client.ReadReply().Content);
            server.Wait(server.Options.WebSocket.CloseTimeout);
            Assert.IsTrue(client.IsClosed);
        }

        [TestMethod]
        public void No_WebSocket_is_opened_any_more()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Connect();
            client.Send("GET /ws HTTP/1.1\r\n");
            server.Server.Stop();
            server.Run();
            client.Send(TestServer.HandshakeFields + "\r\n");

            Assert.AreEqual(503, client.ReadReply().Status);
            Assert.AreEqual("", server.Handler.Log);
        }

        [TestMethod]
        public void A_client_that_is_being_refused_is_let_go()
        {
            TestServer server = TestServer.Start();
            server.Open();
            server.Open();
            TestClient refused = server.Connect();
            refused.Send("GET / HTTP/1.1\r\n");
            Assert.IsFalse(refused.IsClosed);
            server.Server.Stop();

            Assert.IsTrue(refused.IsClosed);
        }

        [TestMethod]
        public void Nobody_is_accepted_any_more()
        {
            TestServer server = TestServer.Start();
            server.Server.Stop();
            server.Run();

            Assert.IsFalse(server.CanConnect());
            Assert.IsTrue(server.Server.IsStopping);
        }

        [TestMethod]
        public void A_server_without_clients_ends_its_loop()
        {
            TestServer server = TestServer.Start();
            server.Server.Stop();
            server.Server.Run();

            Assert.AreEqual(0, server.Server.Clients);
        }

        [TestMethod]
        public void A_handler_that_throws_when_its_client_is_left_behind_does_not_stop_the_stop()
        {
            TestServer server = new TestServer(null);
            server.Server.MapWebSocket("/faulty", new Thrower());
            TestClient faulty = server.Begin().Connect();
            faulty.Upgrade("/faulty");
            TestClient other = server.Open();
            server.Server.Stop();
            server.Run();
            server.Now += 100000;
            server.Run();
            server.Run();

            Assert.AreEqual(0, server.Server.Clients);
            Assert.IsTrue(faulty.IsClosed);
            Assert.IsTrue(other.IsClosed);
            Assert.AreEqual("opened closed(1006)", server.Handler.Log);
        }

        private sealed class Thrower : WebSocketHandler
        {
            public override void OnClosed(WebSocket webSocket, CloseStatus status, bool isClean)
            {
                throw new System.InvalidOperationException("closed");
            }
        }
    }
}
