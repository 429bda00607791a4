using Nano.Tests.Unit.Support;
using Nano.Web.Http;

namespace Nano.Tests.Unit.Http
{
    /// <summary>Field lines (RFC 9112 section 5).</summary>
    [TestClass]
    public class FieldTests
    {
        [TestMethod]
        public void A_field_is_found_by_its_name_in_any_case()
        {
            Assert.AreEqual("1", Parsing.AcceptFields("x-VALUE: 1\r\n").GetField("x-value"));
            Assert.AreEqual("1", Parsing.AcceptFields("X-Value: 1\r\n").GetField("x-value"));
        }

        [TestMethod]
        public void A_field_that_is_not_there_is_null()
        {
            Assert.IsNull(Parsing.AcceptFields("X-Value: 1\r\n").GetField("x-valu"));
            Assert.IsNull(Parsing.AcceptFields("X-Value: 1\r\n").GetField("x-values"));
        }

        [TestMethod]
        public void White_space_around_a_value_is_no_part_of_it()
        {
            Assert.AreEqual("a", Parsing.AcceptFields("X: <09> a<09> <09>\r\n").GetField("x"));
            Assert.AreEqual("a", Parsing.AcceptFields("X:a\r\n").GetField("x"));
        }

        [TestMethod]
        public void White_space_within_a_value_is_part_of_it()
        {
            Request request = Parsing.AcceptFields("X: a <09> b\r\n");
            request.TryGetField("x", out int offset, out int count);

            Assert.AreEqual("a <09> b", Bytes.Text(request.Buffer, offset, count));
        }

        [TestMethod]
        public void A_value_may_be_empty()
        {
            AssertEmpty("X:\r\n");
            AssertEmpty("X: \r\n");
            AssertEmpty("X: <09> \r\n");
        }

        [TestMethod]
        public void A_value_may_have_colons_and_quotes()
        {
            Assert.AreEqual("a:b \"c:d\"", Parsing.AcceptFields("X: a:b \"c:d\"\r\n").GetField("x"));
        }

        [TestMethod]
        public void Each_known_name_has_its_number()
        {
            string[] names =
            {
                "Host", "Range", "Accept", "Cookie", "Expect", "Origin", "Upgrade", "If-Match", "If-Range", "Connection", "Content-Type", "Authorization",
                "If-None-Match", "Content-Length", "Sec-Fetch-Mode", "Sec-Fetch-Site", "Accept-Encoding", "Accept-Language", "Content-Encoding", "If-Modified-Since", "Sec-WebSocket-Key", "Transfer-Encoding",
                "If-Unmodified-Since", "Sec-WebSocket-Version", "Sec-WebSocket-Protocol", "Sec-WebSocket-Extensions",
            };
            Assert.AreEqual((int)FieldName.SecWebSocketExtensions, names.Length);

            // A value that suits every one of them, for those that are looked at; Expect is the exception.
            for (int i = 1; i < names.Length; i++)
            {
                string value = names[i] == "Expect" ? "100-continue" : names[i] == "Transfer-Encoding" ? "chunked" : "12345";
                Request request = Parsing.AcceptFields(names[i] + ": " + value + "\r\n");
                Assert.IsTrue(request.TryGetField((FieldName)(i + 1), out int offset, out int count), names[i]);
                Assert.AreEqual(value, request.GetString(offset, count));
            }
        }

        [TestMethod]
        public void A_name_of_the_same_length_as_a_known_one_is_another_name()
        {
            Request request = Parsing.AcceptFields("Hose: 1\r\nUpgrad3: 1\r\nContent_Length: 2\r\nxonnection: close\r\nSec-WebSocket-Kez: 1\r\n");

            Assert.AreEqual(1, request.Count(FieldName.Host));
            Assert.AreEqual(0, request.Count(FieldName.Upgrade));
            Assert.AreEqual(0, request.Count(FieldName.ContentLength));
            Assert.AreEqual(0L, request.ContentLength);
            Assert.AreEqual(0, request.Count(FieldName.Connection));
            Assert.AreEqual(0, request.Count(FieldName.SecWebSocketKey));
        }

        [TestMethod]
        public void Repeated_fields_are_counted_and_the_first_is_found()
        {
            Request request = Parsing.AcceptFields("Cookie: a\r\nX: y\r\nCookie: b\r\n");

            Assert.AreEqual(2, request.Count(FieldName.Cookie));
            Assert.AreEqual("a", request.GetField("cookie"));
            Assert.AreEqual(4, request.FieldCount);
        }

