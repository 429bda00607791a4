using Nano.Tests.Unit.Support;
using Nano.Web.Http;

namespace Nano.Tests.Unit.Http
{
    /// <summary>Cookies (RFC 6265) that come and that go.</summary>
    [TestClass]
    public class CookieTests
    {
        [TestMethod]
        public void A_cookie_is_found_among_others()
        {
            Assert.AreEqual("1", Find("id=1"));
            Assert.AreEqual("1", Find("a=b; id=1"));
            Assert.AreEqual("1", Find("a=b; id=1; c=d"));
            Assert.AreEqual("1", Find("a=b;id=1;c=d"));
            Assert.AreEqual("1", Find(" a=b ;<09> id=1 ; c"));
        }

        [TestMethod]
        public void A_value_may_have_equals_signs_and_be_empty()
        {
            Assert.AreEqual("1=2==", Find("id=1=2==; a=b"));
            Assert.AreEqual("", Find("id="));
            Assert.AreEqual("", Find("id=; a=b"));
        }

        [TestMethod]
        public void Quotes_around_a_value_are_taken_off()
        {
            Assert.AreEqual("1 2", Find("id=\"1 2\""));
            Assert.AreEqual("", Find("id=\"\""));
            Assert.AreEqual("\"", Find("id=\""));
            Assert.AreEqual("\"1", Find("id=\"1; a=b\""));
        }

        [TestMethod]
        public void Of_two_the_first_counts()
        {
            Assert.AreEqual("1", Find("id=1; id=2"));
        }

        [TestMethod]
        public void The_case_of_a_name_matters()
        {
            Assert.IsNull(Find("ID=1; Id=2"));
        }

        [TestMethod]
        public void What_is_not_there_is_not_found()
        {
            Assert.IsNull(Find(""));
            Assert.IsNull(Find("id"));
            Assert.IsNull(Find("xid=1; idx=2; a=id=3"));
            Assert.IsNull(Find(";;=; =1"));
            Assert.IsFalse(Cookie.TryGet(Parsing.AcceptFields(""), "id", out int offset, out int count));
            Assert.AreEqual(0, offset + count);
        }

        [TestMethod]
        public void A_cookie_that_is_set_is_kept_from_scripts_and_other_sites()
        {
            Assert.AreEqual("id=x; Path=/; Max-Age=60; HttpOnly; SameSite=Strict", Set("/", 60, false));
            Assert.AreEqual("id=x; Path=/a; Max-Age=0; HttpOnly; SameSite=Strict; Secure", Set("/a", 0, true));
            Assert.AreEqual("id=x; Path=/; HttpOnly; SameSite=Strict", Set("/", -1, false));
        }

        private static string Find(string cookies)
        {
            Request request = Parsing.AcceptFields("Cookie: " + cookies + "\r\n");
            return Cookie.TryGet(request, "id", out int offset, out int count) ? Bytes.Text(request.Buffer, offset, count) : null;
        }

        private static string Set(string path, int maximumAge, bool isSecure)
        {
            TestServer server = new TestServer(null);
            server.Server.Map("/cookie", new CookieResource(path, maximumAge, isSecure));
            return server.Begin().Connect().Request("GET /cookie").Field("Set-Cookie");
        }

        private sealed class CookieResource : Resource
        {
            private readonly string _path;
            private readonly int _maximumAge;
            private readonly bool _isSecure;

            public CookieResource(string path, int maximumAge, bool isSecure)
                : base(RequestMethod.Get)
            {
                _path = path;
                _maximumAge = maximumAge;
                _isSecure = isSecure;
            }

            public override void OnRequest(Exchange exchange)
            {
                exchange.Response.Begin(HttpStatus.Ok);
                Cookie.Set(exchange.Response, "id", Bytes.Of("-x-"), 1, 1, _path, _maximumAge, _isSecure);
                exchange.Response.BeginContent(0);
                exchange.Response.End();
            }
        }
    }
}
