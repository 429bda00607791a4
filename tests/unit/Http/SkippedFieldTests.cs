using System;
using Nano.Tests.Unit.Support;
using Nano.Web.Http;
using Nano.Web.Server;

namespace Nano.Tests.Unit.Http
{
    /// <summary>Fields that nobody reads take no buffer: only a head's own limits bound them, and their syntax is checked as that of any other.</summary>
    [TestClass]
    public class SkippedFieldTests
    {
        private const int Buffer = 320;
        private const int Room = Buffer - 64;
        private const string Start = "GET /a?b HTTP/1.1\r\nHost: a\r\n";

        [TestMethod]
        public void A_head_of_eight_thousand_bytes_is_accepted_and_one_byte_more_is_not()
        {
            for (int part = 1; part <= Buffer; part += part < 3 ? 1 : 106)
            {
                string before = Start + "X-Long: " + Bytes.Repeat("v", 4000) + "\r\nX-Kept: k\r\nX-Other: ";
                string after = "\r\nCookie: a=b\r\n\r\n";
                string filler = Bytes.Repeat("w", 8192 - before.Length - after.Length);
                Request request = Accept(before + filler + after, part);
                Assert.AreEqual("k", request.GetField("x-kept"));
                Assert.AreEqual("a=b", request.GetField("cookie"));
                Assert.AreEqual("a", request.GetField("host"));
                Assert.AreEqual("/a", request.GetString(request.PathOffset, request.PathCount));

                Assert.AreEqual(RequestError.FieldsTooLarge, Error(before + filler + "w" + after, part));
            }
        }

        [TestMethod]
        public void A_hundred_fields_are_accepted_and_one_more_is_not()
        {
            string lines = Bytes.Repeat("X-Some: a value that takes room\r\n", 99);
            Assert.AreEqual(1, Accept(Start + lines + "\r\n", 50).FieldCount);
            Assert.AreEqual(RequestError.FieldsTooLarge, Error(Start + lines + "X: 1\r\n\r\n", 50));
        }

        [TestMethod]
        public void Fields_that_are_read_must_fit_the_buffer_and_their_number()
        {
            // The head's end must fit as well.
            string before = Start + "X-Skipped: " + Bytes.Repeat("v", 500) + "\r\nCookie: ";
            int left = Room - (Start.Length + "Cookie: ".Length - 2) - 1;
            Assert.AreEqual(left, Accept(before + Bytes.Repeat("c", left) + "\r\n\r\n", 1).GetField("cookie").Length);
            Assert.AreEqual(RequestError.FieldsTooLarge, Error(before + Bytes.Repeat("c", left + 1) + "\r\n\r\n", 1));
            Assert.AreEqual(RequestError.FieldsTooLarge, Error(before + Bytes.Repeat("c", left + 1) + "\r\n\r\n", Buffer));

            HttpService service = Service();
            string lines = Bytes.Repeat("Range:\r\nX: 1\r\n", 31);
            RequestParser parser = new RequestParser(new byte[2048], service);
            Assert.IsTrue(Feed(parser, Bytes.Of(Start + lines + "\r\n"), 2048) == ParseResult.Complete);
            Assert.IsTrue(Feed(parser, Bytes.Of(Start + lines + "Range:\r\n\r\n"), 2048) == ParseResult.Invalid);
            Assert.AreEqual(RequestError.FieldsTooLarge, parser.Error);
        }

        [TestMethod]
        public void What_is_skipped_is_as_valid_as_what_is_read()
        {
            string skipped = "X: " + Bytes.Repeat("v", 700) + "\r\n";
            string[] lines = { "X: a\u0001\r\n", "X: a\n", "X: a\r\r\n", " X: a\r\n", ": a\r\n", "X : a\r\n", "X\r\n", "X: a\r\n folded\r\n", "X: \u007f\r\n" };
            for (int i = 0; i < lines.Length; i++)
            {
                RequestError error = Parsing.Error(Bytes.Of(Start + lines[i] + "\r\n"));
                Assert.IsTrue(error != RequestError.None);
                for (int part = 1; part <= Buffer; part += 53)
                {
                    Assert.AreEqual(error, Error(Start + skipped + lines[i] + "\r\n", part), lines[i]);
                }
            }
        }

