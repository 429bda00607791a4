using System;
using Nano.Tests.Unit.Support;
using Nano.Web.Http;

namespace Nano.Tests.Unit.Easy
{
    /// <summary>Server-Sent Events to all clients of a path.</summary>
    [TestClass]
    public class StreamTests
    {
        [TestMethod]
        public void An_event_reaches_every_client()
        {
            TestServer server = Serve(out EventStream stream);
            TestClient one = Listen(server);
            TestClient two = Listen(server);
            Assert.AreEqual(2, stream.Count);

            Assert.AreEqual(2, stream.Send("tick", "12:00"));
            Assert.AreEqual("0019\r\nevent: tick\ndata: 12:00\n\n\r\n", one.ReadText());
            Assert.AreEqual("0019\r\nevent: tick\ndata: 12:00\n\n\r\n", two.ReadText());
        }

        [TestMethod]
        public void Each_line_of_the_data_is_a_field()
        {
            TestServer server = Serve(out EventStream stream);
            TestClient client = Listen(server);
            stream.Send("a\nb\r\nc\rd");

            Assert.AreEqual("0021\r\ndata: a\ndata: b\ndata: c\ndata: d\n\n\r\n", client.ReadText());
        }

        [TestMethod]
        public void A_client_that_leaves_is_no_client_any_more()
        {
            TestServer server = Serve(out EventStream stream);
            TestClient client = Listen(server);
            client.Connection.Reset();
            server.Run();

            Assert.AreEqual(0, stream.Count);
            Assert.AreEqual(0, stream.Send("a"));
        }

        [TestMethod]
        public void An_event_without_room_is_counted()
        {
            TestServer server = Serve(out EventStream stream);
            TestClient client = Listen(server);
            for (int i = 0; i < 40; i++)
            {
                stream.Send(Bytes.Repeat("a", 300));
                server.Run();
            }

            int arrived = client.ReadText().Length / 300;
            Assert.IsTrue(stream.Lost > 20);
            Assert.AreEqual(40L, arrived + stream.Lost);
        }

        [TestMethod]
        public void A_client_that_is_silent_gets_a_comment()
        {
            TestServer server = Serve(out EventStream stream);
            TestClient client = Listen(server);
            server.Wait(15000);

            Assert.AreEqual("0003\r\n:\n\n\r\n", client.ReadText());
        }

        [TestMethod]
        public void A_stream_ends_after_its_life_where_the_transport_does_not_notice_loss()
        {
            TestServer server = Serve(out EventStream stream);
            TestClient client = Listen(server);
            server.Wait(44999);
            client.ReadText();
            Assert.IsFalse(client.IsClosed);
            server.Wait(1);

            string end = client.ReadText();
            Assert.IsTrue(end.IndexOf("0\r\n\r\n") >= 0, end);
            Assert.IsTrue(client.IsClosed);
            Assert.AreEqual(0, stream.Count);
        }

        [TestMethod]
        public void A_stream_ends_when_the_server_stops()
        {
            TestServer server = Serve(out EventStream stream);
            TestClient client = Listen(server);
            server.Server.Stop();
            server.Run();

            Assert.AreEqual("0\r\n\r\n", client.ReadText());
            Assert.IsTrue(client.IsClosed);
            Assert.AreEqual(0, stream.Count);
        }

        [TestMethod]
        public void An_event_that_no_buffer_holds_and_a_type_with_a_line_end_throw()
        {
            Serve(out EventStream stream);
            AssertThrows(stream, null, Bytes.Repeat("a", 600));
            AssertThrows(stream, "a\nb", "");
        }

        [TestMethod]
        public void HEAD_has_the_fields_and_no_stream()
        {
            TestServer server = Serve(out EventStream stream);
            Reply reply = server.Connect().Request("HEAD /events");

            Assert.AreEqual("text/event-stream", reply.Field("Content-Type"));
            Assert.AreEqual("no-cache, no-transform", reply.Field("Cache-Control"));
            Assert.AreEqual(0, stream.Count);
        }

        private static void AssertThrows(EventStream stream, string type, string data)
        {
            bool isThrown = false;
            try
            {
                stream.Send(type, data);
            }
            catch (ArgumentException)
            {
                isThrown = true;
            }

            Assert.IsTrue(isThrown);
        }

        private static TestServer Serve(out EventStream stream)
        {
            TestServer server = new TestServer(null);
            stream = server.Server.MapEvents("/events");
            return server.Begin();
        }

        private static TestClient Listen(TestServer server)
        {
            TestClient client = server.Connect();
            client.Send("GET /events", "\r\n");
            string head = client.ReadText();
            Assert.AreEqual("\r\n\r\n", head.Substring(head.Length - 4));
            return client;
        }
    }
}
