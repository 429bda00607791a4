using Nano.Tests.Unit.Support;
using Nano.Web.Http;
using Nano.Web.Server;

namespace Nano.Tests.Unit.Server
{
    /// <summary>Who gets a slot when none is free, and how many one address gets.</summary>
    [TestClass]
    public class EvictionTests
    {
        [TestMethod]
        public void The_connection_that_has_been_idle_for_longest_makes_room()
        {
            TestServer server = TestServer.Start(new ServerOptions { Slots = 3 });
            TestClient first = Idle(server);
            TestClient second = Idle(server);
            TestClient third = Idle(server);
            first.Request("GET /");
            server.Wait(10);

            Assert.AreEqual("hello", server.Connect().Request("GET /").Content);
            Assert.IsTrue(second.IsClosed);
            Assert.IsFalse(first.IsClosed);
            Assert.IsFalse(third.IsClosed);
            Assert.AreEqual(1L, server.Server.Statistics.Evicted);
            Assert.AreEqual(0L, server.Server.Statistics.Refused);
            Assert.AreEqual(4L, server.Server.Statistics.Connections);
            Assert.AreEqual(3, server.Server.Clients);
        }

        [TestMethod]
        public void A_WebSocket_never_makes_room()
        {
            TestServer server = TestServer.Start(new ServerOptions { Slots = 2 });
            TestClient first = server.Open();
            TestClient second = server.Open();
            server.Wait(5000);

            AssertRefused(server.Connect(), 503);
            Assert.IsFalse(first.IsClosed);
            Assert.IsFalse(second.IsClosed);
            Assert.AreEqual(0L, server.Server.Statistics.Evicted);
            Assert.AreEqual(1L, server.Server.Statistics.Refused);
        }

        [TestMethod]
        public void A_request_under_way_never_makes_room()
        {
            string[] parts =
            {
                "PUT /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhe",
                "GET /never HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /large HTTP/1.1\r\nHost: a\r\n\r\n",
            };
            for (int i = 0; i < parts.Length; i++)
            {
                TestServer server = new TestServer(new ServerOptions { Slots = 1 }, 700);
                server.Server.Map("/never", new Silent());
                server.Server.Map("/large", new StreamResource(5000, true));
                TestClient client = server.Begin().Connect();
                client.Send(parts[i]);
                server.Wait(5000);

                AssertRefused(server.Connect(), 503);
                Assert.IsFalse(client.IsClosed);
            }
        }

        [TestMethod]
        public void A_request_that_has_just_come_is_answered_before_its_connection_could_make_room()
        {
            TestServer server = TestServer.Start(new ServerOptions { Slots = 1 });
            TestClient first = Idle(server);
            TestClient second = server.Connect();
            byte[] half = Bytes.Of("GET / HT");
            first.Connection.Send(half, 0, half.Length);
            server.Run();

            AssertRefused(second, 503);
            first.Send("TP/1.1\r\nHost: a\r\n\r\n");
            Assert.AreEqual("hello", first.ReadReply().Content);
        }

        [TestMethod]
        public void A_new_connection_that_is_silent_makes_room_after_a_second()
        {
            TestServer server = TestServer.Start(new ServerOptions { Slots = 1 });
            TestClient silent = server.Connect();
            server.Run();
            server.Wait(999);
            AssertRefused(server.Connect(), 503);

            server.Wait(1);
            Assert.AreEqual("hello", server.Connect().Request("GET /").Content);
            Assert.IsTrue(silent.IsClosed);
        }

        [TestMethod]
        public void A_head_that_has_stalled_makes_room_after_three_seconds()
        {
            TestServer server = TestServer.Start(new ServerOptions { Slots = 1 });
            TestClient stalled = server.Connect();
            stalled.Send("GET / HT");
            server.Wait(2999);
            AssertRefused(server.Connect(), 503);

            server.Wait(1);
            Assert.AreEqual("hello", server.Connect().Request("GET /").Content);
            Assert.IsTrue(stalled.IsClosed);
        }

        [TestMethod]
        public void A_connection_that_only_drains_makes_room_before_one_that_is_idle()
        {
            TestServer server = TestServer.Start(new ServerOptions { Slots = 3 });
            TestClient idle = Idle(server);
            TestClient draining = server.Connect();
            draining.Send("PUT /none", "Content-Length: 16000\r\n\r\nx");
            Assert.AreEqual(404, draining.ReadReply().Status);
            TestClient refused = server.Connect();
            refused.Send("GET / HTTP/1.1\r\n\r\n");
            Assert.AreEqual(400, refused.ReadReply().Status);

            Assert.AreEqual("hello", server.Connect().Request("GET /").Content);
            Assert.AreEqual("hello", server.Connect().Request("GET /").Content);
            Assert.IsTrue(draining.IsClosed);
            Assert.IsTrue(refused.IsClosed);
            Assert.IsFalse(idle.IsClosed);
        }

        [TestMethod]
        public void The_second_begins_when_the_transport_s_handshake_is_done()
        {
            TestServer server = TestServer.Start(new ServerOptions { Slots = 1 });
            server.Faulty.IsOpening = true;
            TestClient silent = server.Connect();
            server.Run();
            server.Wait(6000);
            server.Faulty.IsOpening = false;
            server.Run();
            server.Wait(999);
            AssertRefused(server.Connect(), 503);

            server.Wait(1);
            Assert.AreEqual("hello", server.Connect().Request("GET /").Content);
            Assert.IsTrue(silent.IsClosed);
        }

