using Nano.Tests.Unit.Support;
using Nano.Web.Server;

namespace Nano.Tests.Unit.Server
{
    /// <summary>A request's content on its way to the resource.</summary>
    [TestClass]
    public class ContentTests
    {
        [TestMethod]
        public void Content_in_the_segment_of_the_head_is_one_piece()
        {
            Assert.AreEqual("1 hello", Upload("Content-Length: 5\r\n\r\nhello"));
        }

        [TestMethod]
        public void Content_comes_in_the_pieces_it_arrives_in()
        {
            TestClient client = TestServer.Start().Connect();
            client.Send("PUT /upload", "Content-Length: 5\r\n\r\nhe");
            client.Send("l");
            client.Send("lo");

            Assert.AreEqual("3 hello", client.ReadReply().Content);
        }

        [TestMethod]
        public void A_request_without_content_has_one_empty_last_piece()
        {
            Assert.AreEqual("1 ", Upload("Content-Length: 0\r\n\r\n"));
            Assert.AreEqual("1 ", Upload("\r\n"));
            Assert.AreEqual("1 ", Upload("Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"));
        }

        [TestMethod]
        public void Chunks_are_pieces_and_their_end_is_an_empty_one()
        {
            Assert.AreEqual("3 hello", Upload("Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;x=y\r\nllo\r\n0\r\nTrailer: t\r\n\r\n"));
        }

        [TestMethod]
        public void Content_larger_than_the_buffer_passes_through_it()
        {
            TestServer server = TestServer.Start(new ServerOptions { Slots = 1, ReceiveBuffer = 256, SendBuffer = 4096 });
            string content = StreamResource.Content(2000);
            TestClient client = server.Connect();
            client.Send("PUT /upload", "Content-Length: 2000\r\n\r\n" + content);

            string answer = client.ReadReply().Content;
            Assert.AreEqual(content, answer.Substring(answer.IndexOf(" ") + 1));
        }

        [TestMethod]
        public void Chunks_larger_than_the_buffer_pass_through_it()
        {
            TestServer server = TestServer.Start(new ServerOptions { Slots = 1, ReceiveBuffer = 256, SendBuffer = 4096 });
            string content = StreamResource.Content(1000);
            TestClient client = server.Connect();
            client.Send("PUT /upload", "Transfer-Encoding: chunked\r\n\r\n3e8\r\n" + content + "\r\n3e8\r\n" + content + "\r\n0\r\n\r\n");

            string answer = client.ReadReply().Content;
            Assert.AreEqual(content + content, answer.Substring(answer.IndexOf(" ") + 1));
        }

        [TestMethod]
        public void Content_that_is_wanted_whole_comes_in_one_piece()
        {
            TestClient client = WholeServer().Connect();
            client.SendSlowly(Bytes.Of("PUT /whole HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello"));

            Assert.AreEqual("1 hello", client.ReadReply().Content);
        }

        [TestMethod]
        public void Chunks_that_are_wanted_whole_come_in_one_piece()
        {
            TestClient client = WholeServer().Connect();
            client.Send("PUT /whole", "Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n");
            Assert.AreEqual("1 hello", client.ReadReply().Content);

            client.SendSlowly(Bytes.Of("PUT /whole HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n"));
            Assert.AreEqual("1 hello", client.ReadReply().Content);
        }

        [TestMethod]
        public void Content_that_is_wanted_whole_and_is_none_is_one_empty_piece()
        {
            Assert.AreEqual("1 ", WholeServer().Connect().Request("PUT /whole").Content);
        }

        [TestMethod]
        public void Content_that_is_wanted_whole_may_fill_the_buffer()
        {
            string head = "PUT /whole HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n";
            TestServer server = new TestServer(new ServerOptions { Slots = 1, ReceiveBuffer = 256 });
            server.Server.Map("/whole", new UploadResource(true));
            server.Begin();
            string padding = "X: " + Bytes.Repeat("p", 256 - 100 - head.Length - 5) + "\r\n";
            TestClient client = server.Connect();
            client.Send(head.Substring(0, head.Length - 2) + padding + "\r\n" + Bytes.Repeat("c", 100));

            Assert.AreEqual("1 " + Bytes.Repeat("c", 100), client.ReadReply().Content);
        }

        [TestMethod]
        public void Chunks_whose_framing_does_not_fit_beside_the_content_come_whole_too()
        {
            TestServer server = new TestServer(new ServerOptions { Slots = 1, ReceiveBuffer = 256 });
            server.Server.Map("/whole", new UploadResource(true));
            TestClient client = server.Begin().Connect();
            client.Send("PUT /whole", "Transfer-Encoding: chunked\r\n\r\n" + Bytes.Repeat("1\r\nc\r\n", 120) + "0\r\n\r\n");

            Assert.AreEqual("1 " + Bytes.Repeat("c", 120), client.ReadReply().Content);
        }

        [TestMethod]
        public void Content_nobody_wants_is_skipped_and_the_connection_kept()
        {
            TestClient client = TestServer.Start().Connect();
            client.Send("POST /none", "Content-Length: 3000\r\n\r\n" + Bytes.Repeat("c", 3000));
            Assert.AreEqual(404, client.ReadReply().Status);

            Assert.AreEqual("hello", client.Request("GET /").Content);
        }

        [TestMethod]
        public void Chunks_nobody_wants_are_skipped_and_the_connection_kept()
        {
            TestClient client = TestServer.Start().Connect();
            client.Send("GET /", "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
            Assert.AreEqual("hello", client.ReadReply().Content);

            Assert.AreEqual("hello", client.Request("GET /").Content);
        }

        [TestMethod]
        public void Content_nobody_wants_is_skipped_up_to_a_bound()
        {
            TestServer server = TestServer.Start(new ServerOptions { Slots = 1, MaximumDrain = 1000 });
            TestClient client = server.Connect();
            client.Send("POST /none", "Content-Length: 5000\r\n\r\n" + Bytes.Repeat("c", 5000));
            client.Send("GET /", "\r\n");

            Assert.AreEqual(404, client.ReadReply().Status);
            Assert.IsNull(client.ReadReply());
            server.Wait(server.Options.LingerTimeout);
            Assert.IsTrue(client.IsClosed);
        }

        [TestMethod]
        public void A_malformed_chunk_behind_the_answer_ends_the_connection()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Connect();
            client.Send("GET /", "Transfer-Encoding: chunked\r\n\r\n3\r\nabcGET / HTTP/1.1\r\nHost: a\r\n\r\n");

            Assert.AreEqual("hello", client.ReadReply().Content);
            Assert.IsNull(client.ReadReply());
            server.Wait(server.Options.LingerTimeout);
            Assert.IsTrue(client.IsClosed);
        }

        private static string Upload(string fieldsAndContent)
        {
            TestClient client = TestServer.Start().Connect();
            client.Send("PUT /upload", fieldsAndContent);
            return client.ReadReply().Content;
        }

        private static TestServer WholeServer()
        {
            TestServer server = new TestServer(null);
            server.Server.Map("/whole", new UploadResource(true));
            return server.Begin();
        }
    }
}
