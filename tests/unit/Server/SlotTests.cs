using Nano.Tests.Unit.Support;
using Nano.Web.Server;
using Nano.Web.WebSockets;

namespace Nano.Tests.Unit.Server
{
    /// <summary>The slots: how many there are, who gets them, and how they come free again.</summary>
    [TestClass]
    public class SlotTests
    {
        [TestMethod]
        public void As_many_clients_as_slots_are_served_at_once()
        {
            TestServer server = TestServer.Start(new ServerOptions { Slots = 3 });
            TestClient[] clients = { server.Connect(), server.Connect(), server.Connect() };
            for (int i = 0; i < 3; i++)
            {
                Assert.AreEqual("hello", clients[i].Request("GET /").Content);
            }

            Assert.AreEqual(3, server.Server.Clients);
            Assert.AreEqual(3L, server.Server.Statistics.Connections);
        }

        [TestMethod]
        public void One_client_more_is_told_503_and_when_to_come_back()
        {
            TestServer server = TestServer.Start();
            server.Open();
            server.Open();
            TestClient third = server.Connect();
            third.Send("GET /", "X: 1\r\n");
            Assert.IsNull(third.ReadReply(), "The answer waits for the whole head.");
            third.Send("\r\n");
            Reply reply = third.ReadReply();

            Assert.AreEqual(503, reply.Status);
            Assert.AreEqual("All connections are in use. Try again in a few seconds.\n", reply.Content);
            Assert.AreEqual("5", reply.Field("Retry-After"));
            Assert.AreEqual("close", reply.Field("Connection"));
            Assert.AreEqual(1L, server.Server.Statistics.Refused);
        }

        [TestMethod]
        public void Each_of_several_clients_too_many_is_told()
        {
            TestServer server = TestServer.Start();
            server.Open();
            server.Open();
            TestClient third = server.Connect();
            TestClient fourth = server.Connect();
            server.Run();
            server.Wait(249);
            Assert.IsNull(third.ReadReply(), "A client that sends nothing is answered after 250 ms.");
            server.Wait(1);
            Assert.AreEqual(503, third.ReadReply().Status);
            third.Connection.Finish();
            fourth.Send("GET /", "\r\n");

            Assert.AreEqual(503, fourth.ReadReply().Status);
            Assert.IsTrue(third.IsClosed);
        }

        [TestMethod]
        public void A_refused_client_that_stays_is_closed_after_a_while()
        {
            TestServer server = TestServer.Start();
            server.Open();
            server.Open();
            TestClient third = server.Connect();
            third.Send("GET /", "\r\n");
            third.ReadReply();
            server.Wait(server.Options.LingerTimeout);

            Assert.IsTrue(third.IsClosed);
        }

        [TestMethod]
        public void A_slot_that_comes_free_serves_the_next_client()
        {
            TestServer server = TestServer.Start();
            TestClient first = server.Open();
            server.Open();
            first.Connection.Reset();
            server.Run();

            Assert.AreEqual("hello", server.Connect().Request("GET /").Content);
        }

        [TestMethod]
        public void A_slot_serves_one_client_after_another()
        {
            TestServer server = TestServer.Start(new ServerOptions { Slots = 1 });
            for (int i = 0; i < 10; i++)
            {
                TestClient client = server.Connect();
                Assert.AreEqual("hello", client.Request("GET /").Content);
                client.Connection.Finish();
                Assert.IsTrue(client.IsClosed);
            }

            Assert.AreEqual(0, server.Server.Clients);
            Assert.AreEqual(0L, server.Server.Statistics.Refused);
        }

