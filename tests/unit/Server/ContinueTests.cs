using Nano.Tests.Unit.Support;
using Nano.Web.Http;

namespace Nano.Tests.Unit.Server
{
    /// <summary>Expect: 100-continue (RFC 9110 section 10.1.1).</summary>
    [TestClass]
    public class ContinueTests
    {
        private static string Expecting => " HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 40\r\n\r\n";

        // Forty bytes that would be a request if they were not content.
        private static string Content => "GET /hidden HTTP/1.1\r\nHost: a\r\nX: 12\r\n\r\n";

        [TestMethod]
        public void A_client_that_waits_is_told_to_go_on()
        {
            TestClient client = TestServer.Start().Connect();
            client.Send("PUT /upload" + Expecting);
            Assert.AreEqual("HTTP/1.1 100 Continue\r\n\r\n", client.ReadText());

            client.Send(Content);
            Assert.AreEqual(200, client.ReadReply().Status);
            Assert.AreEqual("hello", client.Request("GET /").Content);
        }

        [TestMethod]
        public void A_client_that_does_not_wait_is_not_told()
        {
            TestClient client = TestServer.Start().Connect();
            client.Send("PUT /upload" + Expecting + Content);

            Assert.AreEqual(200, client.ReadReply().Status);
        }

        [TestMethod]
        public void A_client_without_content_is_not_told()
        {
            TestClient client = TestServer.Start().Connect();
            client.Send("PUT /upload", "Expect: 100-continue\r\nContent-Length: 0\r\n\r\n");

            Assert.AreEqual(200, client.ReadReply().Status);
        }

        [TestMethod]
        public void A_client_of_HTTP_1_0_is_not_told()
        {
            TestClient client = TestServer.Start().Connect();
            client.Send("PUT /upload HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            Assert.IsNull(client.ReadReply());

            client.Send("ab");
            Assert.AreEqual(200, client.ReadReply().Status);
        }

        [TestMethod]
        public void A_client_may_wait_with_chunks()
        {
            TestClient client = TestServer.Start().Connect();
            client.Send("PUT /upload", "Expect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n");
            Assert.AreEqual(100, client.ReadReply().Status);

            client.Send("2\r\nab\r\n0\r\n\r\n");
            Assert.AreEqual("2 ab", client.ReadReply().Content);
        }

        [TestMethod]
        public void A_client_that_waits_and_is_not_wanted_is_closed_so_that_its_content_is_no_request()
        {
            AssertNoSecondRequest("PUT /none" + Expecting, 404);
            AssertNoSecondRequest("PUT /" + Expecting, 405);
            AssertNoSecondRequest("BREW /" + Expecting, 501);
            AssertNoSecondRequest("OPTIONS /" + Expecting, 204);
            AssertNoSecondRequest("GET /" + Expecting, 200);
            AssertNoSecondRequest("GET /ws" + Expecting, 426);
        }

        [TestMethod]
        public void A_client_that_did_not_wait_and_is_not_wanted_keeps_its_connection()
        {
            TestClient client = TestServer.Start().Connect();
            client.Send("PUT /none" + Expecting + Content);
            Assert.AreEqual(404, client.ReadReply().Status);

            Assert.AreEqual("hello", client.Request("GET /").Content);
        }

        private static void AssertNoSecondRequest(string head, int status)
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Connect();
            client.Send(head);
            Reply reply = client.ReadReply();
            Assert.AreEqual(status, reply.Status);
            Assert.IsTrue(reply.Head.IndexOf("\r\nConnection: close\r\n") > 0, reply.Head);

            // Nothing that is still sent may be understood as a request.
            client.Connection.Send(Bytes.Of(Content), 0, Content.Length);
            Assert.IsNull(client.ReadReply());
            Assert.AreEqual(1L, server.Server.Statistics.Requests);
        }
    }
}
