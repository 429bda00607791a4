using System;
using Nano.Tests.Unit.Support;
using Nano.Web.Http;
using Nano.Web.Server;

namespace Nano.Tests.Unit.Easy
{
    /// <summary>Routes by delegates: what they read of a request, and how they answer.</summary>
    [TestClass]
    public class HandlerTests
    {
        [TestMethod]
        public void A_route_answers_with_its_values_decoded()
        {
            TestServer server = new TestServer(null);
            server.Server.MapGet("/hello/{name}", exchange => exchange.Response.SendText("Hello " + exchange.GetValue("name")));
            TestClient client = server.Begin().Connect();

            Reply reply = client.Request("GET /hello/a%20b%2Fc");
            Assert.AreEqual("Hello a b/c", reply.Content);
            Assert.AreEqual("text/plain; charset=utf-8", reply.Field("Content-Type"));
            Assert.AreEqual("Hello gr<c3><bc>n+", client.Request("GET /hello/gr%C3%BCn+").Content);
            Assert.AreEqual("11", client.Request("HEAD /hello/world").Field("Content-Length"));
            Assert.AreEqual(405, client.Request("DELETE /hello/world").Status);
        }

        [TestMethod]
        public void Each_method_of_a_path_may_have_a_handler()
        {
            TestServer server = new TestServer(null);
            server.Server.MapGet("/x", exchange => exchange.Response.SendText("get"));
            server.Server.MapPost("/x", exchange => exchange.Response.SendText("post " + exchange.GetBody()));
            server.Server.MapPut("/x", exchange => exchange.Response.SendText("put " + exchange.BodyCount.ToString()));
            server.Server.MapDelete("/x", exchange => exchange.Response.Send(HttpStatus.NoContent));
            server.Server.MapPatch("/x", exchange => exchange.Response.SendText("patch"));
            TestClient client = server.Begin().Connect();

            Assert.AreEqual("get", client.Request("GET /x").Content);
            client.Send("POST /x", "Content-Length: 3\r\n\r\nabc");
            Assert.AreEqual("post abc", client.ReadReply().Content);
            client.Send("POST /x", "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n");
            Assert.AreEqual("post abc", client.ReadReply().Content);
            Assert.AreEqual("put 0", client.Request("PUT /x").Content);
            Assert.AreEqual(204, client.Request("DELETE /x").Status);
            Assert.AreEqual("patch", client.Request("PATCH /x").Content);
            Assert.AreEqual("OPTIONS, GET, HEAD, POST, PUT, PATCH, DELETE", client.Request("OPTIONS /x").Field("Allow"));
        }

        [TestMethod]
        public void A_second_handler_of_a_method_throws()
        {
            TestServer server = new TestServer(null);
            server.Server.MapGet("/x/{a}", exchange => { });
            AssertThrows(() => server.Server.MapGet("/x/{b}", exchange => { }));
            AssertThrows(() => server.Server.MapGet("/", exchange => { }));
            AssertThrows(() => server.Server.MapPost("/y", null));
        }

        [TestMethod]
        public void The_query_is_read_by_name()
        {
            TestServer server = new TestServer(null);
            server.Server.MapGet("/q", exchange => exchange.Response.SendText((exchange.GetQuery("a") ?? "-") + "|" + (exchange.GetQuery("b c") ?? "-") + "|" + (exchange.GetQuery("gr\u00fcn") ?? "-")));
            TestClient client = server.Begin().Connect();

            Assert.AreEqual("-|-|-", client.Request("GET /q").Content);
            Assert.AreEqual("1|x y|2", client.Request("GET /q?aa=0&a=1&b+c=x+y&gr%C3%BCn=2&a=3").Content);
            Assert.AreEqual("|%zz|-", client.Request("GET /q?a&b%20c=%25zz&").Content);
            Assert.AreEqual("=|-|-", client.Request("GET /q?a==").Content);
        }

        [TestMethod]
        public void A_form_is_read_by_name()
        {
            TestServer server = new TestServer(null);
            server.Server.MapPost("/f", exchange => exchange.Response.SendText(exchange.GetForm("name") ?? "-"));
            TestClient client = server.Begin().Connect();

            client.Send("POST /f", "Content-Type: application/x-www-form-urlencoded; charset=utf-8\r\nContent-Length: 18\r\n\r\nx=1&name=a+b%21&y=");
            Assert.AreEqual("a b!", client.ReadReply().Content);
            client.Send("POST /f", "Content-Type: text/plain\r\nContent-Length: 6\r\n\r\nname=a");
            Assert.AreEqual("-", client.ReadReply().Content);
        }

        [TestMethod]
        public void A_whole_number_is_read_from_route_or_query()
        {
            TestServer server = new TestServer(null);
            server.Server.MapGet("/n/{id}", exchange => exchange.Response.SendText(Number(exchange, "id") + Number(exchange, "n")));
            TestClient client = server.Begin().Connect();

            Assert.AreEqual("5;none;", client.Request("GET /n/5").Content);
            Assert.AreEqual("-7;8;", client.Request("GET /n/-7?n=8").Content);
            Assert.AreEqual("2147483647;-2147483648;", client.Request("GET /n/2147483647?n=-2147483648").Content);
            Assert.AreEqual("none;none;", client.Request("GET /n/2147483648?n=-2147483649").Content);
            Assert.AreEqual("none;none;", client.Request("GET /n/x?n=").Content);
            Assert.AreEqual("none;none;", client.Request("GET /n/-?n=1x").Content);
        }

