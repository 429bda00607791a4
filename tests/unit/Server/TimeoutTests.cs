using Nano.Tests.Unit.Support;
using Nano.Web.Http;
using Nano.Web.Server;
using Nano.Web.WebSockets;

namespace Nano.Tests.Unit.Server
{
    /// <summary>Times that run out, by a clock that tests move.</summary>
    [TestClass]
    public class TimeoutTests
    {
        [TestMethod]
        public void A_client_that_sends_nothing_is_closed_without_a_word()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Connect();
            server.Run();
            server.Wait(server.Options.FirstByteTimeout - 1);
            Assert.IsFalse(client.IsClosed);

            server.Wait(1);
            Assert.IsTrue(client.IsClosed);
            Assert.AreEqual("", client.ReadText());
            Assert.AreEqual(1L, server.Server.Statistics.FirstByteTimeouts);
            Assert.AreEqual(1L, server.Server.Statistics.Timeouts);
        }

        [TestMethod]
        public void The_transport_s_handshake_has_its_own_time_and_the_first_byte_then_its()
        {
            TestServer server = TestServer.Start();
            server.Faulty.IsOpening = true;
            TestClient slow = server.Connect();
            server.Run();
            server.Wait(server.Options.HandshakeTimeout - 1);
            Assert.IsFalse(slow.IsClosed);
            server.Wait(1);
            Assert.IsTrue(slow.IsClosed);
            Assert.AreEqual(1L, server.Server.Statistics.HandshakeTimeouts);

            TestClient silent = server.Connect();
            server.Run();
            server.Wait(server.Options.HandshakeTimeout - 1);
            server.Faulty.IsOpening = false;
            server.Run();
            server.Wait(server.Options.FirstByteTimeout - 1);
            Assert.IsFalse(silent.IsClosed);
            server.Wait(1);
            Assert.IsTrue(silent.IsClosed);
            Assert.AreEqual(1L, server.Server.Statistics.HandshakeTimeouts);
            Assert.AreEqual(1L, server.Server.Statistics.FirstByteTimeouts);
        }

        [TestMethod]
        public void A_head_that_does_not_end_is_408()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Connect();
            client.Send("GET / HT");
            server.Wait(server.Options.HeadTimeout - 1);
            Assert.IsNull(client.ReadReply());

