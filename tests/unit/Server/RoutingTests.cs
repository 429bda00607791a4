using System;
using Nano.Tests.Unit.Support;
using Nano.Web.Http;
using Nano.Web.Server;

namespace Nano.Tests.Unit.Server
{
    /// <summary>Which path stands for which resource.</summary>
    [TestClass]
    public class RoutingTests
    {
        [TestMethod]
        public void A_path_is_matched_whole()
        {
            Assert.AreEqual("exact", Get("/a/b"));
            Assert.IsNull(Get("/a"));
            Assert.IsNull(Get("/a/"));
            Assert.IsNull(Get("/a/bc"));
            Assert.IsNull(Get("/a/b/"));
            Assert.IsNull(Get("/a/b/c"));
            Assert.IsNull(Get("//a/b"));
        }

        [TestMethod]
        public void A_path_is_matched_in_its_case()
        {
            Assert.IsNull(Get("/A/b"));
        }

        [TestMethod]
        public void A_query_does_not_matter()
        {
            Assert.AreEqual("exact", Get("/a/b?c/d"));
            Assert.AreEqual("exact", Get("/a/b?"));
        }

        [TestMethod]
        public void Escapes_of_letters_do_not_matter()
        {
            Assert.AreEqual("exact", Get("/%61/%62"));
        }

        [TestMethod]
        public void An_escaped_slash_does_not_separate()
        {
            Assert.IsNull(Get("/a%2fb"));
            Assert.IsNull(Get("%2fa/b"));
        }

        [TestMethod]
        public void A_name_in_braces_takes_one_segment()
        {
            Assert.AreEqual("[led]", Get("/channels/led"));
            Assert.AreEqual("[a.b-c~d]", Get("/channels/a.b-c~d"));
            Assert.IsNull(Get("/channels/"));
            Assert.IsNull(Get("/channels"));
            Assert.IsNull(Get("/channels/led/x"));
        }

        [TestMethod]
        public void A_value_keeps_its_escapes()
        {
            Assert.AreEqual("[a%2Fb%20c]", Get("/channels/a%2Fb%20c"));
        }

        [TestMethod]
        public void A_route_may_have_several_names()
        {
            Assert.AreEqual("[one][two]", Get("/x/one/y/two"));
            Assert.AreEqual("[1][2][3][4]", Get("/four/1/2/3/4"));
            Assert.IsNull(Get("/x/one/z/two"));
            Assert.IsNull(Get("/x//y/two"));
        }

        [TestMethod]
        public void The_first_route_that_matches_wins()
        {
            Assert.AreEqual("special", Get("/order/special"));
            Assert.AreEqual("[other]", Get("/order/other"));
        }

        [TestMethod]
        public void A_route_begins_with_a_slash()
        {
            Assert.IsTrue(MapThrows(new Router(1), "a"));
            Assert.IsTrue(MapThrows(new Router(1), ""));
        }

        [TestMethod]
        public void A_full_table_takes_no_more()
        {
            Router router = new Router(1);

            Assert.IsFalse(MapThrows(router, "/a"));
            Assert.IsTrue(MapThrows(router, "/b"));
        }

        private static bool MapThrows(Router router, string template)
        {
            try
            {
                router.Map(template, new TextResource(""));
                return false;
            }
            catch (Exception)
            {
                return true;
            }
        }

        private static string Get(string path)
        {
            TestServer server = new TestServer(new ServerOptions { Slots = 1 });
            server.Server.Map("/a/b", new TextResource("exact"));
            server.Server.Map("/channels/{id}", new Values(1));
            server.Server.Map("/x/{one}/y/{two}", new Values(2));
            server.Server.Map("/four/{a}/{b}/{c}/{d}", new Values(4));
            server.Server.Map("/order/special", new TextResource("special"));
            server.Server.Map("/order/{name}", new Values(1));
            Reply reply = server.Begin().Connect().Request("GET " + path);
            return reply.Status == 200 ? reply.Content : null;
        }

        /// <summary>Answers with the values of its route in brackets.</summary>
        private sealed class Values : Resource
        {
            private readonly int _count;

            public Values(int count)
                : base(RequestMethod.Get)
            {
                _count = count;
            }

            public override void OnRequest(Exchange exchange)
            {
                string values = "";
                for (int i = 0; i < _count; i++)
                {
                    exchange.GetValue(i, out int offset, out int count);
                    values += "[" + exchange.Request.GetString(offset, count) + "]";
                }

                exchange.Response.Send(HttpStatus.Ok, "text/plain", values);
            }
        }
    }
}
