using Nano.Tests.Unit.Support;
using Nano.Web.Http;
using Nano.Web.Server;
using Nano.Web.Text;

namespace Nano.Tests.Unit.Server
{
    /// <summary>Responses as they are written (RFC 9112 sections 4 and 6).</summary>
    [TestClass]
    public class ResponseTests
    {
        private const int Length = 5000;

        [TestMethod]
        public void A_response_has_a_status_line_fields_and_content()
        {
            TestClient client = TestServer.Start().Connect();
            client.Send("GET /", "\r\n");
            string text = client.ReadText();

            Assert.AreEqual("HTTP/1.1 200 OK\r\n", text.Substring(0, 17));
            Assert.IsTrue(text.IndexOf("\r\nContent-Type: text/plain\r\n") > 0);
            Assert.IsTrue(text.IndexOf("\r\nContent-Length: 5\r\n") > 0);
            Assert.AreEqual("\r\n\r\nhello", text.Substring(text.Length - 9));
        }

        [TestMethod]
        public void Content_of_announced_length_streams_beyond_the_send_buffer()
        {
            TestClient client = StreamServer().Connect();
            Reply reply = client.Request("GET /known");

            Assert.AreEqual("5000", reply.Field("Content-Length"));
            Assert.IsNull(reply.Field("Transfer-Encoding"));
            Assert.AreEqual(StreamResource.Content(Length), reply.Content);
            Assert.AreEqual("hello", client.Request("GET /").Content);
        }

        [TestMethod]
        public void Content_of_unknown_length_streams_in_chunks()
        {
            TestClient client = StreamServer().Connect();
            Reply reply = client.Request("GET /unknown");

            Assert.AreEqual("chunked", reply.Field("Transfer-Encoding"));
            Assert.IsNull(reply.Field("Content-Length"));
            Assert.AreEqual(StreamResource.Content(Length), reply.Content);
            Assert.AreEqual("hello", client.Request("GET /").Content);
        }

