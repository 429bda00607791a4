using Nano.Tests.Unit.Support;
using Nano.Web.Http;

namespace Nano.Tests.Unit.Server
{
    /// <summary>What the server answers itself, by method and path (RFC 9110 sections 9 and 15).</summary>
    [TestClass]
    public class MethodTests
    {
        [TestMethod]
        public void A_path_without_a_resource_is_not_found()
        {
            Assert.AreEqual(404, TestServer.Start().Connect().Request("GET /none").Status);
        }

        [TestMethod]
        public void A_method_the_server_does_not_know_is_not_implemented()
        {
            Assert.AreEqual(501, TestServer.Start().Connect().Request("BREW /").Status);
            Assert.AreEqual(501, TestServer.Start().Connect().Request("get /").Status);
            Assert.AreEqual(501, TestServer.Start().Connect().Request("TRACE /").Status);
        }

        [TestMethod]
        public void CONNECT_is_not_implemented_and_ends_the_connection()
        {
            TestClient client = TestServer.Start().Connect();
            client.Send("CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n");

            Reply reply = client.ReadReply();
            Assert.AreEqual(501, reply.Status);
            Assert.AreEqual("close", reply.Field("Connection"));
        }

        [TestMethod]
        public void A_method_the_path_does_not_allow_is_told_which_it_does()
        {
            TestClient client = TestServer.Start().Connect();

            Reply reply = client.Request("DELETE /");
            Assert.AreEqual(405, reply.Status);
            Assert.AreEqual("OPTIONS, GET, HEAD", reply.Field("Allow"));

            reply = client.Request("GET /upload");
            Assert.AreEqual(405, reply.Status);
            Assert.AreEqual("OPTIONS, POST, PUT", reply.Field("Allow"));
        }

        [TestMethod]
        public void HEAD_is_refused_where_GET_is()
        {
            Assert.AreEqual(405, TestServer.Start().Connect().Request("HEAD /upload").Status);
        }

        [TestMethod]
        public void OPTIONS_tells_what_a_path_allows()
        {
            TestClient client = TestServer.Start().Connect();
            Reply reply = client.Request("OPTIONS /upload");

            Assert.AreEqual(204, reply.Status);
            Assert.AreEqual("OPTIONS, POST, PUT", reply.Field("Allow"));
            Assert.AreEqual("OPTIONS, GET, HEAD", client.Request("OPTIONS /").Field("Allow"));
        }

        [TestMethod]
        public void OPTIONS_of_a_path_without_a_resource_is_not_found()
        {
            Assert.AreEqual(404, TestServer.Start().Connect().Request("OPTIONS /none").Status);
        }

        [TestMethod]
        public void OPTIONS_of_the_server_tells_every_method()
        {
            Reply reply = TestServer.Start().Connect().Request("OPTIONS *");

            Assert.AreEqual(204, reply.Status);
            Assert.AreEqual("OPTIONS, GET, HEAD, POST, PUT, PATCH, DELETE", reply.Field("Allow"));
        }

        [TestMethod]
        public void HEAD_has_the_fields_of_GET_and_no_content()
        {
            TestClient client = TestServer.Start().Connect();
            string head = client.Request("GET /").Head;
            client.Send("HEAD /", "\r\n");

            Assert.AreEqual(head + "\r\n", client.ReadText());
        }

        [TestMethod]
        public void HEAD_of_a_path_without_a_resource_has_no_content()
        {
            TestClient client = TestServer.Start().Connect();
            client.Send("HEAD /none", "\r\n");
            string text = client.ReadText();

            Assert.AreEqual(text.Length - 4, text.IndexOf("\r\n\r\n"));
        }

        [TestMethod]
        public void Each_method_reaches_a_resource_that_allows_it()
        {
            TestServer server = new TestServer(null);
            server.Server.Map("/all", new TextResource("ok", RequestMethod.Get | RequestMethod.Post | RequestMethod.Put | RequestMethod.Patch | RequestMethod.Delete));
            TestClient client = server.Begin().Connect();

            Assert.AreEqual(200, client.Request("GET /all").Status);
            Assert.AreEqual(200, client.Request("HEAD /all").Status);
            Assert.AreEqual(200, client.Request("POST /all").Status);
            Assert.AreEqual(200, client.Request("PUT /all").Status);
            Assert.AreEqual(200, client.Request("PATCH /all").Status);
            Assert.AreEqual(200, client.Request("DELETE /all").Status);
        }

        [TestMethod]
        public void A_refused_method_does_not_end_the_connection()
        {
            TestClient client = TestServer.Start().Connect();
            client.Request("DELETE /");
            client.Request("BREW /");

            Assert.AreEqual("hello", client.Request("GET /").Content);
        }

        [TestMethod]
        public void Every_response_names_the_server()
        {
            TestClient client = TestServer.Start().Connect();

            Assert.AreEqual("nano", client.Request("GET /").Field("Server"));
            Assert.AreEqual("nano", client.Request("GET /none").Field("Server"));
        }
    }
}
