using Nano.Tests.Unit.Support;
using Nano.Web.Http;

namespace Nano.Tests.Unit.Http
{
    /// <summary>Redirects (RFC 9110 section 15.4).</summary>
    [TestClass]
    public class RedirectTests
    {
        [TestMethod]
        public void Every_redirect_says_where_to_go_and_has_no_content()
        {
            int[] statuses = { 301, 302, 303, 307, 308 };
            string[] reasons = { "Moved Permanently", "Found", "See Other", "Temporary Redirect", "Permanent Redirect" };
            for (int i = 0; i < statuses.Length; i++)
            {
                TestServer server = new TestServer(null);
                server.Server.Map("/old", new RedirectResource(statuses[i]));
                TestClient client = server.Begin().Connect();
                Reply reply = client.Request("GET /old");

                Assert.AreEqual(statuses[i], reply.Status);
                Assert.IsTrue(reply.Head.IndexOf(" " + reasons[i] + "\r\n") > 0, reasons[i]);
                Assert.AreEqual("/new?a=b", reply.Field("Location"));
                Assert.AreEqual("0", reply.Field("Content-Length"));
                Assert.AreEqual("hello", client.Request("GET /").Content);
            }
        }

        private sealed class RedirectResource : Resource
        {
            private readonly int _status;

            public RedirectResource(int status)
                : base(RequestMethod.Get)
            {
                _status = status;
            }

            public override void OnRequest(Exchange exchange)
            {
                exchange.Response.Redirect(_status, "/new?a=b");
            }
        }
    }
}