        [TestMethod]
        public void A_name_has_the_bytes_of_a_token_only()
        {
            byte[] head = Bytes.Of("GET / HTTP/1.1\r\nHost: a\r\nxyz: 1\r\n\r\n");
            int at = 26;
            for (int b = 0; b < 256; b++)
            {
                bool isToken = (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z') || (b > 0x20 && "!#$%&'*+-.^_`|~".IndexOf((char)b) >= 0);
                head[at] = (byte)b;
                if (b != ':')
                {
                    Assert.AreEqual(isToken ? RequestError.None : RequestError.InvalidFieldName, Parsing.Error(head), "Byte " + b);
                }
            }
        }

        [TestMethod]
        public void White_space_before_the_colon_is_refused()
        {
            Parsing.RefuseFields("X : 1\r\n", RequestError.InvalidFieldName);
            Parsing.RefuseFields("X<09>: 1\r\n", RequestError.InvalidFieldName);
            Parsing.RefuseFields("Content-Length : 1\r\n", RequestError.InvalidFieldName);
        }

        [TestMethod]
        public void A_line_without_a_name_or_a_colon_is_refused()
        {
            Parsing.RefuseFields(": 1\r\n", RequestError.InvalidFieldName);
            Parsing.RefuseFields("X\r\n", RequestError.InvalidFieldName);
            Parsing.RefuseFields("X 1\r\n", RequestError.InvalidFieldName);
        }

        [TestMethod]
        public void A_folded_line_is_refused()
        {
            Parsing.RefuseFields("X: 1\r\n 2\r\n", RequestError.ObsoleteLineFolding);
            Parsing.RefuseFields("X: 1\r\n<09>2\r\n", RequestError.ObsoleteLineFolding);
        }

        [TestMethod]
        public void White_space_before_the_first_field_is_refused()
        {
            Parsing.Refuse("GET / HTTP/1.1\r\n Host: a\r\n\r\n", RequestError.ObsoleteLineFolding);
            Parsing.Refuse("GET / HTTP/1.1\r\n \r\nHost: a\r\n\r\n", RequestError.ObsoleteLineFolding);
        }

        [TestMethod]
        public void A_value_has_visible_characters_white_space_and_high_bytes_only()
        {
            byte[] head = Bytes.Of("GET / HTTP/1.1\r\nHost: a\r\nX: abc\r\n\r\n");
            int at = 29;
            for (int b = 0; b < 256; b++)
            {
                RequestError expected = b == '\n' || b == '\r' ? RequestError.InvalidLineEnd
                    : b == 0x7F || (b < 0x20 && b != '\t') ? RequestError.InvalidFieldValue : RequestError.None;
                head[at] = (byte)b;
                Assert.AreEqual(expected, Parsing.Error(head), "Byte " + b);
            }
        }

        [TestMethod]
        public void A_control_character_at_the_beginning_of_a_value_is_refused()
        {
            Parsing.RefuseFields("X: <00>a\r\n", RequestError.InvalidFieldValue);
            Parsing.RefuseFields("X:<7f>\r\n", RequestError.InvalidFieldValue);
        }

        [TestMethod]
        public void A_bare_line_feed_in_the_head_is_refused()
        {
            Parsing.RefuseFields("X: 1\nY: 2\r\n", RequestError.InvalidLineEnd);
            Parsing.RefuseFields("X:\n\r\n", RequestError.InvalidLineEnd);
            Parsing.Refuse("GET / HTTP/1.1\r\nHost: a\r\n\n", RequestError.InvalidLineEnd);
            Parsing.Refuse("GET / HTTP/1.1\r\nHost: a\n\n", RequestError.InvalidLineEnd);
        }

        [TestMethod]
        public void A_bare_carriage_return_in_the_head_is_refused()
        {
            Parsing.RefuseFields("X: 1\rY: 2\r\n", RequestError.InvalidLineEnd);
            Parsing.RefuseFields("X: 1\r\r\n", RequestError.InvalidLineEnd);
            Parsing.Refuse("GET / HTTP/1.1\r\nHost: a\r\n\rX: 1\r\n\r\n", RequestError.InvalidLineEnd);
        }

        [TestMethod]
        public void A_head_without_fields_is_complete_in_1_0()
        {
            Assert.AreEqual(0, Parsing.Accept("GET / HTTP/1.0\r\n\r\n").FieldCount);
        }

        [TestMethod]
        public void The_head_ends_where_the_body_begins()
        {
            byte[] bytes = Bytes.Of("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody");

            Assert.AreEqual(bytes.Length - 4, Parsing.Parse(bytes).HeadEnd);
        }

        [TestMethod]
        public void The_most_fields_are_accepted_and_one_more_is_not()
        {
            string lines = Bytes.Repeat("X: 1\r\n", Parsing.Fields - 1);

            Assert.AreEqual(Parsing.Fields, Parsing.AcceptFields(lines).FieldCount);
            Parsing.RefuseFields(lines + "X: 1\r\n", RequestError.FieldsTooLarge);
        }

        [TestMethod]
        public void The_longest_head_is_accepted_and_one_byte_more_is_not()
        {
            string before = "GET / HTTP/1.1\r\nHost: a\r\nX: ";
            string value = Bytes.Repeat("v", Parsing.Head - before.Length - 4);

            Assert.AreEqual(value, Parsing.Accept(before + value + "\r\n\r\n").GetField("x"));
            Parsing.Refuse(before + value + "v\r\n\r\n", RequestError.FieldsTooLarge);
        }

        [TestMethod]
        public void A_long_name_is_refused_like_a_long_value()
        {
            Parsing.RefuseFields(Bytes.Repeat("n", Parsing.Head) + ": 1\r\n", RequestError.FieldsTooLarge);
        }

        [TestMethod]
        public void A_head_that_fills_the_buffer_is_refused()
        {
            byte[] buffer = Bytes.Of("GET / HTTP/1.1\r\nX: 1234");
            RequestParser parser = new RequestParser(buffer, 64, 64, 4);

            Assert.AreEqual(ParseResult.Invalid, parser.Parse(buffer.Length));
            Assert.AreEqual(RequestError.FieldsTooLarge, parser.Error);
        }

        private static void AssertEmpty(string line)
        {
            Assert.IsTrue(Parsing.AcceptFields(line).TryGetField("x", out _, out int count), line);
            Assert.AreEqual(0, count, line);
        }
    }
}
