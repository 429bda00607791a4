using Nano.Tests.Unit.Support;
using Nano.Web.Http;

namespace Nano.Tests.Unit.Http
{
    /// <summary>The forms of the request target (RFC 9112 section 3.2).</summary>
    [TestClass]
    public class RequestTargetTests
    {
        [TestMethod]
        public void A_path_is_a_view_of_the_target()
        {
            Request request = Target("/api/channels/led");

            Assert.AreEqual("/api/channels/led", Path(request));
            Assert.AreEqual(0, request.QueryCount);
        }

        [TestMethod]
        public void A_query_is_kept_apart_from_the_path()
        {
            Request request = Target("/a/b?x=1&y=2");

            Assert.AreEqual("/a/b", Path(request));
            Assert.AreEqual("x=1&y=2", Query(request));
        }

        [TestMethod]
        public void The_first_question_mark_begins_the_query_and_others_belong_to_it()
        {
            Request request = Target("/a??b?c/d");

            Assert.AreEqual("/a", Path(request));
            Assert.AreEqual("?b?c/d", Query(request));
        }

        [TestMethod]
        public void An_empty_query_is_none()
        {
            Request request = Target("/a?");

            Assert.AreEqual("/a", Path(request));
            Assert.AreEqual(0, request.QueryCount);
        }

        [TestMethod]
        public void A_request_forgets_the_query_of_the_one_before()
        {
            byte[] buffer = Bytes.Of("GET /a?b HTTP/1.0\r\n\r\n");
            RequestParser parser = new RequestParser(buffer, 64, 64, 4);
            parser.Parse(buffer.Length);

            byte[] next = Bytes.Of("GET /cde HTTP/1.0\r\n\r\n");
            System.Array.Copy(next, 0, buffer, 0, next.Length);
            parser.Reset();
            parser.Parse(next.Length);

            Assert.AreEqual("/cde", Path(parser.Request));
            Assert.AreEqual(0, parser.Request.QueryCount);
        }

        [TestMethod]
        public void An_asterisk_is_a_target_of_OPTIONS()
        {
            Assert.AreEqual("*", Path(Parsing.AcceptLine("OPTIONS * HTTP/1.1")));
        }

        [TestMethod]
        public void An_asterisk_is_no_target_of_another_method()
        {
            Parsing.RefuseLine("GET * HTTP/1.1", RequestError.InvalidTarget);
            Parsing.RefuseLine("options * HTTP/1.1", RequestError.InvalidTarget);
        }

        [TestMethod]
        public void An_asterisk_stands_alone()
        {
            Parsing.RefuseLine("OPTIONS ** HTTP/1.1", RequestError.InvalidTarget);
            Parsing.RefuseLine("OPTIONS */a HTTP/1.1", RequestError.InvalidTarget);
            Parsing.RefuseLine("OPTIONS *?a HTTP/1.1", RequestError.InvalidTarget);
        }

        [TestMethod]
        public void An_absolute_target_is_split_into_host_path_and_query()
        {
            Request request = Target("http://board.local:8080/a/b?c");

            Assert.AreEqual("board.local:8080", Host(request));
            Assert.AreEqual("/a/b", Path(request));
            Assert.AreEqual("c", Query(request));
        }

        [TestMethod]
        public void An_absolute_target_may_be_https_and_in_capitals()
        {
            Assert.AreEqual("b", Host(Target("https://b/")));
            Assert.AreEqual("b", Host(Target("HTTP://b/")));
            Assert.AreEqual("B", Host(Target("Https://B/")));
        }

        [TestMethod]
        public void An_absolute_target_without_a_path_has_the_path_of_the_root()
        {
            Assert.AreEqual("/", Path(Target("http://b")));
            Assert.AreEqual("/", Path(Target("https://b:1")));
        }

        [TestMethod]
        public void An_absolute_target_without_a_path_may_have_a_query()
        {
            Request request = Target("http://b?q=/");

            Assert.AreEqual("b", Host(request));
            Assert.AreEqual("/", Path(request));
            Assert.AreEqual("q=/", Query(request));
        }

        [TestMethod]
        public void The_host_of_an_absolute_target_goes_before_the_Host_field()
        {
            Assert.AreEqual("b", Host(Parsing.Accept("GET http://b/ HTTP/1.1\r\nHost: other\r\n\r\n")));
        }

        [TestMethod]
        public void An_absolute_target_does_not_replace_the_Host_field()
        {
            Parsing.Refuse("GET http://b/ HTTP/1.1\r\n\r\n", RequestError.MissingHost);
        }