        [TestMethod]
        public void What_decides_over_the_message_is_found_behind_what_is_skipped()
        {
            string skipped = "X: " + Bytes.Repeat("v", 700) + "\r\n";
            Assert.AreEqual(RequestError.DuplicateHost, Error(Start + skipped + "Host: b\r\n\r\n", 7));
            Assert.AreEqual(RequestError.AmbiguousLength, Error(Start + "Content-Length: 1\r\n" + skipped + skipped + "Transfer-Encoding: chunked\r\n\r\n", 7));
            Assert.AreEqual(RequestError.InvalidContentLength, Error(Start + "Content-Length: 1\r\n" + skipped + "Content-Length: 2\r\n\r\n", 7));
            Assert.AreEqual(RequestError.MissingHost, Error("GET / HTTP/1.1\r\n" + skipped + "\r\n", 7));
        }

        [TestMethod]
        public void However_a_head_arrives_skipping_gives_what_keeping_gives()
        {
            string[] lines =
            {
                "Cookie: a=b\r\n", "X-Kept:\t one \t\r\n", "x-KEPT: 2\r\n", "Range:\r\n", "Accept: text/html ,  x\r\n", "Sec-Fetch-Site: none\r\n",
                "X-Long: " + Bytes.Repeat("long ", 90) + "\r\n", "X-Empty:\r\n", "X-Kep: x\r\n", "X-Keptt: x\r\n", "Sec-Fetch-User: ?1\r\n", "User-Agent: " + Bytes.Repeat("u", 120) + "  \r\n", "N: 1\r\n",
            };
            RequestParser all = new RequestParser(new byte[8192], 512, 8192, 100);
            RequestParser parser = new RequestParser(new byte[768], Service());
            uint seed = 1;
            for (int round = 0; round < 40; round++)
            {
                string text = Start;
                for (int i = 0; i < 25; i++)
                {
                    seed = seed * 1664525 + 1013904223;
                    int line = (int)(seed >> 16) % lines.Length;
                    text += lines[line];
                }

                byte[] head = Bytes.Of(text + "\r\nthe content");
                Array.Copy(head, all.Request.Buffer, head.Length);
                all.Reset();
                Assert.IsTrue(all.Parse(head.Length) == ParseResult.Complete);
                string expected = Describe(all.Request);
                for (int part = 1; part <= 768; part += part < 4 ? 1 : 151)
                {
                    ParseResult result = Feed(parser, head, part);
                    Assert.IsTrue(result == ParseResult.Complete, text);
                    Assert.AreEqual(expected, Describe(parser.Request));
                }
            }
        }

        [TestMethod]
        public void No_copy_of_what_has_moved_stays_behind()
        {
            RequestParser parser = new RequestParser(new byte[Buffer], Service());
            string head = Start + "X: " + Bytes.Repeat("v", 100) + "\r\nAuthorization: Basic c2VjcmV0OnNlY3JldA==\r\nY: " + Bytes.Repeat("v", 60) + "\r\n";
            byte[] buffer = parser.Request.Buffer;
            byte[] bytes = Bytes.Of(head);
            Array.Copy(bytes, buffer, bytes.Length);
            int end = bytes.Length;
            while (end < Room)
            {
                buffer[end++] = (byte)'z';
            }

            parser.Reset();
            Assert.IsTrue(parser.Parse(ref end) == ParseResult.Incomplete);
            Assert.IsTrue(end < Room - 160, end.ToString());
            for (int i = end; i < buffer.Length; i++)
            {
                Assert.AreEqual(0, (int)buffer[i]);
            }
        }

