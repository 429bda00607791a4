using Nano.Tests.Unit.Support;
using Nano.Web.Server;

namespace Nano.Tests.Unit.Server
{
    /// <summary>Connections that serve several requests (RFC 9112 section 9.3).</summary>
    [TestClass]
    public class PersistenceTests
    {
        private static string Pipeline => "PUT /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabcGET / HTTP/1.1\r\nHost: a\r\n\r\n"
            + "POST /upload HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nde\r\n0\r\n\r\nGET /none HTTP/1.1\r\nHost: a\r\n\r\n";

        [TestMethod]
        public void A_connection_serves_request_after_request()
        {
            TestClient client = TestServer.Start().Connect();
            for (int i = 0; i < 5; i++)
            {
                Reply reply = client.Request("GET /");
                Assert.AreEqual("hello", reply.Content);
                Assert.IsNull(reply.Field("Connection"));
            }

            Assert.IsFalse(client.IsClosed);
        }

        [TestMethod]
        public void A_client_that_says_close_is_told_so_and_closed()
        {
            TestClient client = TestServer.Start().Connect();
            client.Send("GET /", "Connection: close\r\n\r\n");

            Reply reply = client.ReadReply();
            Assert.AreEqual("hello", reply.Content);
            Assert.AreEqual("close", reply.Field("Connection"));
            Assert.IsTrue(client.IsClosed);
        }

        [TestMethod]
        public void Requests_behind_close_are_not_answered()
        {
            TestClient client = TestServer.Start().Connect();
            client.Send("GET /", "Connection: close\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");

            Assert.AreEqual(200, client.ReadReply().Status);
            Assert.IsNull(client.ReadReply());
        }

        [TestMethod]
        public void HTTP_1_0_is_closed()
        {
            TestClient client = TestServer.Start().Connect();
            client.Send("GET / HTTP/1.0\r\n\r\n");

            Assert.AreEqual("close", client.ReadReply().Field("Connection"));
            Assert.IsTrue(client.IsClosed);
        }

        [TestMethod]
        public void HTTP_1_0_is_kept_on_request_and_told_so()
        {
            TestClient client = TestServer.Start().Connect();
            client.Send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            Assert.AreEqual("keep-alive", client.ReadReply().Field("Connection"));

            client.Send("GET / HTTP/1.0\r\n\r\n");
            Assert.AreEqual("close", client.ReadReply().Field("Connection"));
        }

        [TestMethod]
        public void The_idle_time_out_is_announced_where_the_connection_stays()
        {
            TestClient client = TestServer.Start(new ServerOptions { Slots = 2, IdleTimeout = 5999 }).Connect();
            Assert.AreEqual("timeout=5", client.Request("GET /").Field("Keep-Alive"));
            client.Send("GET /", "Connection: close\r\n\r\n");
            Assert.IsNull(client.ReadReply().Field("Keep-Alive"));

            Assert.AreEqual("timeout=30", TestServer.Start().Connect().Request("GET /").Field("Keep-Alive"));
            Assert.IsNull(TestServer.Start(new ServerOptions { Slots = 2, IdleTimeout = 999 }).Connect().Request("GET /").Field("Keep-Alive"));
        }

        [TestMethod]
        public void A_connection_that_would_be_the_next_to_make_room_is_told_so()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Connect();
            Assert.IsNull(client.Request("GET /").Field("Connection"));
            TestClient webSocket = server.Open();
            Assert.AreEqual("close", client.Request("GET /").Field("Connection"));
            Assert.IsTrue(client.IsClosed);

            // Where another is idle, that one goes first.
            webSocket.Connection.Reset();
            server.Run();
            TestClient idle = server.Connect();
            idle.Request("GET /");
            server.Wait(10);
            TestClient busy = server.Connect();
            Assert.IsNull(busy.Request("GET /").Field("Connection"));
        }

        [TestMethod]
        public void The_last_request_of_a_connection_is_answered_with_close()
        {
            TestServer server = TestServer.Start(new ServerOptions { Slots = 1, MaximumRequests = 3 });
            TestClient client = server.Connect();
            Assert.IsNull(client.Request("GET /").Field("Connection"));
            Assert.IsNull(client.Request("GET /").Field("Connection"));
            Assert.AreEqual("close", client.Request("GET /").Field("Connection"));
            Assert.IsTrue(client.IsClosed);

            Assert.IsNull(server.Connect().Request("GET /").Field("Connection"));
        }