        [TestMethod]
        public void A_client_does_not_inherit_the_time_to_read_of_another()
        {
            TestServer server = new TestServer(new ServerOptions { Slots = 1 }, 700);
            server.Server.Map("/large", new StreamResource(5000, true));
            TestClient first = server.Begin().Connect();
            first.Send("GET /large", "\r\n");
            server.Wait(server.Options.SendTimeout - 1);
            first.Connection.Reset();
            server.Wait(0);
            Assert.AreEqual(0, server.Server.Clients);

            TestClient second = server.Connect();
            second.Send("GET /large", "\r\n");
            server.Wait(server.Options.SendTimeout - 1);
            Assert.IsFalse(second.IsClosed);
            server.Wait(1);
            Assert.IsTrue(second.IsClosed);
        }

        [TestMethod]
        public void A_client_does_not_inherit_the_half_request_of_another()
        {
            TestServer server = TestServer.Start(new ServerOptions { Slots = 1 });
            TestClient first = server.Connect();
            first.Send("GET /none", "X: ");
            first.Connection.Finish();
            Assert.IsTrue(first.IsClosed);

            Assert.AreEqual("hello", server.Connect().Request("GET /").Content);
        }

        [TestMethod]
        public void A_client_does_not_inherit_the_half_content_of_another()
        {
            TestServer server = TestServer.Start(new ServerOptions { Slots = 1 });
            TestClient first = server.Connect();
            first.Send("PUT /upload", "Content-Length: 9\r\n\r\nhel");
            first.Connection.Reset();
            server.Run();

            Assert.AreEqual("hello", server.Connect().Request("GET /").Content);
        }

        [TestMethod]
        public void A_client_does_not_inherit_the_half_message_of_another()
        {
            TestServer server = TestServer.Start(new ServerOptions { Slots = 1 });
            TestClient first = server.Open();
            first.Send(Bytes.Join(Frames.FirstOfText("a<e2>"), Bytes.Hex("00fe01")));
            first.Connection.Reset();
            server.Run();
            server.Handler.Clear();

            server.Open().Send(Frames.Text("b"));
            Assert.AreEqual("opened text{b}", server.Handler.Log);
        }

        [TestMethod]
        public void The_number_of_a_slot_is_below_the_number_of_slots()
        {
            TestServer server = new TestServer(null);
            Numbers numbers = new Numbers();
            server.Server.MapWebSocket("/numbers", numbers);
            server.Begin();
            for (int i = 0; i < 4; i++)
            {
                TestClient client = server.Connect();
                client.Upgrade("/numbers");
                if (i % 2 == 1)
                {
                    client.Connection.Reset();
                    server.Run();
                }
            }

            Assert.AreEqual("0 1 1", numbers.Log.Substring(0, 5));
        }

        [TestMethod]
        public void The_memory_of_the_buffers_is_told()
        {
            Assert.AreEqual(3 * (1280 + 832), TestServer.Start(new ServerOptions { Slots = 3 }).Server.BufferMemory);
        }

        [TestMethod]
        public void Sizes_out_of_range_are_refused()
        {
            Assert.IsTrue(Throws(new ServerOptions { Slots = 0 }));
            Assert.IsTrue(Throws(new ServerOptions { Slots = 65 }));
            Assert.IsTrue(Throws(new ServerOptions { ReceiveBuffer = 255 }));
            Assert.IsTrue(Throws(new ServerOptions { ReceiveBuffer = 32768 }));
            Assert.IsTrue(Throws(new ServerOptions { SendBuffer = 639 }));
            Assert.IsTrue(Throws(new ServerOptions { SendBuffer = 32768 }));
            Assert.IsFalse(Throws(new ServerOptions { Slots = 1, ReceiveBuffer = 256, SendBuffer = 640 }));
        }

        private static bool Throws(ServerOptions options)
        {
            try
            {
                new TestServer(options);
                return false;
            }
            catch (System.ArgumentException)
            {
                return true;
            }
        }

        /// <summary>Writes down the slots of its connections.</summary>
        private sealed class Numbers : Recorder
        {
            public override void OnOpened(WebSocket webSocket)
            {
                Note(webSocket.Slot.ToString());
            }

            public override void OnClosed(WebSocket webSocket, CloseStatus status, bool isClean)
            {
            }
        }
    }
}