        [TestMethod]
        public void JSON_is_read_and_written()
        {
            TestServer server = new TestServer(null);
            server.Server.MapPost("/j", exchange =>
            {
                Web.Json.JsonReader reader = exchange.ReadJson();
                string name = reader.FindMember("name") ? reader.GetString() : null;
                long value = 0;
                bool hasValue = reader.FindMember("value") && reader.TryGetInteger(0, 100, out value);
                Web.Json.JsonWriter json = exchange.Response.BeginJson();
                json.BeginObject();
                json.Add("name", name);
                json.Add("value", value);
                json.Add("ok", hasValue);
                json.BeginArray("list");
                json.Add(1);
                json.Add("a\"b\n");
                json.Add(-2.345, 2);
                json.EndArray();
                json.EndObject();
                exchange.Response.EndJson();
            });
            TestClient client = server.Begin().Connect();

            client.Send("POST /j", "Content-Length: 42\r\n\r\n{\"x\":[{\"y\":1}],\"value\":7,\"name\":\"a\\u0062\"}");
            Reply reply = client.ReadReply();
            Assert.AreEqual("application/json", reply.Field("Content-Type"));
            Assert.AreEqual("{\"name\":\"ab\",\"value\":7,\"ok\":true,\"list\":[1,\"a\\\"b\\u000a\",-2.35]}", reply.Content);
            client.Send("POST /j", "Content-Length: 2\r\n\r\n[]");
            Assert.AreEqual("{\"name\":null,\"value\":0,\"ok\":false,\"list\":[1,\"a\\\"b\\u000a\",-2.35]}", client.ReadReply().Content);
        }

        [TestMethod]
        public void JSON_that_is_not_whole_or_does_not_fit_is_500()
        {
            TestServer server = new TestServer(null);
            server.Server.MapGet("/open", exchange => exchange.Response.SendJson(json => json.BeginObject()));
            server.Server.MapGet("/long", exchange => exchange.Response.SendJson(json => json.Add(Bytes.Repeat("a", 900))));
            TestClient client = server.Begin().Connect();

            Assert.AreEqual(500, client.Request("GET /open").Status);
            Assert.AreEqual(500, server.Connect().Request("GET /long").Status);
            Assert.AreEqual(2L, server.Server.Statistics.HandlerFaults);
        }

        [TestMethod]
        public void Cookies_and_redirections_are_sent_and_read()
        {
            TestServer server = new TestServer(null);
            server.Server.MapGet("/set", exchange =>
            {
                exchange.Response.Begin(HttpStatus.Ok);
                exchange.Response.SetCookie("s", "abc", 60);
                exchange.Response.SendText("set");
            });
            server.Server.MapGet("/get", exchange => exchange.Response.SendText(exchange.GetCookie("s") ?? "none"));
            server.Server.MapGet("/away", exchange => exchange.Response.Redirect("/get"));
            TestClient client = server.Begin().Connect();

            Assert.AreEqual("s=abc; Path=/; Max-Age=60; HttpOnly; SameSite=Strict", client.Request("GET /set").Field("Set-Cookie"));
            client.Send("GET /get", "Cookie: a=1; s=abc\r\n\r\n");
            Assert.AreEqual("abc", client.ReadReply().Content);
            Reply reply = client.Request("GET /away");
            Assert.AreEqual(303, reply.Status);
            Assert.AreEqual("/get", reply.Field("Location"));
        }

        [TestMethod]
        public void A_handler_that_does_not_answer_is_500()
        {
            AssertFails(exchange => { });
            AssertFails(exchange => exchange.Response.Begin(HttpStatus.Ok));
            AssertFails(exchange => exchange.Response.AddField("X", "1"));
            AssertFails(exchange => exchange.GetValue("nothing"));
            AssertFails(exchange => exchange.Response.SetCookie("a", "1", 1));
            AssertFails(exchange =>
            {
                exchange.Response.Begin(HttpStatus.Ok);
                exchange.Response.SetCookie("a", "1; Path=/x", 1);
                exchange.Response.SendText("");
            });
            AssertFails(exchange =>
            {
                exchange.Response.Begin(HttpStatus.Ok);
                exchange.Response.Send(HttpStatus.NotFound);
            });
        }

        private static void AssertFails(RequestHandler handler)
        {
            TestServer server = new TestServer(null);
            server.Server.MapGet("/x", handler);
            TestClient client = server.Begin().Connect();

            Assert.AreEqual(500, client.Request("GET /x").Status);
            Assert.AreEqual(1L, server.Server.Statistics.HandlerFaults);
        }

        private static string Number(Exchange exchange, string name)
        {
            return exchange.TryGetInteger(name, out int value) ? value.ToString() + ";" : "none;";
        }

        private delegate void Step();

        private static void AssertThrows(Step step)
        {
            bool isThrown = false;
            try
            {
                step();
            }
            catch (ArgumentException)
            {
                isThrown = true;
            }

            Assert.IsTrue(isThrown);
        }
    }
}