        [TestMethod]
        public void The_last_request_of_a_connection_may_wait_for_100()
        {
            TestServer server = TestServer.Start(new ServerOptions { Slots = 1, MaximumRequests = 1 });
            TestClient client = server.Connect();
            client.Send("PUT /upload", "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            Assert.AreEqual(100, client.ReadReply().Status);
            client.Send("ab");

            Assert.AreEqual("close", client.ReadReply().Field("Connection"));
            Assert.IsTrue(client.IsClosed);
        }

        [TestMethod]
        public void Pipelined_requests_are_answered_in_order()
        {
            TestServer server = new TestServer(null);
            server.Server.Map("/a", new TextResource("A"));
            server.Server.Map("/b", new TextResource("B"));
            TestClient client = server.Begin().Connect();
            client.Send("GET /a", "\r\nGET /b HTTP/1.1\r\nHost: a\r\n\r\nGET /none HTTP/1.1\r\nHost: a\r\n\r\nGET /a HTTP/1.1\r\nHost: a\r\n\r\n");

            Assert.AreEqual("A", client.ReadReply().Content);
            Assert.AreEqual("B", client.ReadReply().Content);
            Assert.AreEqual(404, client.ReadReply().Status);
            Assert.AreEqual("A", client.ReadReply().Content);
        }

        [TestMethod]
        public void Pipelined_requests_may_be_cut_anywhere()
        {
            byte[] requests = Bytes.Of(Pipeline);
            TestServer server = TestServer.Start();
            for (int split = 1; split < requests.Length; split += Bytes.CutStep(requests.Length))
            {
                TestClient client = server.Connect();
                client.Send(Bytes.Slice(requests, 0, split));
                client.Send(Bytes.Slice(requests, split, requests.Length - split));
                AssertPipeline(client, "Cut at " + split);
                client.Connection.Finish();
                server.Run();
            }
        }

        [TestMethod]
        public void Pipelined_requests_may_come_one_byte_at_a_time()
        {
            TestClient client = TestServer.Start().Connect();
            client.SendSlowly(Bytes.Of(Pipeline));

            AssertPipeline(client, "");
        }

        [TestMethod]
        public void More_requests_than_the_buffer_holds_are_answered()
        {
            TestServer server = TestServer.Start(new ServerOptions { Slots = 1, ReceiveBuffer = 256, SendBuffer = 640 });
            TestClient client = server.Connect();
            client.Send(Bytes.Repeat("GET / HTTP/1.1\r\nHost: a\r\n\r\n", 40));
            for (int i = 0; i < 40; i++)
            {
                Assert.AreEqual("hello", client.ReadReply().Content);
            }

            Assert.AreEqual(40L, server.Server.Statistics.Requests);
        }

        [TestMethod]
        public void Empty_lines_between_requests_are_skipped()
        {
            TestClient client = TestServer.Start().Connect();
            client.Send("GET /", "\r\n\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");

            Assert.AreEqual("hello", client.ReadReply().Content);
            Assert.AreEqual("hello", client.ReadReply().Content);
        }

        [TestMethod]
        public void A_malformed_request_ends_the_connection_and_what_follows_it_is_not_heard()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Connect();
            client.Send("GET /", "\r\nGET / HTTP/1.1\r\nHost : a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");

            Assert.AreEqual(200, client.ReadReply().Status);
            Reply reply = client.ReadReply();
            Assert.AreEqual(400, reply.Status);
            Assert.AreEqual("close", reply.Field("Connection"));
            Assert.IsNull(client.ReadReply());
            Assert.AreEqual(1L, server.Server.Statistics.Requests);
        }

        [TestMethod]
        public void A_response_to_HEAD_does_not_shorten_the_next()
        {
            TestClient client = TestServer.Start().Connect();
            client.Request("HEAD /");
            Assert.AreEqual("hello", client.Request("GET /").Content);

            client.Request("HEAD /");
            client.Send("GET<01>");
            Reply reply = client.ReadReply();
            Assert.AreEqual(400, reply.Status);
            Assert.IsTrue(reply.Content.Length > 0);
        }

        private static void AssertPipeline(TestClient client, string message)
        {
            Reply first = client.ReadReply();
            Assert.AreEqual("abc", first.Content.Substring(2), message);
            Assert.AreEqual("hello", client.ReadReply().Content, message);
            Assert.AreEqual("de", client.ReadReply().Content.Substring(2), message);
            Assert.AreEqual(404, client.ReadReply().Status, message);
        }
    }
}
