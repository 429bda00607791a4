using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;
using Nano.Tests.Support;
using Nano.Web.Http;
using Nano.Web.Json;
using Nano.Web.Server;
using Nano.Web.WebSockets;

namespace Nano.Tests.Host.Memory
{
    /// <summary>Fixed memory: routes by delegates, streams of events and groups allocate nothing once they run, but for the strings that a handler asks for.</summary>
    [TestClass]
    public class EasyAllocationTests
    {
        private const int Rounds = 3000;

        private static readonly string s_long = new string('ü', 5000);

        [TestMethod]
        [DataRow("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 200 ")]
        [DataRow("HEAD /hello HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 200 ")]
        [DataRow("GET /value/17?n=4 HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 204 ")]
        [DataRow("POST /form HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 7\r\n\r\na=1&n=2", "HTTP/1.1 204 ")]
        [DataRow("GET /json HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 200 ")]
        [DataRow("PUT /json HTTP/1.1\r\nHost: a\r\nContent-Length: 12\r\n\r\n{\"value\": 1}", "HTTP/1.1 200 ")]
        [DataRow("GET /cookie HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 200 ")]
        [DataRow("GET /away HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 303 ")]
        [DataRow("GET /secret HTTP/1.1\r\nHost: a\r\nAuthorization: Basic YTpi\r\n\r\n", "HTTP/1.1 204 ")]
        [DataRow("DELETE /hello HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 405 ")]
        public void Three_thousand_requests_to_handlers_allocate_nothing(string request, string answer)
        {
            MemoryBoard board = NewBoard(out _, out _);
            MemoryClient client = board.Connect();
            byte[] bytes = Encoding.Latin1.GetBytes(request);
            byte[] start = Encoding.Latin1.GetBytes(answer);

            long allocated = board.Measure(Rounds, () =>
            {
                client.Send(bytes, 0, bytes.Length);
                return board.ReceivesStartOf(client, start);
            });

            Assert.AreEqual(0, allocated);
            Assert.AreEqual(0, board.Server.Statistics.Faults);
        }

        [TestMethod]
        public void Three_thousand_texts_longer_than_the_send_buffer_allocate_nothing()
        {
            MemoryBoard board = NewBoard(out _, out _);
            MemoryClient client = board.Connect();
            byte[] bytes = Encoding.Latin1.GetBytes("GET /long HTTP/1.1\r\nHost: a\r\n\r\n");

            long allocated = board.Measure(Rounds, () =>
            {
                client.Send(bytes, 0, bytes.Length);
                return board.Drain(client) > 10_000;
            });

            Assert.AreEqual(0, allocated);
        }

        [TestMethod]
        public void Three_thousand_messages_to_a_group_one_of_whose_members_is_stuck_allocate_nothing()
        {
            MemoryBoard board = NewBoard(out WebSocketGroup group, out _);
            MemoryClient stuck = board.OpenWebSocket("/chat");
            MemoryClient client = board.OpenWebSocket("/chat");

            long allocated = board.Measure(Rounds, () =>
            {
                group.Send("a message to all members");
                board.Settle();
                return board.Drain(client) > 20;
            });

            Assert.AreEqual(0, allocated);
            Assert.IsNotNull(stuck);
            Assert.IsGreaterThan(Rounds / 2, group.GetLost(0));
            Assert.AreEqual(0, group.GetLost(1));
        }

        [TestMethod]
        public void Three_thousand_events_allocate_nothing()
        {
            MemoryBoard board = NewBoard(out _, out EventStream stream);
            MemoryClient client = board.Connect();
            byte[] bytes = Encoding.Latin1.GetBytes("GET /events HTTP/1.1\r\nHost: a\r\n\r\n");
            client.Send(bytes, 0, bytes.Length);
            board.Drain(client);

            long allocated = board.Measure(Rounds, () =>
            {
                stream.Send("tick", "12:00:00");
                board.Settle();
                return board.Drain(client) > 20;
            });

            Assert.AreEqual(0, allocated);
        }

        private static MemoryBoard NewBoard(out WebSocketGroup group, out EventStream stream)
        {
            WebSocketGroup made = null;
            EventStream events = null;
            MemoryBoard board = new MemoryBoard(new ServerOptions { MaximumRequests = int.MaxValue }, server =>
            {
                server.MapGet("/hello", exchange => exchange.Response.SendText("Grüße"));
                server.MapGet("/long", exchange => exchange.Response.SendText(s_long));
                server.MapGet("/value/{id}", exchange => exchange.Response.Send(exchange.TryGetInteger("id", out int id) && exchange.TryGetInteger("n", out int n) && id == 17 && n == 4 ? 204 : 400));
                server.MapPost("/form", exchange => exchange.Response.Send(exchange.TryGetInteger("n", out int n) && n == 2 ? 204 : 400));
                server.MapGet("/json", exchange => exchange.Response.SendJson(s_writeJson));
                server.MapPut("/json", exchange =>
                {
                    JsonReader reader = exchange.ReadJson();
                    long value = 0;
                    bool isThere = reader.FindMember("value") && reader.TryGetInteger(0, 9, out value);
                    JsonWriter json = exchange.Response.BeginJson();
                    json.BeginObject();
                    json.Add("there", isThere);
                    json.Add("value", value);
                    json.EndObject();
                    exchange.Response.EndJson();
                });
                server.MapGet("/cookie", exchange =>
                {
                    exchange.Response.Begin(HttpStatus.Ok);
                    exchange.Response.SetCookie("a", "1", 60);
                    exchange.Response.SendText("set");
                });
                server.MapGet("/away", exchange => exchange.Response.Redirect("/hello"));
                server.MapGet("/secret", exchange => exchange.Response.Send(exchange.HasCredentials("a", "b") ? 204 : 401));
                events = server.MapEvents("/events");
                made = server.CreateGroup(SlowPolicy.DropOldest, 1024);
                server.MapWebSocket("/chat").Group = made;
            });
            group = made;
            stream = events;
            return board;
        }

        private static readonly JsonContent s_writeJson = json =>
        {
            json.BeginObject();
            json.Add("text", "quote \" and ü");
            json.Add("number", 21.5, 1);
            json.EndObject();
        };
    }
}