        [TestMethod]
        public void A_client_in_the_transport_s_handshake_never_makes_room()
        {
            TestServer server = TestServer.Start(new ServerOptions { Slots = 1 });
            server.Faulty.IsOpening = true;
            TestClient opening = server.Connect();
            server.Run();
            server.Wait(6000);
            server.Connect();
            server.Run();

            Assert.AreEqual(1L, server.Server.Statistics.Refused);
            Assert.IsFalse(opening.IsClosed);
        }

        [TestMethod]
        public void A_client_that_has_left_makes_room_and_is_not_counted_as_put_out()
        {
            TestServer server = TestServer.Start(new ServerOptions { Slots = 1 });
            TestClient first = Idle(server);
            TestClient second = server.Connect();
            first.Connection.Finish();

            Assert.AreEqual("hello", second.Request("GET /").Content);
            Assert.AreEqual(0L, server.Server.Statistics.Evicted);
            Assert.AreEqual(0L, server.Server.Statistics.Refused);
        }

        [TestMethod]
        public void Connections_make_room_for_as_many_as_come()
        {
            TestServer server = TestServer.Start(new ServerOptions { Slots = 2 });
            TestClient webSocket = server.Open();
            TestClient last = null;
            for (int i = 0; i < 20; i++)
            {
                last = server.Connect();
                server.Wait(1000);
            }

            Assert.AreEqual(19L, server.Server.Statistics.Evicted);
            Assert.AreEqual(2, server.Server.Clients);
            Assert.AreEqual("hello", last.Request("GET /").Content);
            Assert.IsFalse(webSocket.IsClosed);
        }

        [TestMethod]
        public void An_address_with_enough_connections_gets_no_more()
        {
            TestServer server = TestServer.Start(new ServerOptions { Slots = 4, SlotsPerAddress = 2 });
            TestClient first = server.Open(1);
            TestClient second = Idle(server, 1);
            AssertRefused(server.Connect(1), 429);
            AssertRefused(server.Connect(1), 429);

            Assert.AreEqual("hello", server.Connect(2).Request("GET /").Content);
            Assert.AreEqual("hello", second.Request("GET /").Content);
            Assert.IsFalse(first.IsClosed);
            Assert.AreEqual(2L, server.Server.Statistics.RefusedPerAddress);
            Assert.AreEqual(0L, server.Server.Statistics.Refused);
        }

        [TestMethod]
        public void An_address_gets_a_slot_again_when_one_of_its_own_is_free()
        {
            TestServer server = TestServer.Start(new ServerOptions { Slots = 4, SlotsPerAddress = 1 });
            TestClient first = server.Open(1);
            AssertRefused(server.Connect(1), 429);
            first.Connection.Reset();
            server.Run();

            Assert.AreEqual("hello", server.Connect(1).Request("GET /").Content);
        }

        [TestMethod]
        public void An_address_with_enough_connections_is_refused_when_the_server_is_full_and_puts_nobody_out()
        {
            TestServer server = TestServer.Start(new ServerOptions { Slots = 2, SlotsPerAddress = 1 });
            TestClient first = Idle(server, 1);
            TestClient second = Idle(server, 2);
            AssertRefused(server.Connect(1), 429);

            Assert.IsFalse(first.IsClosed);
            Assert.IsFalse(second.IsClosed);
            Assert.AreEqual("hello", server.Connect(3).Request("GET /").Content);
            Assert.IsTrue(first.IsClosed);
        }

        [TestMethod]
        public void Many_of_one_address_at_once_are_turned_away_and_others_get_in()
        {
            TestServer server = TestServer.Start(new ServerOptions { Slots = 4, SlotsPerAddress = 1 });
            TestClient first = server.Open(1);
            for (int i = 0; i < 5; i++)
            {
                server.Connect(1);
            }

            Assert.AreEqual("hello", server.Connect(2).Request("GET /").Content);
            Assert.AreEqual(5L, server.Server.Statistics.RefusedPerAddress);
            server.Wait(server.Options.LingerTimeout);
            Assert.AreEqual(2, server.Server.Clients);
            Assert.IsFalse(first.IsClosed);
        }

        [TestMethod]
        public void Clients_without_an_address_are_not_counted()
        {
            TestServer server = TestServer.Start(new ServerOptions { Slots = 2, SlotsPerAddress = 1 });
            Assert.AreEqual("hello", server.Connect().Request("GET /").Content);
            Assert.AreEqual("hello", server.Connect().Request("GET /").Content);
        }

        private static TestClient Idle(TestServer server, int address = 0)
        {
            TestClient client = server.Connect(address);
            Assert.AreEqual("hello", client.Request("GET /").Content);
            server.Wait(10);
            return client;
        }

        private static void AssertRefused(TestClient client, int status)
        {
            client.Send("GET /", "\r\n");
            Reply reply = client.ReadReply();
            Assert.AreEqual(status, reply.Status);
            Assert.AreEqual("5", reply.Field("Retry-After"));
            Assert.AreEqual("close", reply.Field("Connection"));
            Assert.AreEqual("nosniff", reply.Field("X-Content-Type-Options"));
            client.Connection.Finish();
            Assert.IsTrue(client.IsClosed);
        }

        /// <summary>Never answers.</summary>
        private sealed class Silent : Resource
        {
            public Silent()
                : base(RequestMethod.Get)
            {
            }

            public override void OnRequest(Exchange exchange)
            {
            }
        }
    }
}
