using System;
using Nano.Tests.Unit.Support;
using Nano.Web.Http;
using Nano.Web.Server;

namespace Nano.Tests.Unit.Easy
{
    /// <summary>Routes: which of several wins, and mistakes, which throw when a route is added.</summary>
    [TestClass]
    public class RouteTests
    {
        [TestMethod]
        public void Literal_text_wins_over_a_value_that_was_added_before()
        {
            TestServer server = new TestServer(null);
            server.Server.Map("/things/{id}", new TextResource("value"));
            server.Server.Map("/things/list", new TextResource("list"));
            server.Server.Map("/{any}/list", new TextResource("any"));
            server.Server.Map("/{*rest}", new TextResource("rest"));
            server.Server.Map("/{any}", new TextResource("one"));
            TestClient client = server.Begin().Connect();

            Assert.AreEqual("list", client.Request("GET /things/list").Content);
            Assert.AreEqual("list", client.Request("GET /things/%6cist").Content);
            Assert.AreEqual("value", client.Request("GET /things/lis").Content);
            Assert.AreEqual("any", client.Request("GET /other/list").Content);
            Assert.AreEqual("one", client.Request("GET /things").Content);
            Assert.AreEqual("rest", client.Request("GET /a/b/c").Content);
            Assert.AreEqual("hello", client.Request("GET /").Content);
        }

        [TestMethod]
        public void The_first_segment_that_differs_decides()
        {
            TestServer server = new TestServer(null);
            server.Server.Map("/{a}/b", new TextResource("value first"));
            server.Server.Map("/a/{b}", new TextResource("literal first"));

            Assert.AreEqual("literal first", server.Begin().Connect().Request("GET /a/b").Content);
        }

        [TestMethod]
        public void A_value_may_take_the_rest_of_the_path()
        {
            TestServer server = new TestServer(null);
            server.Server.Map("/files/{*path}", new TextResource("file"));
            TestClient client = server.Begin().Connect();

            Assert.AreEqual(200, client.Request("GET /files/a/b.txt").Status);
            Assert.AreEqual(200, client.Request("GET /files/").Status);
            Assert.AreEqual(200, client.Request("GET /files").Status);
            Assert.AreEqual(404, client.Request("GET /filesystem").Status);
            Assert.AreEqual(404, client.Request("GET /file").Status);
        }

        [TestMethod]
        public void A_malformed_route_throws_when_it_is_added()
        {
            AssertRefused("", "begins with '/'");
            AssertRefused("a", "begins with '/'");
            AssertRefused("/bad/{id", "a '{' has no '}'");
            AssertRefused("/bad/id}", "a '}' has no '{'");
            AssertRefused("/bad/{}", "has a name");
            AssertRefused("/bad/{a{b}", "has a name");
            AssertRefused("/bad/x{id}", "whole segment");
            AssertRefused("/bad/{id}.txt", "whole segment");
            AssertRefused("/bad/{a}/{a}", "two values have the name a");
            AssertRefused("/{a}/{b}/{c}/{d}/{e}", "at most 4 values");
            AssertRefused("/bad/{*a}/b", "last segment");
            AssertRefused("/bad?x", "no path has such a character");
            AssertRefused("/bad/a%20b", "not percent-encoded");
        }

        [TestMethod]
        public void A_route_that_matches_the_same_paths_throws_when_it_is_added()
        {
            TestServer server = new TestServer(null);
            server.Server.Map("/a/{id}", new TextResource(""));
            string message = Message(server.Server, "/a/{name}");
            Assert.IsTrue(message.IndexOf("/a/{name}") >= 0, message);
            Assert.IsNotNull(Message(server.Server, "/"));
        }

        [TestMethod]
        public void A_full_table_names_the_option_to_raise()
        {
            TestServer server = new TestServer(new ServerOptions { Slots = 1, MaximumRoutes = 3 });
            Assert.IsTrue(Message(server.Server, "/more").IndexOf("MaximumRoutes") >= 0);
        }

        private static void AssertRefused(string template, string reason)
        {
            TestServer server = new TestServer(null);
            string message = Message(server.Server, template);
            Assert.IsNotNull(message, template);
            Assert.IsTrue(message.IndexOf(reason) >= 0, message);

            // What was refused is no route.
            Assert.AreEqual(404, server.Begin().Connect().Request("GET /bad/x").Status);
        }

        private static string Message(WebServer server, string template)
        {
            try
            {
                server.Map(template, new TextResource(""));
                return null;
            }
            catch (Exception e)
            {
                return e.Message;
            }
        }
    }
}
