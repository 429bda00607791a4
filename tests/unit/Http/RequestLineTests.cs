using Nano.Tests.Unit.Support;
using Nano.Web.Http;

namespace Nano.Tests.Unit.Http
{
    /// <summary>The method, the version and the ends of the request line (RFC 9112 section 3). Targets have a file of their own.</summary>
    [TestClass]
    public class RequestLineTests
    {
        [TestMethod]
        public void Each_method_of_the_server_is_known_by_its_name()
        {
            Assert.AreEqual(RequestMethod.Get, MethodOf("GET"));
            Assert.AreEqual(RequestMethod.Head, MethodOf("HEAD"));
            Assert.AreEqual(RequestMethod.Post, MethodOf("POST"));
            Assert.AreEqual(RequestMethod.Put, MethodOf("PUT"));
            Assert.AreEqual(RequestMethod.Delete, MethodOf("DELETE"));
            Assert.AreEqual(RequestMethod.Patch, MethodOf("PATCH"));
            Assert.AreEqual(RequestMethod.Options, MethodOf("OPTIONS"));
        }

        [TestMethod]
        public void A_method_in_other_case_is_another_method()
        {
            Assert.AreEqual(RequestMethod.Unknown, MethodOf("get"));
            Assert.AreEqual(RequestMethod.Unknown, MethodOf("Head"));
            Assert.AreEqual(RequestMethod.Unknown, MethodOf("OPTIONs"));
        }

        [TestMethod]
        public void A_method_that_begins_like_a_known_one_is_another_method()
        {
            Assert.AreEqual(RequestMethod.Unknown, MethodOf("GETS"));
            Assert.AreEqual(RequestMethod.Unknown, MethodOf("GE"));
            Assert.AreEqual(RequestMethod.Unknown, MethodOf("PUTT"));
            Assert.AreEqual(RequestMethod.Unknown, MethodOf("DELETED"));
        }

        [TestMethod]
        public void Any_token_may_be_a_method()
        {
            Assert.AreEqual(RequestMethod.Unknown, MethodOf("M-SEARCH"));
            Assert.AreEqual(RequestMethod.Unknown, MethodOf("!#$%&'*+-.^_`|~09azAZ"));
        }

        [TestMethod]
        public void A_method_with_a_byte_that_no_token_has_is_refused()
        {
            byte[] head = Bytes.Of("GxT / HTTP/1.1\r\nHost: a\r\n\r\n");
            for (int b = 0; b < 256; b++)
            {
                if (b != ' ' && !IsToken(b))
                {
                    head[1] = (byte)b;
                    Assert.AreEqual(RequestError.InvalidMethod, Parsing.Error(head), "Byte " + b);
                }
            }
        }

        [TestMethod]
        public void A_line_without_a_method_is_refused()
        {
            Parsing.RefuseLine(" / HTTP/1.1", RequestError.InvalidMethod);
            Parsing.RefuseLine("/ HTTP/1.1", RequestError.InvalidMethod);
        }

        [TestMethod]
        public void CONNECT_is_refused_as_the_proxy_s_business()
        {
            Parsing.Refuse("CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\n\r\n", RequestError.Connect);
            Parsing.RefuseLine("CONNECT / HTTP/1.1", RequestError.Connect);
        }

        [TestMethod]
        public void Empty_lines_before_the_request_are_skipped()
        {
            Assert.AreEqual(RequestMethod.Get, MethodOf("\r\n\r\nGET"));
        }

        [TestMethod]
        public void Empty_lines_alone_do_not_begin_a_request()
        {
            RequestParser parser = new RequestParser(Bytes.Of("\r\n\r\nGET"), 64, 64, 4);

            parser.Parse(4);
            Assert.IsFalse(parser.HasBegun);

            parser.Parse(5);
            Assert.IsTrue(parser.HasBegun);
        }

        [TestMethod]
        public void A_bare_line_feed_before_the_request_is_refused()
        {
            Parsing.RefuseLine("\nGET / HTTP/1.1", RequestError.InvalidLineEnd);
            Parsing.RefuseLine("\r\n\nGET / HTTP/1.1", RequestError.InvalidLineEnd);
        }

        [TestMethod]
        public void A_bare_carriage_return_before_the_request_is_refused()
        {
            Parsing.RefuseLine("\rGET / HTTP/1.1", RequestError.InvalidLineEnd);
            Parsing.RefuseLine("\r\r\nGET / HTTP/1.1", RequestError.InvalidLineEnd);
        }

        [TestMethod]
        public void Version_1_0_and_1_1_are_told_apart()
        {
            Assert.AreEqual(0, Parsing.Accept("GET / HTTP/1.0\r\n\r\n").MinorVersion);
            Assert.AreEqual(1, Parsing.AcceptLine("GET / HTTP/1.1").MinorVersion);
        }

        [TestMethod]
        public void A_later_minor_version_is_read_as_1_1()
        {
            Assert.AreEqual(1, Parsing.AcceptLine("GET / HTTP/1.2").MinorVersion);
            Assert.AreEqual(1, Parsing.AcceptLine("GET / HTTP/1.9").MinorVersion);
        }

