using Nano.Tests.Unit.Support;

namespace Nano.Tests.Unit.Http
{
    /// <summary>Conditional requests (RFC 9110 section 13) for a page with the entity tag "a", last modified on 29 February 2020 at 01:02:03.</summary>
    [TestClass]
    public class PreconditionTests
    {
        // Not constants: each text that a constant is part of is one more string in the assembly, which has little room for them.
        private static string Then => Date(3);

        private static string Before => Date(2);

        private static string After => Date(4);

        [TestMethod]
        public void If_None_Match_is_met_by_every_other_tag()
        {
            AssertStatus(200, NoneMatch("\"b\""));
            AssertStatus(200, NoneMatch("\"A\""));
            AssertStatus(200, NoneMatch("a"));
            AssertStatus(200, NoneMatch("\"aa\", W/\"b\""));
            AssertStatus(200, NoneMatch("\"b, \\\"a\\\"\""));
            AssertStatus(200, NoneMatch(""));
        }

        [TestMethod]
        public void If_None_Match_that_names_the_tag_gets_304()
        {
            AssertStatus(304, NoneMatch("\"a\""));
            AssertStatus(304, NoneMatch("W/\"a\""));
            AssertStatus(304, NoneMatch("\"b\",\"a\""));
            AssertStatus(304, NoneMatch("\"b,c\", , W/\"x\" ,W/\"a\""));
            AssertStatus(304, NoneMatch("\"b\"") + "X: y\r\n" + NoneMatch("\"a\""));
            AssertStatus(304, NoneMatch("*"));
        }

        [TestMethod]
        public void If_Match_compares_strongly()
        {
            AssertStatus(200, Match("\"a\""));
            AssertStatus(200, Match("\"b\", \"a\""));
            AssertStatus(200, Match("*"));
            AssertStatus(412, Match("\"b\""));
            AssertStatus(412, Match("W/\"a\""));
            AssertStatus(412, Match(""));
        }

        [TestMethod]
        public void If_Modified_Since_is_met_by_what_is_newer()
        {
            AssertStatus(304, ModifiedSince(Then));
            AssertStatus(304, ModifiedSince(After));
            AssertStatus(200, ModifiedSince(Before));
        }

        [TestMethod]
        public void If_Unmodified_Since_is_met_by_what_is_not()
        {
            AssertStatus(200, UnmodifiedSince(Then));
            AssertStatus(200, UnmodifiedSince(After));
            AssertStatus(412, UnmodifiedSince(Before));
        }

        [TestMethod]
        public void A_date_that_is_none_is_ignored()
        {
            AssertStatus(200, ModifiedSince("tomorrow"));
            AssertStatus(200, ModifiedSince(Then.Substring(0, 26) + "EST"));
            AssertStatus(200, ModifiedSince("Fri, 31 Dec 9999 23:59:60 GMT"));
            AssertStatus(200, UnmodifiedSince("0"));
        }

        [TestMethod]
        public void A_tag_counts_and_its_date_does_not()
        {
            AssertStatus(200, NoneMatch("\"b\"") + ModifiedSince(Then));
            AssertStatus(304, NoneMatch("\"a\"") + ModifiedSince(Before));
            AssertStatus(200, Match("\"a\"") + UnmodifiedSince(Before));
            AssertStatus(412, Match("\"b\"") + UnmodifiedSince(Then));
        }

        [TestMethod]
        public void What_must_match_is_asked_before_what_must_not()
        {
            AssertStatus(412, NoneMatch("\"a\"") + Match("\"b\""));
            AssertStatus(304, NoneMatch("\"a\"") + Match("\"a\""));
            AssertStatus(304, ModifiedSince(Then) + UnmodifiedSince(Then));
            AssertStatus(412, ModifiedSince(Then) + UnmodifiedSince(Before));
        }

