using Nano.Tests.Unit.Support;
using Nano.Web.Server;

namespace Nano.Tests.Unit.Server
{
    /// <summary>Clients that reset or half-close the connection, in every state: the slot comes free, once.</summary>
    [TestClass]
    public class DisconnectTests
    {
        [TestMethod]
        public void A_reset_before_the_first_byte()
        {
            AssertFreed("", true);
        }

        [TestMethod]
        public void A_FIN_before_the_first_byte()
        {
            AssertFreed("", false);
        }

        [TestMethod]
        public void A_reset_within_the_head()
        {
            AssertFreed("GET / HT", true);
        }

        [TestMethod]
        public void A_FIN_within_the_head()
        {
            AssertFreed("GET / HT", false);
        }

        [TestMethod]
        public void A_reset_within_the_content()
        {
            AssertFreed("PUT /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhe", true);
        }

        [TestMethod]
        public void A_FIN_within_the_content()
        {
            AssertFreed("PUT /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhe", false);
        }

        [TestMethod]
        public void A_reset_between_requests()
        {
            AssertFreed("GET / HTTP/1.1\r\nHost: a\r\n\r\n", true);
        }

        [TestMethod]
        public void A_FIN_between_requests()
        {
            AssertFreed("GET / HTTP/1.1\r\nHost: a\r\n\r\n", false);
        }

        [TestMethod]
        public void A_reset_within_the_response()
        {
            AssertFreed("GET /large HTTP/1.1\r\nHost: a\r\n\r\n", true);
        }

        [TestMethod]
        public void A_reset_while_the_server_lingers()
        {
            AssertFreed("GET / HTTP/1.1\r\n\r\n", true);
        }

        [TestMethod]
        public void A_resource_is_told_once_that_its_response_was_broken_off()
        {
            StreamResource large = new StreamResource(5000, true);
            TestServer server = new TestServer(null, 700);
            server.Server.Map("/large", large);
            TestClient reset = server.Begin().Connect();
            reset.Send("GET /large", "\r\n");
            reset.Connection.Reset();
            server.Run();
            Assert.AreEqual(1, large.Aborted);

            server.Connect().Send("GET /large", "\r\n");
            server.Wait(server.Options.SendTimeout);
            server.Wait(100000);
            Assert.AreEqual(2, large.Aborted);
        }

        [TestMethod]
        public void A_resource_is_not_told_so_of_a_response_that_was_whole()
        {
            StreamResource large = new StreamResource(5000, true);
            TestServer server = new TestServer(null);
            server.Server.Map("/large", large);
            TestClient client = server.Begin().Connect();
            client.Request("GET /large");
            client.Connection.Reset();
            server.Run();

            Assert.AreEqual(0, large.Aborted);
        }

        [TestMethod]
        public void A_FIN_behind_a_request_does_not_keep_its_answer()
        {
            TestServer server = new TestServer(null, 700);
            server.Server.Map("/large", new StreamResource(5000, true));
            TestClient client = server.Begin().Connect();
            client.Send("GET /large", "\r\n");
            client.Connection.Finish();

            Assert.AreEqual(StreamResource.Content(5000), client.ReadReply().Content);
            Assert.IsTrue(client.IsClosed);
        }

        [TestMethod]
        public void A_FIN_behind_pipelined_requests_does_not_keep_their_answers()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Connect();
            byte[] requests = Bytes.Of("GET / HTTP/1.1\r\nHost: a\r\n\r\nGET /none HTTP/1.1\r\nHost: a\r\n\r\n");
            client.Connection.Send(requests, 0, requests.Length);
            client.Connection.Finish();

            Assert.AreEqual(200, client.ReadReply().Status);
            Assert.AreEqual(404, client.ReadReply().Status);
            Assert.IsTrue(client.IsClosed);
        }

        [TestMethod]
        public void A_reset_of_an_open_WebSocket_is_told_to_its_handler_once()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Open();
            client.Connection.Reset();
            server.Run();
            server.Wait(100000);

            Assert.AreEqual("opened closed(1006)", server.Handler.Log);
            Assert.AreEqual(0, server.Server.Clients);
        }

        [TestMethod]
        public void A_FIN_of_an_open_WebSocket_is_told_to_its_handler_once()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Open();
            client.Connection.Finish();
            server.Run();
            server.Wait(100000);

            Assert.AreEqual("opened closed(1006)", server.Handler.Log);
            Assert.AreEqual(0, server.Server.Clients);
        }

        [TestMethod]
        public void Messages_before_a_FIN_are_heard()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Open();
            byte[] bytes = Bytes.Join(Frames.Text("a"), Frames.FirstOfText("b"));
            client.Connection.Send(bytes, 0, bytes.Length);
            client.Connection.Finish();
            server.Run();

            Assert.AreEqual("opened text{a} closed(1006)", server.Handler.Log);
        }

        [TestMethod]
        public void A_close_before_a_FIN_is_a_clean_end()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Open();
            byte[] close = Frames.Close(1000, "");
            client.Connection.Send(close, 0, close.Length);
            client.Connection.Finish();

            Assert.IsTrue(client.IsClosed);
            Assert.AreEqual("opened closed(1000 clean)", server.Handler.Log);
            Assert.AreEqual("close(1000)", client.ReadFrames());
        }

        [TestMethod]
        public void A_FIN_within_a_frame_of_an_open_WebSocket_frees_the_slot()
        {
            byte[] frame = Bytes.Join(Frames.Text("Hello"), Frames.Ping("ping"));
            for (int cut = 1; cut < frame.Length; cut++)
            {
                TestServer server = TestServer.Start(new ServerOptions { Slots = 1 });
                TestClient client = server.Open();
                client.Send(Bytes.Slice(frame, 0, cut));
                client.Connection.Finish();
                server.Run();
                Assert.AreEqual(0, server.Server.Clients, "Cut at " + cut);
                Assert.AreEqual(1, server.Handler.Closed, "Cut at " + cut);
            }
        }

        [TestMethod]
        public void A_reset_while_our_close_waits_is_told_once()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Open();
            server.Server.Stop();
            server.Run();
            client.Connection.Reset();
            server.Run();

            Assert.AreEqual("opened closed(1006)", server.Handler.Log);
            Assert.AreEqual(0, server.Server.Clients);
        }

        /// <summary>Sends the beginning of something, breaks off, and asserts that the only slot serves the next client at once.</summary>
        private static void AssertFreed(string beginning, bool isReset)
        {
            TestServer server = new TestServer(new ServerOptions { Slots = 1 }, 700);
            server.Server.Map("/large", new StreamResource(5000, true));
            TestClient client = server.Begin().Connect();
            server.Run();
            client.Send(beginning);
            if (isReset)
            {
                client.Connection.Reset();
            }
            else
            {
                client.Connection.Finish();
            }

            Assert.IsTrue(client.IsClosed);
            Assert.AreEqual(0, server.Server.Clients);
            Assert.AreEqual("hello", server.Connect().Request("GET /").Content);
        }
    }
}