        [TestMethod]
        public void Content_of_unknown_length_ends_with_the_connection_in_HTTP_1_0()
        {
            TestClient client = StreamServer().Connect();
            client.Send("GET /unknown HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            Reply reply = client.ReadReply();

            Assert.AreEqual("close", reply.Field("Connection"));
            Assert.IsNull(reply.Field("Transfer-Encoding"));
            Assert.AreEqual(StreamResource.Content(Length), reply.Content);
            Assert.IsTrue(client.IsClosed);
        }

        [TestMethod]
        public void HEAD_has_the_fields_of_a_stream_and_none_of_its_content()
        {
            TestClient client = StreamServer().Connect();
            Assert.AreEqual("5000", client.Request("HEAD /known").Field("Content-Length"));
            Assert.AreEqual("chunked", client.Request("HEAD /unknown").Field("Transfer-Encoding"));

            Assert.AreEqual("hello", client.Request("GET /").Content);
        }

        [TestMethod]
        public void Content_that_is_empty_is_one_last_chunk()
        {
            TestServer server = new TestServer(null);
            server.Server.Map("/empty", new StreamResource(0, false));
            TestClient client = server.Begin().Connect();
            client.Send("GET /empty", "\r\n");
            string text = client.ReadText();

            Assert.AreEqual("\r\n\r\n0\r\n\r\n", text.Substring(text.Length - 9));
        }

        [TestMethod]
        public void Responses_204_and_304_have_neither_content_nor_length()
        {
            TestServer server = new TestServer(null);
            server.Server.Map("/204", new Bare(204));
            server.Server.Map("/304", new Bare(304));
            TestClient client = server.Begin().Connect();
            client.Send("GET /204", "\r\n");
            AssertBare(client.ReadText(), "HTTP/1.1 204 No Content\r\n");

            client.Send("GET /304", "\r\n");
            AssertBare(client.ReadText(), "HTTP/1.1 304 Not Modified\r\n");
        }

        [TestMethod]
        public void A_response_without_content_says_so()
        {
            TestServer server = new TestServer(null);
            server.Server.Map("/201", new Bare(201));

            Assert.AreEqual("0", server.Begin().Connect().Request("GET /201").Field("Content-Length"));
        }

        [TestMethod]
        public void A_status_without_a_phrase_keeps_its_space()
        {
            TestServer server = new TestServer(null);
            server.Server.Map("/299", new Bare(299));

            Assert.AreEqual("HTTP/1.1 299 \r\n", server.Begin().Connect().Request("GET /299").Head.Substring(0, 15));
        }

        [TestMethod]
        public void A_redirect_names_its_location()
        {
            TestServer server = new TestServer(null);
            server.Server.Map("/old", new Redirector());
            Reply reply = server.Begin().Connect().Request("GET /old");

            Assert.AreEqual(308, reply.Status);
            Assert.AreEqual("/new", reply.Field("Location"));
        }

        [TestMethod]
        public void Content_shorter_than_announced_ends_the_connection()
        {
            TestServer server = new TestServer(null);
            server.Server.Map("/short", new Written(5, "abc"));
            TestClient client = server.Begin().Connect();
            client.Send("GET /short", "\r\n");

            string text = client.ReadText();
            Assert.AreEqual("\r\n\r\nabc", text.Substring(text.Length - 7));
            Assert.IsTrue(client.IsClosed);
        }

        [TestMethod]
        public void Content_written_in_place_is_a_chunk()
        {
            TestServer server = new TestServer(null);
            server.Server.Map("/written", new Written(-1, "abc"));
            TestClient client = server.Begin().Connect();
            client.Send("GET /written", "\r\n");

            string text = client.ReadText();
            Assert.AreEqual("\r\n\r\n0003\r\nabc\r\n0\r\n\r\n", text.Substring(text.Length - 20));
        }

        [TestMethod]
        public void An_empty_piece_does_not_end_the_content()
        {
            TestServer server = new TestServer(null);
            server.Server.Map("/written", new Written(-1, ""));
            TestClient client = server.Begin().Connect();
            client.Send("GET /written", "\r\n");

            string text = client.ReadText();
            Assert.AreEqual("\r\n\r\n0\r\n\r\n", text.Substring(text.Length - 9));
        }

        [TestMethod]
        public void A_piece_longer_than_its_room_is_500_rather_than_mislead_the_client()
        {
            TestServer server = new TestServer(null);
            server.Server.Map("/written", new Written(-1, Bytes.Repeat("c", 1100)));
            TestClient client = server.Begin().Connect();
            client.Send("GET /written", "\r\n");

            Assert.AreEqual(500, client.ReadReply().Status);
            client.Connection.Finish();
            Assert.IsTrue(client.IsClosed);
        }

        [TestMethod]
        public void A_handler_may_end_the_connection_with_its_response()
        {
            TestServer server = new TestServer(null);
            server.Server.Map("/last", new Bare(200) { IsLast = true });
            TestClient client = server.Begin().Connect();

            Assert.AreEqual("close", client.Request("GET /last").Field("Connection"));
            Assert.IsTrue(client.IsClosed);
        }

        [TestMethod]
        public void A_response_may_come_long_after_its_request()
        {
            Late late = new Late();
            TestServer server = new TestServer(null);
            server.Server.Map("/late", late);
            TestClient client = server.Begin().Connect();
            Assert.IsNull(client.Request("GET /late"));
            server.Wait(60000);
            Assert.IsFalse(client.IsClosed);

            late.IsReady = true;
            Assert.AreEqual("done", client.ReadReply().Content);
        }

        private static TestServer StreamServer()
        {
            TestServer server = new TestServer(new ServerOptions { Slots = 1, SendBuffer = 700 });
            server.Server.Map("/known", new StreamResource(Length, true));
            server.Server.Map("/unknown", new StreamResource(Length, false));
            return server.Begin();
        }

        private static void AssertBare(string text, string statusLine)
        {
            Assert.AreEqual(statusLine, text.Substring(0, statusLine.Length));
            Assert.IsTrue(text.IndexOf("Content-Length") < 0);
            Assert.IsTrue(text.IndexOf("Transfer-Encoding") < 0);
            Assert.AreEqual(text.Length - 4, text.IndexOf("\r\n\r\n"));
        }

        /// <summary>Answers with a status alone.</summary>
        private sealed class Bare : Resource
        {
            private readonly int _status;

            public Bare(int status)
                : base(RequestMethod.Get)
            {
                _status = status;
            }

            public bool IsLast;

            public override void OnRequest(Exchange exchange)
            {
                exchange.Response.KeepAlive &= !IsLast;
                exchange.Response.Send(_status);
            }
        }

        private sealed class Redirector : Resource
        {
            public Redirector()
                : base(RequestMethod.Get)
            {
            }

            public override void OnRequest(Exchange exchange)
            {
                exchange.Response.Redirect(HttpStatus.PermanentRedirect, "/new");
            }
        }

        /// <summary>Writes text in place, announced with a length or, below 0, in chunks.</summary>
        private sealed class Written : Resource
        {
            private readonly int _length;
            private readonly string _text;

            public Written(int length, string text)
                : base(RequestMethod.Get)
            {
                _length = length;
                _text = text;
            }

            public override void OnRequest(Exchange exchange)
            {
                Response response = exchange.Response;
                response.Begin(HttpStatus.Ok);
                if (_length < 0)
                {
                    response.BeginContent();
                }
                else
                {
                    response.BeginContent(_length);
                }

                ByteWriter writer = response.BeginPiece();
                writer.WriteText(_text);
                response.EndPiece(_text.Length);
                response.End();
            }
        }

        /// <summary>Answers when it is ready.</summary>
        private sealed class Late : Resource
        {
            public Late()
                : base(RequestMethod.Get)
            {
            }

            public bool IsReady;

            public override void OnRequest(Exchange exchange)
            {
            }

            public override void OnWritable(Exchange exchange)
            {
                if (IsReady)
                {
                    exchange.Response.Send(HttpStatus.Ok, "text/plain", "done");
                }
            }
        }
    }
}
