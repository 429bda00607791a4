using System.Text;
using Nano.Tests.Unit.Support;
using Nano.Web.Http;
using Nano.Web.Server;
using Nano.Web.Text;

namespace Nano.Tests.Unit.Easy
{
    /// <summary>Texts of any characters and any length, as responses.</summary>
    [TestClass]
    public class SendTests
    {
        private const string Plain = "text/plain; charset=utf-8";

        [TestMethod]
        public void A_text_is_sent_in_UTF_8_with_its_length_in_bytes()
        {
            AssertSent("Gr\u00fc\u00dfe, 21 \u00b0C \u4f60\u597d");
            AssertSent("\ud83d\ude00");
            AssertSent("");
            AssertSent("plain");
        }

        [TestMethod]
        public void A_text_longer_than_the_send_buffer_arrives_whole()
        {
            AssertSent(Repeat("a", 1900));
            AssertSent(Repeat("\u4f60", 500));
            AssertSent(Repeat("ab\ud83d\ude00", 250));
        }

        [TestMethod]
        public void A_text_of_any_length_about_the_size_of_the_buffer_arrives_whole()
        {
            for (int count = 600; count < 860; count += 1 + Target.NumberStep)
            {
                AssertSent(Repeat("a", count));
                AssertSent(Repeat("\u00fc", count / 2));
            }
        }

        [TestMethod]
        public void A_text_that_fits_has_a_Content_Length_and_a_longer_one_is_chunked()
        {
            TestServer server = Serve(Repeat("\u00fc", 100));
            Assert.AreEqual("200", server.Connect().Request("GET /text").Field("Content-Length"));

            server = Serve(Repeat("\u00fc", 1000));
            Reply reply = server.Connect().Request("GET /text");
            Assert.IsNull(reply.Field("Content-Length"));
            Assert.AreEqual("chunked", reply.Field("Transfer-Encoding"));
        }

        [TestMethod]
        public void HEAD_has_the_fields_of_GET()
        {
            Assert.AreEqual("200", Serve(Repeat("\u00fc", 100)).Connect().Request("HEAD /text").Field("Content-Length"));
            TestServer server = Serve(Repeat("\u00fc", 1000));
            TestClient client = server.Connect();
            Assert.AreEqual("chunked", client.Request("HEAD /text").Field("Transfer-Encoding"));
            Assert.AreEqual("hello", client.Request("GET /").Content);
        }

        [TestMethod]
        public void To_HTTP_1_0_a_long_text_ends_with_the_connection()
        {
            TestServer server = Serve(Repeat("a", 3000));
            TestClient client = server.Connect();
            client.Send("GET /text HTTP/1.0\r\n\r\n");
            string text = client.ReadText();

            Assert.AreEqual(Repeat("a", 3000), text.Substring(text.IndexOf("\r\n\r\n") + 4));
            Assert.IsTrue(client.IsClosed);
        }

        [TestMethod]
        public void A_client_that_leaves_within_a_long_text_gives_its_slot_back()
        {
            TestServer server = Serve(Repeat("a", 9000));
            TestClient client = server.Connect();
            client.Connection.Send(Bytes.Of("GET /text HTTP/1.1\r\nHost: a\r\n\r\n"), 0, 31);
            server.Run();
            client.Connection.Reset();
            server.Run();

            Assert.AreEqual(0, server.Server.Clients);
            Assert.AreEqual("hello", server.Connect().Request("GET /").Content);
        }

        [TestMethod]
        public void A_refusal_may_have_any_characters()
        {
            TestServer server = new TestServer(null);
            server.Server.Map("/text", new Refused());
            Reply reply = server.Begin().Connect().Request("GET /text");

            Assert.AreEqual(409, reply.Status);
            Assert.AreEqual("gr<c3><bc>n\n", reply.Content);
        }

        [TestMethod]
        public void A_field_with_a_line_end_is_500_and_adds_no_field()
        {
            TestServer server = new TestServer(null);
            server.Server.Map("/text", new Injected());
            Reply reply = server.Begin().Connect().Request("GET /text");

            Assert.AreEqual(500, reply.Status);
            Assert.IsNull(reply.Field("X-Injected"));
            Assert.AreEqual(1L, server.Server.Statistics.HandlerFaults);
        }

        [TestMethod]
        public void A_writer_writes_text_whole_or_not_at_all()
        {
            string text = "a\u00fc\u4f60\ud83d\ude00";
            for (int size = 0; size < 14; size++)
            {
                ByteWriter writer = new ByteWriter(new byte[size]);
                writer.WriteText(text);
                Assert.AreEqual(size >= 10 ? 10 : 0, writer.Count);
                Assert.AreEqual(size < 10, writer.Overflowed);
            }
        }

        [TestMethod]
        public void A_writer_writes_as_many_characters_as_fit()
        {
            string text = "a\u00fc\u4f60\ud83d\ude00b";
            byte[] expected = Encoding.UTF8.GetBytes(text);
            for (int size = 4; size < 14; size++)
            {
                byte[] all = new byte[expected.Length];
                int count = 0;
                int index = 0;
                while (index < text.Length)
                {
                    ByteWriter writer = new ByteWriter(new byte[size]);
                    int next = writer.WriteText(text, index);
                    Assert.IsTrue(next > index, "A writer of four bytes takes any character.");
                    System.Array.Copy(writer.Buffer, 0, all, count, writer.Count);
                    count += writer.Count;
                    index = next;
                }

                Assert.AreEqual(Bytes.Text(expected, 0, expected.Length), Bytes.Text(all, 0, count));
            }
        }

        private static void AssertSent(string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            TestClient client = Serve(text).Connect();
            Reply reply = client.Request("GET /text");

            Assert.AreEqual(200, reply.Status);
            Assert.AreEqual(Bytes.Text(bytes, 0, bytes.Length), reply.Content);
            Assert.AreEqual("hello", client.Request("GET /").Content);
        }

        private static TestServer Serve(string text)
        {
            TestServer server = new TestServer(new ServerOptions { Slots = 1 });
            server.Server.Map("/text", new Texts(text));
            return server.Begin();
        }

        private static string Repeat(string text, int count)
        {
            StringBuilder builder = new StringBuilder();
            for (int i = 0; i < count; i++)
            {
                builder.Append(text);
            }

            return builder.ToString();
        }

        private sealed class Texts : Resource
        {
            private readonly string _text;

            public Texts(string text)
                : base(RequestMethod.Get)
            {
                _text = text;
            }

            public override void OnRequest(Exchange exchange)
            {
                exchange.Response.Send(HttpStatus.Ok, Plain, _text);
            }
        }

        private sealed class Refused : Resource
        {
            public Refused()
                : base(RequestMethod.Get)
            {
            }

            public override void OnRequest(Exchange exchange)
            {
                exchange.Response.Begin(HttpStatus.Conflict);
                exchange.Response.EndWith("gr\u00fcn");
            }
        }

        private sealed class Injected : Resource
        {
            public Injected()
                : base(RequestMethod.Get)
            {
            }

            public override void OnRequest(Exchange exchange)
            {
                exchange.Response.Redirect(HttpStatus.Found, "/\r\nX-Injected: 1");
            }
        }
    }
}
