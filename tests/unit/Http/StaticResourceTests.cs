using System;
using Nano.Tests.Unit.Support;
using Nano.Web.Http;

namespace Nano.Tests.Unit.Http
{
    /// <summary>Resources that never change: what describes them, and how their coding is chosen (RFC 9110 sections 8 and 12.5.3).</summary>
    [TestClass]
    public class StaticResourceTests
    {
        [TestMethod]
        public void A_representation_is_described()
        {
            Reply reply = Get("/page", "");

            Assert.AreEqual(200, reply.Status);
            Assert.AreEqual("0123456789", reply.Content);
            Assert.AreEqual("text/plain", reply.Field("Content-Type"));
            Assert.AreEqual("de", reply.Field("Content-Language"));
            Assert.AreEqual("inline", reply.Field("Content-Disposition"));
            Assert.AreEqual("\"a\"", reply.Field("ETag"));
            Assert.AreEqual("Sat, 29 Feb 2020 01:02:03 GMT", reply.Field("Last-Modified"));
            Assert.AreEqual("no-cache", reply.Field("Cache-Control"));
            Assert.AreEqual("default-src 'self'", reply.Field("Content-Security-Policy"));
            Assert.AreEqual("bytes", reply.Field("Accept-Ranges"));
            Assert.IsNull(reply.Field("Vary"));
            Assert.IsNull(reply.Field("Content-Encoding"));
        }

        [TestMethod]
        public void What_it_does_not_have_is_not_told()
        {
            Reply reply = Get("/plain", "");

            Assert.AreEqual("plain", reply.Content);
            string[] fields = { "ETag", "Last-Modified", "Cache-Control", "Vary", "Content-Language", "Content-Disposition", "Content-Encoding", "Content-Security-Policy", "Content-Range" };
            for (int i = 0; i < fields.Length; i++)
            {
                Assert.IsNull(reply.Field(fields[i]), fields[i]);
            }
        }

        [TestMethod]
        public void Fractions_of_a_second_are_not_told_apart()
        {
            Representation representation = new Representation(new MemoryContent(new byte[1]), "a/b") { LastModified = new DateTime(2020, 1, 1).AddMilliseconds(999) };

            Assert.AreEqual(new DateTime(2020, 1, 1).Ticks, representation.LastModified.Ticks);
        }

        [TestMethod]
        public void HEAD_brings_the_fields_and_no_content()
        {
            TestClient client = Site().Connect();
            Reply get = client.Request("GET /page");
            Reply head = client.Request("HEAD /page");

            Assert.AreEqual(get.Head, head.Head);
            Assert.AreEqual("hello", client.Request("GET /").Content);
        }

        [TestMethod]
        public void Content_of_no_bytes_is_content()
        {
            Reply reply = Get("/empty", "");

            Assert.AreEqual(200, reply.Status);
            Assert.AreEqual("0", reply.Field("Content-Length"));
        }

        [TestMethod]
        public void Content_larger_than_the_send_buffer_comes_whole()
        {
            Reply reply = Get("/large", "");

            Assert.AreEqual(5000, reply.Content.Length);
            Assert.IsTrue(reply.Content == Bytes.Repeat("0123456789", 500));
        }

        [TestMethod]
        public void The_coding_the_client_likes_best_is_chosen()
        {
            AssertCoding("zipped", Accept("gzip"));
            AssertCoding("zipped", Accept("br, *;q=0.1"));
            AssertCoding("zipped", Accept("identity;q=0.5, gzip;q=0.6"));
            AssertCoding("unzipped", Accept("identity;q=0.6, gzip;q=0.5"));
            AssertCoding("unzipped", Accept("gzip;q=0"));
            AssertCoding("unzipped", Accept("br"));
            AssertCoding("unzipped", Accept(""));
            AssertCoding("unzipped", "");
        }

        [TestMethod]
        public void Of_codings_equally_liked_the_first_is_chosen()
        {
            AssertCoding("zipped", Accept("identity, gzip"));
            AssertCoding("zipped", Accept("*"));
        }

        [TestMethod]
        public void Every_choice_tells_what_it_depends_on()
        {
            Reply zipped = Get("/both", Accept("gzip"));
            Assert.AreEqual("gzip", zipped.Field("Content-Encoding"));
            Assert.AreEqual("\"z\"", zipped.Field("ETag"));
            Assert.AreEqual("Accept-Encoding", zipped.Field("Vary"));

            Reply plain = Get("/both", "");
            Assert.IsNull(plain.Field("Content-Encoding"));
            Assert.AreEqual("\"u\"", plain.Field("ETag"));
            Assert.AreEqual("Accept-Encoding", plain.Field("Vary"));
        }

        [TestMethod]
        public void Who_refuses_every_coding_there_is_gets_406()
        {
            Assert.AreEqual(406, Get("/both", Accept("gzip;q=0, identity;q=0")).Status);
            Assert.AreEqual(406, Get("/both", Accept("*;q=0")).Status);
            Assert.AreEqual(406, Get("/zip", Accept("identity")).Status);
            Assert.AreEqual(200, Get("/zip", "").Status);
        }

        [TestMethod]
        public void A_range_is_one_of_the_coding_chosen()
        {
            Reply reply = Get("/both", Accept("gzip") + "Range: bytes=-2\r\n");

            Assert.AreEqual("ed", reply.Content);
            Assert.AreEqual("bytes 4-5/6", reply.Field("Content-Range"));
            Assert.AreEqual("\"z\"", reply.Field("ETag"));
        }

        /// <summary>A server with all of these resources.</summary>
        internal static TestServer Site()
        {
            TestServer server = new TestServer(null);
            server.Server.Map("/page", new StaticResource(new Representation(Content("0123456789"), "text/plain")
            {
                ContentLanguage = "de",
                ContentDisposition = "inline",
                EntityTag = "\"a\"",
                LastModified = new DateTime(2020, 2, 29, 1, 2, 3),
            })
            {
                CacheControl = "no-cache",
                ContentSecurityPolicy = "default-src 'self'",
            });
            server.Server.Map("/plain", new StaticResource(new Representation(Content("plain"), "text/plain")));
            server.Server.Map("/empty", new StaticResource(new Representation(new MemoryContent(new byte[0]), "text/plain") { EntityTag = "\"e\"" }));
            server.Server.Map("/large", new StaticResource(new Representation(Content(Bytes.Repeat("0123456789", 500)), "text/plain")));
            Representation zipped = new Representation(Content("zipped"), "text/plain") { ContentEncoding = "gzip", EntityTag = "\"z\"" };
            server.Server.Map("/zip", new StaticResource(zipped));
            server.Server.Map("/both", new StaticResource(zipped, new Representation(Content("unzipped"), "text/plain") { EntityTag = "\"u\"" }));
            return server.Begin();
        }

        /// <summary>The answer to GET with more field lines.</summary>
        internal static Reply Get(string path, string lines)
        {
            return Request("GET", path, lines);
        }

        /// <summary>The answer to any method with more field lines.</summary>
        internal static Reply Request(string method, string path, string lines)
        {
            TestClient client = Site().Connect();
            client.Send(method + " " + path + " HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n");
            return client.ReadReply(method == "HEAD");
        }

        private static string Accept(string codings)
        {
            return "Accept-Encoding: " + codings + "\r\n";
        }

        private static Content Content(string text)
        {
            return new MemoryContent(Bytes.Of(text));
        }

        private static void AssertCoding(string content, string lines)
        {
            Assert.AreEqual(content, Get("/both", lines).Content, lines);
        }
    }
}