            server.Wait(1);
            Reply reply = client.ReadReply();
            Assert.AreEqual(408, reply.Status);
            Assert.AreEqual("close", reply.Field("Connection"));
            Assert.AreEqual(1L, server.Server.Statistics.HeadTimeouts);
            Assert.AreEqual(1L, server.Server.Statistics.Timeouts);
        }

        [TestMethod]
        public void A_head_that_trickles_is_408_too()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Connect();
            byte[] head = Bytes.Of("GET / HTTP/1.1\r\nHost: a\r\nX: " + Bytes.Repeat("v", 100));
            for (int i = 0; i < head.Length && server.Now < 30000; i++)
            {
                client.Offer(head, i, 1);
                server.Wait(1000);
            }

            Assert.AreEqual(408, client.ReadReply().Status);
        }

        [TestMethod]
        public void The_time_for_a_head_begins_with_its_first_byte()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Connect();
            server.Run();
            server.Wait(server.Options.FirstByteTimeout - 1);
            client.Send("GET / ");
            server.Wait(server.Options.HeadTimeout - 1);
            client.Send("HTTP/1.1\r\nHost: a\r\n\r\n");

            Assert.AreEqual("hello", client.ReadReply().Content);
        }

        [TestMethod]
        public void The_time_for_the_next_head_begins_anew()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Connect();
            client.Request("GET /");
            server.Wait(server.Options.IdleTimeout - 1);
            client.Send("GET / ");
            server.Wait(server.Options.HeadTimeout - 1);
            client.Send("HTTP/1.1\r\nHost: a\r\n\r\n");

            Assert.AreEqual("hello", client.ReadReply().Content);
        }

        [TestMethod]
        public void A_pipelined_half_of_a_head_has_the_time_of_a_head()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Connect();
            client.Send("GET /", "\r\nGET ");
            Assert.AreEqual(200, client.ReadReply().Status);
            server.Wait(server.Options.HeadTimeout);

            Assert.AreEqual(408, client.ReadReply().Status);
        }

        [TestMethod]
        public void An_idle_connection_is_closed_without_a_word()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Connect();
            client.Request("GET /");
            server.Wait(server.Options.IdleTimeout - 1);
            Assert.IsFalse(client.IsClosed);

            server.Wait(1);
            Assert.IsTrue(client.IsClosed);
            Assert.AreEqual("", client.ReadText());
            Assert.AreEqual(1L, server.Server.Statistics.IdleTimeouts);
        }

        [TestMethod]
        public void Empty_lines_do_not_keep_a_connection()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Connect();
            client.Request("GET /");
            for (int i = 0; i < 40 && !client.IsClosed; i++)
            {
                client.Send("\r\n");
                server.Wait(1000);
            }

            Assert.IsTrue(client.IsClosed);
        }

        [TestMethod]
        public void Content_that_pauses_too_long_is_408()
        {
            TestServer server = TestServer.Start(new ServerOptions { MinimumContentRate = 0 });
            TestClient client = server.Connect();
            client.Send("PUT /upload", "Content-Length: 5\r\n\r\nhe");
            server.Wait(server.Options.ContentTimeout - 1);
            client.Send("l");
            server.Wait(server.Options.ContentTimeout - 1);
            Assert.IsNull(client.ReadReply());

            server.Wait(1);
            Assert.AreEqual(408, client.ReadReply().Status);
            Assert.AreEqual(1, server.Upload.Begun);
            Assert.AreEqual(0, server.Upload.Completed);
            Assert.AreEqual(1L, server.Server.Statistics.ContentTimeouts);
        }

        [TestMethod]
        public void Content_that_trickles_is_408_too()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Connect();
            client.Send("PUT /upload", "Content-Length: 1000\r\n\r\n");
            long start = server.Now;
            Reply reply = null;
            while (reply == null && server.Now < start + 60000)
            {
                client.Connection.Send(Bytes.Of("a"), 0, 1);
                server.Wait(1000);
                reply = client.ReadReply();
            }

            Assert.AreEqual(408, reply.Status);
            Assert.IsTrue(server.Now <= start + server.Options.ContentTimeout + 1000);
        }

        [TestMethod]
        public void Content_that_is_no_slower_than_it_may_be_has_all_the_time_it_needs()
        {
            TestServer server = TestServer.Start(new ServerOptions { MinimumContentRate = 10 });
            TestClient client = server.Connect();
            client.Send("PUT /upload", "Content-Length: 600\r\n\r\n");
            byte[] second = Bytes.Of(Bytes.Repeat("a", 10));
            for (int i = 0; i < 60; i++)
            {
                server.Wait(1000);
                client.Send(second);
            }

            Assert.AreEqual(200, client.ReadReply().Status);
        }

        [TestMethod]
        public void Content_that_came_fast_gives_no_more_time_for_what_comes_slowly()
        {
            TestServer server = TestServer.Start(new ServerOptions { MinimumContentRate = 10 });
            TestClient client = server.Connect();
            client.Send("PUT /upload", "Content-Length: 701\r\n\r\n");
            client.Send(Bytes.Of(Bytes.Repeat("a", 700)));
            server.Wait(server.Options.ContentTimeout - 1);
            Assert.IsNull(client.ReadReply());

            server.Wait(1);
            Assert.AreEqual(408, client.ReadReply().Status);
        }

        [TestMethod]
        public void Content_nobody_wants_that_pauses_too_long_ends_the_connection()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Connect();
            client.Send("PUT /none", "Content-Length: 5\r\n\r\nhe");
            server.Wait(server.Options.ContentTimeout);

            Assert.AreEqual(404, client.ReadReply().Status);
            Assert.IsTrue(client.IsClosed);
        }

        [TestMethod]
        public void A_client_that_does_not_read_is_given_up()
        {
            TestServer server = new TestServer(null, 700);
            server.Server.Map("/large", new StreamResource(5000, true));
            TestClient client = server.Begin().Connect();
            client.Send("GET /large", "\r\n");
            server.Wait(server.Options.SendTimeout - 1);
            Assert.IsFalse(client.IsClosed);

            server.Wait(1);
            Assert.IsTrue(client.IsClosed);
            Assert.AreEqual(1L, server.Server.Statistics.SendTimeouts);
            Assert.AreEqual(1L, server.Server.Statistics.Timeouts);
        }

        [TestMethod]
        public void A_client_that_reads_a_byte_a_second_is_given_up_too()
        {
            TestServer server = new TestServer(null, 700);
            server.Server.Map("/large", new StreamResource(5000, true));
            TestClient client = server.Begin().Connect();
            client.Send("GET /large", "\r\n");
            long start = server.Now;
            while (!client.IsClosed && server.Now < start + 60000)
            {
                server.Wait(1000);
                client.Take(1);
            }

            Assert.IsTrue(client.IsClosed);
            Assert.IsTrue(server.Now <= start + server.Options.SendTimeout + 2000);
        }

        [TestMethod]
        public void A_client_that_reads_no_slower_than_it_may_gets_everything()
        {
            TestServer server = new TestServer(null, 700);
            server.Server.Map("/large", new StreamResource(5000, true));
            TestClient client = server.Begin().Connect();
            client.Send("GET /large", "\r\n");
            for (int i = 0; i < 30; i++)
            {
                server.Wait(1000);
                client.Take(240);
            }

            Assert.AreEqual(StreamResource.Content(5000), client.ReadReply().Content);
        }

        [TestMethod]
        public void The_time_to_be_idle_begins_when_the_response_has_been_read()
        {
            TestServer server = new TestServer(null, 700);
            server.Server.Map("/large", new StreamResource(1500, true));
            TestClient client = server.Begin().Connect();
            client.Send("GET /large", "\r\n");
            for (int i = 0; i < 20; i++)
            {
                server.Wait(server.Options.SendTimeout / 2);
                client.Take(i == 0 ? 1 : 0);
                if (server.Server.Statistics.Timeouts > 0)
                {
                    break;
                }
            }

            // One that did not read lost its connection; one that read late is as idle as any other.
            Assert.AreEqual(1L, server.Server.Statistics.SendTimeouts);
            TestClient late = server.Connect();
            late.Send("GET /large", "\r\n");
            server.Wait(server.Options.SendTimeout - 1);
            Assert.AreEqual(StreamResource.Content(1500), late.ReadReply().Content);
            server.Wait(server.Options.IdleTimeout - 1);
            Assert.IsFalse(late.IsClosed);
            server.Wait(1);
            Assert.IsTrue(late.IsClosed);
        }

        [TestMethod]
        public void Without_a_slowest_rate_a_client_may_read_as_slowly_as_it_likes()
        {
            TestServer server = new TestServer(new ServerOptions { Slots = 2, MinimumSendRate = 0 }, 700);
            server.Server.Map("/large", new StreamResource(3000, true));
            TestClient client = server.Begin().Connect();
            client.Send("GET /large", "\r\n");
            for (int i = 0; i < 20; i++)
            {
                server.Wait(server.Options.SendTimeout - 1);
                client.Take(200);
            }

            Assert.AreEqual(StreamResource.Content(3000), client.ReadReply().Content);
        }

        [TestMethod]
        public void A_slot_forgets_the_client_that_did_not_read()
        {
            TestServer server = new TestServer(new ServerOptions { Slots = 1 }, 700);
            server.Server.Map("/large", new StreamResource(5000, true));
            TestClient first = server.Begin().Connect();
            first.Send("GET /large", "\r\n");
            server.Wait(server.Options.SendTimeout);

            // The next client's own time begins when it first takes nothing.
            TestClient second = server.Connect();
            second.Connection.Send(Bytes.Of("GET / HTTP/1.1\r\nHost: a\r\n\r\n"), 0, 27);
            server.Wait(60000);
            Assert.AreEqual("hello", second.ReadReply().Content);
        }

        [TestMethod]
        public void A_slow_client_does_not_make_another_wait()
        {
            TestServer server = new TestServer(new ServerOptions { Slots = 3 }, 700);
            server.Server.Map("/large", new StreamResource(5000, true));
            TestClient slow = server.Begin().Connect();
            slow.Send("GET /large", "\r\n");

            TestClient other = server.Connect();
            Assert.AreEqual("hello", other.Request("GET /").Content);
            Assert.AreEqual(StreamResource.Content(5000), other.Request("GET /large").Content);
        }

        [TestMethod]
        public void A_handler_that_takes_its_time_is_not_timed()
        {
            TestServer server = new TestServer(null);
            server.Server.Map("/never", new Silent());
            TestClient client = server.Begin().Connect();
            client.Send("GET /never", "\r\n");
            server.Wait(1000000);

            Assert.IsFalse(client.IsClosed);
        }

        [TestMethod]
        public void A_WebSocket_that_answers_no_ping_is_given_up_and_counted()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Open();
            server.Wait(server.Options.WebSocket.PingInterval);
            server.Wait(server.Options.WebSocket.PongTimeout - 1);
            Assert.AreEqual("opened", server.Handler.Log);

            server.Wait(1);
            server.Wait(server.Options.LingerTimeout);
            Assert.IsTrue(client.IsClosed);
            Assert.AreEqual(1L, server.Server.Statistics.PongTimeouts);
            Assert.AreEqual(1L, server.Server.Statistics.Timeouts);
            Assert.AreEqual(1, server.Server.Statistics.GetCloses((int)CloseStatus.Abnormal));
        }

        [TestMethod]
        public void A_Close_that_is_not_answered_is_counted()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Open();
            server.Handler.WebSocket.Close(CloseStatus.Normal, "", server.Now);
            server.Wait(server.Options.WebSocket.CloseTimeout - 1);
            Assert.AreEqual(0L, server.Server.Statistics.Timeouts);

            server.Wait(1);
            Assert.AreEqual(1L, server.Server.Statistics.CloseTimeouts);
            Assert.AreEqual(1L, server.Server.Statistics.Timeouts);
        }

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