        [TestMethod]
        public void Conditions_are_asked_before_the_range()
        {
            AssertStatus(304, NoneMatch("\"a\"") + "Range: bytes=1-2\r\n");
            AssertStatus(412, Match("\"b\"") + "Range: bytes=99-\r\n");
            AssertStatus(206, Match("\"a\"") + "Range: bytes=1-2\r\n");
        }

        [TestMethod]
        public void HEAD_has_conditions_too()
        {
            Assert.AreEqual(304, StaticResourceTests.Request("HEAD", "/page", NoneMatch("\"a\"")).Status);
            Assert.AreEqual(412, StaticResourceTests.Request("HEAD", "/page", Match("\"b\"")).Status);
        }

        [TestMethod]
        public void What_has_no_validators_meets_what_it_can()
        {
            AssertStatus(200, "/plain", NoneMatch("\"a\""));
            AssertStatus(304, "/plain", NoneMatch("*"));
            AssertStatus(412, "/plain", Match("\"a\""));
            AssertStatus(200, "/plain", Match("*"));
            AssertStatus(200, "/plain", ModifiedSince(Then));
            AssertStatus(200, "/plain", UnmodifiedSince(Before));
        }

        [TestMethod]
        public void The_tag_is_that_of_the_coding_chosen()
        {
            AssertStatus(304, "/both", "Accept-Encoding: gzip\r\n" + NoneMatch("\"z\""));
            AssertStatus(200, "/both", "Accept-Encoding: gzip\r\n" + NoneMatch("\"u\""));
            AssertStatus(304, "/both", NoneMatch("\"u\""));
        }

        [TestMethod]
        public void A_304_repeats_what_caches_need_and_has_no_content()
        {
            Reply reply = StaticResourceTests.Get("/page", NoneMatch("\"a\""));

            Assert.AreEqual("\"a\"", reply.Field("ETag"));
            Assert.AreEqual("Sat, 29 Feb 2020 01:02:03 GMT", reply.Field("Last-Modified"));
            Assert.AreEqual("no-cache", reply.Field("Cache-Control"));
            Assert.IsNull(reply.Field("Content-Type"));
            Assert.IsNull(reply.Field("Content-Length"));
            Assert.AreEqual("Accept-Encoding", StaticResourceTests.Get("/both", NoneMatch("\"u\"")).Field("Vary"));
        }

        [TestMethod]
        public void The_next_request_is_answered_behind_each_of_them()
        {
            TestClient client = StaticResourceTests.Site().Connect();
            string[] lines = { NoneMatch("\"a\""), Match("\"b\""), "Range: bytes=1-2\r\n", "Range: bytes=99-\r\n", "Accept-Encoding: *;q=0\r\n" };
            for (int i = 0; i < lines.Length; i++)
            {
                client.Send("GET /page HTTP/1.1\r\nHost: a\r\n" + lines[i] + "\r\n");
                Assert.IsTrue(client.ReadReply().Status > 200, lines[i]);
                Assert.AreEqual("hello", client.Request("GET /").Content, lines[i]);
            }
        }

        private static string Date(int second)
        {
            return "Sat, 29 Feb 2020 01:02:0" + second + " GMT";
        }

        private static string NoneMatch(string tags)
        {
            return "If-None-Match: " + tags + "\r\n";
        }

        private static string Match(string tags)
        {
            return "If-Match: " + tags + "\r\n";
        }

        private static string ModifiedSince(string date)
        {
            return "If-Modified-Since: " + date + "\r\n";
        }

        private static string UnmodifiedSince(string date)
        {
            return "If-Unmodified-Since: " + date + "\r\n";
        }

        private static void AssertStatus(int status, string lines)
        {
            AssertStatus(status, "/page", lines);
        }

        private static void AssertStatus(int status, string path, string lines)
        {
            Reply reply = StaticResourceTests.Get(path, lines);
            Assert.AreEqual(status, reply.Status, lines);
            Assert.AreEqual(status >= 300, reply.Content == "", lines);
        }
    }
}