        [TestMethod]
        public void Another_major_version_is_refused_by_name()
        {
            Parsing.RefuseLine("GET / HTTP/2.0", RequestError.UnknownVersion);
            Parsing.RefuseLine("GET / HTTP/0.9", RequestError.UnknownVersion);
            Parsing.RefuseLine("GET / HTTP/9.9", RequestError.UnknownVersion);
        }

        [TestMethod]
        public void The_preface_of_HTTP_2_is_told_about_its_version()
        {
            Parsing.Refuse("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", RequestError.UnknownVersion);
        }

        [TestMethod]
        public void A_version_is_HTTP_and_two_digits_and_nothing_else()
        {
            string[] versions =
            {
                "http/1.1", "HTTP/1", "HTTP/1.", "HTTP/1.x", "HTTP/x.1", "HTTP/1,1", "HTTP/11", "HTTP/1.10", "HTTP/01.1", "HTTP/11.1", "HTTP1.1",
                "HTTP /1.1", "HTTP/ 1.1", "HTTP/1.1 ", "HTTP/1.1 x", "HTTPS/1.1", "HTT/1.1", "FTP/1.1", "/1.1", "1.1", "HTTP/+1.1", "HTTP/1.1<00>",
            };
            for (int i = 0; i < versions.Length; i++)
            {
                Parsing.RefuseLine("GET / " + versions[i], RequestError.InvalidVersion);
            }
        }

        [TestMethod]
        public void A_line_without_a_version_is_refused()
        {
            Assert.AreEqual(HttpStatus.BadRequest, StatusOf("GET /\r\n\r\n"));
            Assert.AreEqual(HttpStatus.BadRequest, StatusOf("GET / \r\n\r\n"));
            Assert.AreEqual(HttpStatus.BadRequest, StatusOf("GET\r\n\r\n"));
        }

        [TestMethod]
        public void One_space_separates_the_parts_of_the_line()
        {
            Assert.AreEqual(HttpStatus.BadRequest, StatusOf("GET  / HTTP/1.1\r\nHost: a\r\n\r\n"));
            Assert.AreEqual(HttpStatus.BadRequest, StatusOf("GET /  HTTP/1.1\r\nHost: a\r\n\r\n"));
            Assert.AreEqual(HttpStatus.BadRequest, StatusOf("GET<09>/ HTTP/1.1\r\nHost: a\r\n\r\n"));
            Assert.AreEqual(HttpStatus.BadRequest, StatusOf("GET /<09>HTTP/1.1\r\nHost: a\r\n\r\n"));
        }

        [TestMethod]
        public void A_bare_line_feed_behind_the_version_is_refused()
        {
            Parsing.Refuse("GET / HTTP/1.1\nHost: a\r\n\r\n", RequestError.InvalidLineEnd);
        }

        [TestMethod]
        public void A_bare_carriage_return_behind_the_version_is_refused()
        {
            Parsing.Refuse("GET / HTTP/1.1\rHost: a\r\n\r\n", RequestError.InvalidLineEnd);
            Parsing.RefuseLine("GET / HTTP/1.1\r", RequestError.InvalidLineEnd);
        }

        [TestMethod]
        public void The_longest_line_is_accepted_and_one_byte_more_is_not()
        {
            // "GET /", " HTTP/1.1" and CR LF are 16 bytes.
            string path = Bytes.Repeat("p", Parsing.Line - 16);

            Assert.AreEqual(path.Length + 1, Parsing.AcceptLine("GET /" + path + " HTTP/1.1").PathCount);
            Parsing.RefuseLine("GET /" + path + "p HTTP/1.1", RequestError.LineTooLong);
            Parsing.RefuseLine(Bytes.Repeat("M", Parsing.Line) + " / HTTP/1.1", RequestError.MethodTooLong);
            Assert.AreEqual(501, RequestErrors.Status(RequestError.MethodTooLong));
        }

        [TestMethod]
        public void A_line_is_refused_as_soon_as_it_cannot_be_short_enough()
        {
            byte[] buffer = Bytes.Join(Bytes.Of("GET /"), Bytes.Repeat((byte)'p', 95));
            RequestParser parser = new RequestParser(buffer, 64, 100, 4);

            Assert.AreEqual(ParseResult.Incomplete, parser.Parse(63));
            Assert.AreEqual(ParseResult.Invalid, parser.Parse(64));
            Assert.AreEqual(RequestError.LineTooLong, parser.Error);
        }

        [TestMethod]
        public void Empty_lines_without_end_are_refused()
        {
            Parsing.Refuse(Bytes.Repeat("\r\n", Parsing.Line / 2 + 1), RequestError.LineTooLong);
        }

        private static RequestMethod MethodOf(string method)
        {
            return Parsing.AcceptLine(method + " / HTTP/1.1").Method;
        }

        private static int StatusOf(string head)
        {
            return RequestErrors.Status(Parsing.Error(Bytes.Of(head)));
        }

        private static bool IsToken(int b)
        {
            return (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z') || (b > 0x20 && "!#$%&'*+-.^_`|~".IndexOf((char)b) >= 0);
        }
    }
}