        [TestMethod]
        public void A_field_that_nobody_asked_for_cannot_be_read()
        {
            Request request = Accept(Start + "X-Other: 1\r\n\r\n", 5);
            Assert.IsNull(request.GetField("x-kept"));
            Assert.IsNull(request.GetField("sec-fetch-mode"));
            AssertRefused(() => request.GetField("x-other"), "x-other");
            AssertRefused(() => Service().KeepField("X-Other"), "X-Other");
            AssertRefused(() => Service().KeepField("x other"), "x other");
            AssertRefused(() => Service().KeepField(""), "\"\"");
        }

        [TestMethod]
        public void A_server_answers_requests_with_long_fields_of_proxies_one_after_another()
        {
            TestServer server = new TestServer(new ServerOptions { Slots = 1 });
            TestClient client = server.Begin().Connect();
            for (int i = 0; i < 3; i++)
            {
                client.Send("PUT /upload", Bytes.Repeat("CF-Ray: 0123456789abcdef\r\n", 70) + "X-Forwarded-For: " + Bytes.Repeat("1", 5000) + "\r\nContent-Length: 5\r\n\r\nhello");
                Reply reply = client.ReadReply();
                Assert.AreEqual(200, reply.Status);
                Assert.IsTrue(reply.Content.IndexOf("hello") >= 0, reply.Content);
            }
        }

        private static void AssertRefused(Action action, string name)
        {
            string message = "";
            try
            {
                action();
            }
            catch (Exception e)
            {
                message = e.Message;
            }

            Assert.IsTrue(message.IndexOf(name) >= 0, message);
        }

        private static HttpService Service()
        {
            HttpService service = new HttpService(new HttpOptions());
            service.KeepField("x-kept");
            return service;
        }

        private static Request Accept(string head, int part)
        {
            RequestParser parser = new RequestParser(new byte[Buffer], Service());
            ParseResult result = Feed(parser, Bytes.Of(head), part);
            Assert.AreEqual(RequestError.None, parser.Error);
            Assert.IsTrue(result == ParseResult.Complete);
            return parser.Request;
        }

        private static RequestError Error(string head, int part)
        {
            RequestParser parser = new RequestParser(new byte[Buffer], Service());
            Feed(parser, Bytes.Of(head), part);
            return parser.Error;
        }

        /// <summary>Feeds a head in parts, as many bytes as the buffer has room for.</summary>
        private static ParseResult Feed(RequestParser parser, byte[] head, int part)
        {
            byte[] buffer = parser.Request.Buffer;
            parser.Reset();
            ParseResult result = ParseResult.Incomplete;
            int end = 0;
            int sent = 0;
            while (sent < head.Length && result == ParseResult.Incomplete)
            {
                int count = head.Length - sent < part ? head.Length - sent : part;
                count = buffer.Length - end < count ? buffer.Length - end : count;
                Assert.IsTrue(count > 0, "The buffer is full.");
                Array.Copy(head, sent, buffer, end, count);
                sent += count;
                end += count;
                result = parser.Parse(ref end);
            }

            if (result == ParseResult.Complete && sent == head.Length)
            {
                // Content that came with the head lies behind it.
                string content = head.Length > 0 && head[head.Length - 1] == 't' ? "the content" : "";
                Assert.IsTrue(end - parser.HeadEnd <= content.Length);
                Assert.AreEqual(content.Substring(0, end - parser.HeadEnd), parser.Request.GetString(parser.HeadEnd, end - parser.HeadEnd));
            }

            return result;
        }

        /// <summary>Everything that a request tells of the fields that are read.</summary>
        private static string Describe(Request request)
        {
            string text = request.GetString(request.PathOffset, request.PathCount) + "?" + request.GetString(request.QueryOffset, request.QueryCount) + " " + request.GetField("x-kept");
            for (int name = 1; name <= (int)FieldName.SecWebSocketExtensions; name++)
            {
                int cursor = 0;
                text += "\n" + request.Count((FieldName)name) + (request.TryGetField((FieldName)name, out int offset, out int count) ? request.GetString(offset, count) : "");
                while (request.NextItem((FieldName)name, ref cursor, out offset, out count))
                {
                    text += "|" + request.GetString(offset, count);
                }
            }

            return text;
        }
    }
}
