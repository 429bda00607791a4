using Nano.Tests.Unit.Support;
using Nano.Web.Server;

namespace Nano.Tests.Unit.Server
{
    /// <summary>Every limit has an answer, and then the connection ends.</summary>
    [TestClass]
    public class LimitTests
    {
        [TestMethod]
        public void A_request_line_too_long_is_414()
        {
            AssertRefused("GET /" + Bytes.Repeat("p", 200), "\r\n", 414);
        }

        [TestMethod]
        public void Fields_too_long_are_431()
        {
            AssertRefused("GET /", "X: " + Bytes.Repeat("v", 8200) + "\r\n\r\n", 431);
            AssertRefused("GET /", "Cookie: " + Bytes.Repeat("v", 500) + "\r\n\r\n", 431);
        }

        [TestMethod]
        public void Too_many_fields_are_431()
        {
            AssertRefused("GET /", Bytes.Repeat("X: 1\r\n", 8) + "\r\n", 431);
        }

        [TestMethod]
        public void A_body_announced_too_long_is_413_before_it_is_read()
        {
            AssertRefused("PUT /upload", "Content-Length: 101\r\n\r\n", 413);
            AssertRefused("PUT /upload", "Content-Length: 99999999999999999999\r\n\r\n", 413);
        }

        [TestMethod]
        public void A_client_that_waits_with_a_body_too_long_is_told_413_and_not_100()
        {
            AssertRefused("PUT /upload", "Expect: 100-continue\r\nContent-Length: 101\r\n\r\n", 413);
        }

        [TestMethod]
        public void Chunks_too_long_are_413()
        {
            AssertRefused("PUT /upload", "Transfer-Encoding: chunked\r\n\r\n65\r\n", 413);
        }

        [TestMethod]
        public void Chunks_too_long_together_are_413()
        {
            AssertRefused("PUT /upload", "Transfer-Encoding: chunked\r\n\r\n32\r\n" + Bytes.Repeat("c", 50) + "\r\n33\r\n", 413);
        }

        [TestMethod]
        public void A_malformed_chunk_is_400()
        {
            AssertRefused("PUT /upload", "Transfer-Encoding: chunked\r\n\r\n5\nhello", 400);
        }

        [TestMethod]
        public void Whole_content_that_does_not_fit_the_buffer_is_413()
        {
            TestServer server = new TestServer(new ServerOptions { Slots = 1, ReceiveBuffer = 256 });
            server.Server.Map("/whole", new UploadResource(true));
            TestClient client = server.Begin().Connect();
            client.Send("PUT /whole", "Content-Length: 300\r\n\r\n" + Bytes.Repeat("c", 300));

            Assert.AreEqual(413, client.ReadReply().Status);
        }

        [TestMethod]
        public void A_malformed_request_is_400_with_a_reason()
        {
            TestClient client = TestServer.Start().Connect();
            client.Send("GET / HTTP/1.1\r\n\r\n");

            Reply reply = client.ReadReply();
            Assert.AreEqual(400, reply.Status);
            Assert.AreEqual("HTTP/1.1 needs a Host field.\n", reply.Content);
            Assert.AreEqual("text/plain", reply.Field("Content-Type"));
        }

        [TestMethod]
        public void Another_version_is_505()
        {
            TestClient client = TestServer.Start().Connect();
            client.Send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

            Assert.AreEqual(505, client.ReadReply().Status);
            Assert.IsNull(client.ReadReply());
        }

        [TestMethod]
        public void Another_transfer_coding_is_501()
        {
            AssertRefused("PUT /upload", "Transfer-Encoding: gzip, chunked\r\n\r\n", 501);
        }

        [TestMethod]
        public void Another_expectation_is_417()
        {
            AssertRefused("PUT /upload", "Expect: miracles\r\nContent-Length: 1\r\n\r\n", 417);
        }

        [TestMethod]
        public void A_refused_request_is_counted()
        {
            TestServer server = TestServer.Start();
            server.Connect().Send("GET / HTTP/1.1\r\n\r\n");

            Assert.AreEqual(1L, server.Server.Statistics.BadRequests);
            Assert.AreEqual(0L, server.Server.Statistics.Requests);
        }

        [TestMethod]
        public void What_a_refused_client_still_sends_is_read_so_that_it_gets_its_answer()
        {
            TestServer server = TestServer.Start(new ServerOptions { Slots = 1, MaximumContent = 100 });
            TestClient client = server.Connect();
            client.Send("PUT /upload", "Content-Length: 10000\r\n\r\n" + Bytes.Repeat("c", 10000));

            Assert.IsFalse(client.IsClosed);
            Assert.AreEqual(413, client.ReadReply().Status);
            Assert.IsNull(client.ReadReply());
        }

        [TestMethod]
        public void A_refused_client_is_given_up_after_a_while()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Connect();
            client.Send("GET / HTTP/1.1\r\n\r\n");
            server.Wait(199);
            Assert.IsFalse(client.IsClosed);

            server.Wait(1);
            Assert.IsTrue(client.IsClosed);
            Assert.AreEqual(0, server.Server.Clients);
        }

        [TestMethod]
        public void A_refused_client_that_sends_on_is_given_up_all_the_same()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Connect();
            client.Send("GET / HTTP/1.1\r\n\r\n");
            for (int i = 0; i < 9; i++)
            {
                server.Wait(100);
                client.Send("x");
                Assert.IsFalse(client.IsClosed);
            }

            server.Wait(100);
            Assert.IsTrue(client.IsClosed);
        }

        [TestMethod]
        public void A_refused_client_that_leaves_frees_its_slot_at_once()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Connect();
            client.Send("GET / HTTP/1.1\r\n\r\n");
            client.Connection.Finish();

            Assert.IsTrue(client.IsClosed);
            Assert.AreEqual(400, client.ReadReply().Status);
        }

        private static void AssertRefused(string methodAndTarget, string rest, int status)
        {
            ServerOptions options = new ServerOptions { Slots = 1, ReceiveBuffer = 512, MaximumRequestLine = 128, MaximumFields = 8, MaximumContent = 100 };
            TestServer server = TestServer.Start(options);
            TestClient client = server.Connect();
            client.Send(methodAndTarget, rest);
            client.Send("GET /", "\r\n");

            Reply reply = client.ReadReply();
            Assert.AreEqual(status, reply.Status);
            Assert.AreEqual("close", reply.Field("Connection"));
            Assert.IsNull(client.ReadReply(), "A second response");
            client.Connection.Finish();
            Assert.IsTrue(client.IsClosed);
        }
    }
}