        [TestMethod]
        public void An_absolute_target_needs_a_valid_host()
        {
            RefuseTarget("http://");
            RefuseTarget("http:///a");
            RefuseTarget("http://?a");
            RefuseTarget("https://");
            RefuseTarget("https:///a");
            RefuseTarget("http://:80/");
            RefuseTarget("http://b:x/");
            RefuseTarget("http://b:65536/");
            RefuseTarget("http://[::1/");
        }

        [TestMethod]
        public void An_absolute_target_has_no_user()
        {
            RefuseTarget("http://user@b/");
            RefuseTarget("http://user:password@b/");
        }

        [TestMethod]
        public void Another_scheme_is_refused()
        {
            RefuseTarget("ftp://b/");
            RefuseTarget("ws://b/");
            RefuseTarget("http:/b");
            RefuseTarget("http:b");
            RefuseTarget("httpx://b/");
            RefuseTarget("http//b/");
        }

        [TestMethod]
        public void An_authority_is_a_target_of_CONNECT_only()
        {
            RefuseTarget("example.org:80");
            RefuseTarget("example.org");
        }

        [TestMethod]
        public void A_relative_target_is_refused()
        {
            RefuseTarget("a/b");
            RefuseTarget("?a");
            RefuseTarget(".");
        }

        [TestMethod]
        public void A_target_has_visible_ASCII_only_and_none_of_the_delimiters_of_text()
        {
            byte[] head = Bytes.Of("GET /axb HTTP/1.1\r\nHost: a\r\n\r\n");
            for (int b = 0; b < 256; b++)
            {
                if (b == ' ' || b == '%')
                {
                    continue;
                }

                head[6] = (byte)b;
                bool isAllowed = b > 0x20 && b < 0x7F && b != '"' && b != '#' && b != '<' && b != '>';
                Assert.AreEqual(isAllowed ? RequestError.None : RequestError.InvalidTarget, Parsing.Error(head), "Byte " + b);
            }
        }

        [TestMethod]
        public void A_query_has_the_same_bytes_as_a_path()
        {
            byte[] head = Bytes.Of("GET /?x HTTP/1.1\r\nHost: a\r\n\r\n");
            for (int b = 0; b < 256; b++)
            {
                if (b == ' ')
                {
                    continue;
                }

                head[6] = (byte)b;
                bool isAllowed = b > 0x20 && b < 0x7F && b != '"' && b != '#' && b != '<' && b != '>';
                Assert.AreEqual(isAllowed ? RequestError.None : RequestError.InvalidTarget, Parsing.Error(head), "Byte " + b);
            }
        }

        [TestMethod]
        public void Escapes_stay_in_the_view()
        {
            Assert.AreEqual("/%41%2f%C3%a4", Path(Target("/%41%2f%C3%a4")));
        }

        [TestMethod]
        public void An_escape_is_two_hexadecimal_digits()
        {
            RefuseTarget("/%zz", RequestError.InvalidEscape);
            RefuseTarget("/%4", RequestError.InvalidEscape);
            RefuseTarget("/%4g", RequestError.InvalidEscape);
            RefuseTarget("/%", RequestError.InvalidEscape);
            RefuseTarget("/%%41", RequestError.InvalidEscape);
            RefuseTarget("/%4?1", RequestError.InvalidEscape);
        }

        [TestMethod]
        public void An_escaped_NUL_is_refused()
        {
            RefuseTarget("/a%00", RequestError.InvalidEscape);
            RefuseTarget("/%00.html", RequestError.InvalidEscape);
        }

        [TestMethod]
        public void Escapes_with_a_zero_that_are_not_NUL_are_accepted()
        {
            Assert.AreEqual("/%01%10%30", Path(Target("/%01%10%30")));
        }

        [TestMethod]
        public void Escapes_in_the_query_are_left_to_its_reader()
        {
            Assert.AreEqual("a=%zz&b=%", Query(Target("/?a=%zz&b=%")));
        }

        private static Request Target(string target)
        {
            return Parsing.AcceptLine("GET " + target + " HTTP/1.1");
        }

        private static void RefuseTarget(string target, RequestError error = RequestError.InvalidTarget)
        {
            Parsing.RefuseLine("GET " + target + " HTTP/1.1", error);
        }

        private static string Path(Request request)
        {
            return request.GetString(request.PathOffset, request.PathCount);
        }

        private static string Query(Request request)
        {
            return request.GetString(request.QueryOffset, request.QueryCount);
        }

        private static string Host(Request request)
        {
            Assert.IsTrue(request.TryGetHost(out int offset, out int count));
            return request.GetString(offset, count);
        }
    }
}
