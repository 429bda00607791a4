using Nano.Tests.Unit.Support;
using Nano.Web.Http;
using Nano.Web.WebSockets;

namespace Nano.Tests.Unit.Server
{
    /// <summary>The opening handshake (RFC 6455 section 4.2): who may enter, and what the others are told.</summary>
    [TestClass]
    public class HandshakeTests
    {
        private static string Key => "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
        private static string Version => "Sec-WebSocket-Version: 13\r\n";
        private static string Upgrade => "Upgrade: websocket\r\nConnection: Upgrade\r\n";

        [TestMethod]
        public void The_RFC_s_handshake_is_answered_as_in_the_RFC()
        {
            TestClient client = TestServer.Start().Connect();
            client.Send("GET /ws HTTP/1.1\r\nHost: server.example.com\r\n" + Upgrade + Key + "Origin: http://server.example.com\r\n" + Version + "\r\n");

            Assert.AreEqual(
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n",
                client.ReadText());
        }

        [TestMethod]
        public void A_handshake_may_come_one_byte_at_a_time()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Connect();
            client.SendSlowly(Bytes.Of("GET /ws HTTP/1.1\r\n" + TestServer.HandshakeFields + "\r\n"));

            Assert.AreEqual(101, client.ReadReply().Status);
            Assert.AreEqual("opened", server.Handler.Log);
        }

        [TestMethod]
        public void Frames_may_follow_in_the_segment_of_the_handshake()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Connect();
            client.Send(Bytes.Join(Bytes.Of("GET /ws HTTP/1.1\r\n" + TestServer.HandshakeFields + "\r\n"), Frames.Text("first"), Frames.Ping("p")));

            Assert.AreEqual(101, client.ReadReply().Status);
            Assert.AreEqual("opened text{first}", server.Handler.Log);
            Assert.AreEqual("pong(p)", client.ReadFrames());
        }

        [TestMethod]
        public void A_handshake_may_be_cut_anywhere_before_its_first_frame()
        {
            byte[] bytes = Bytes.Join(Bytes.Of("GET /ws HTTP/1.1\r\n" + TestServer.HandshakeFields + "\r\n"), Frames.Text("first"));
            TestServer server = TestServer.Start();
            for (int split = 1; split < bytes.Length; split += Bytes.CutStep(bytes.Length))
            {
                server.Handler.Clear();
                TestClient client = server.Connect();
                client.Send(Bytes.Slice(bytes, 0, split));
                client.Send(Bytes.Slice(bytes, split, bytes.Length - split));
                Assert.AreEqual("opened text{first}", server.Handler.Log, "Cut at " + split);
                client.Connection.Reset();
                server.Run();
            }
        }

        [TestMethod]
        public void A_WebSocket_is_counted()
        {
            TestServer server = TestServer.Start();
            server.Open();

            Assert.AreEqual(1L, server.Server.Statistics.WebSockets);
        }

        [TestMethod]
        public void Upgrade_and_websocket_may_be_in_any_case()
        {
            Assert.AreEqual(101, Shake("Upgrade: WebSocket\r\nConnection: UPGRADE\r\n" + Key + Version));
            Assert.AreEqual(101, Shake("UPGRADE: WEBSOCKET\r\nconnection: upgrade\r\n" + Key + Version));
        }

        [TestMethod]
        public void Upgrade_may_be_one_word_of_several()
        {
            Assert.AreEqual(101, Shake("Upgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n" + Key + Version));
            Assert.AreEqual(101, Shake("Upgrade: websocket\r\nConnection: Upgrade,keep-alive\r\n" + Key + Version));
            Assert.AreEqual(101, Shake("Upgrade: websocket\r\nConnection: keep-alive\r\nConnection: Upgrade\r\n" + Key + Version));
            Assert.AreEqual(101, Shake("Upgrade: h2c, websocket\r\nConnection: Upgrade\r\n" + Key + Version));
            Assert.AreEqual(101, Shake("Upgrade: h2c\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" + Key + Version));
        }

        [TestMethod]
        public void A_query_and_an_absolute_target_do_not_matter()
        {
            TestClient client = TestServer.Start().Connect();
            client.Send("GET http://a/ws?x=1 HTTP/1.1\r\n" + TestServer.HandshakeFields + "\r\n");

            Assert.AreEqual(101, client.ReadReply().Status);
        }

        [TestMethod]
        public void A_plain_GET_is_told_to_upgrade()
        {
            Reply reply = TestServer.Start().Connect().Request("GET /ws");

            Assert.AreEqual(426, reply.Status);
            Assert.AreEqual("websocket", reply.Field("Upgrade"));
            Assert.AreEqual("Upgrade", reply.Field("Connection"));
            Assert.AreEqual("13", reply.Field("Sec-WebSocket-Version"));
        }

        [TestMethod]
        public void A_client_that_was_told_to_upgrade_can_do_so()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Connect();
            client.Request("GET /ws");
            client.Upgrade("/ws");

            Assert.AreEqual(101, client.ReadReply().Status);
        }

        [TestMethod]
        public void Upgrade_needs_both_of_its_fields()
        {
            Assert.AreEqual(426, Shake("Upgrade: websocket\r\n" + Key + Version));
            Assert.AreEqual(426, Shake("Connection: Upgrade\r\n" + Key + Version));
            Assert.AreEqual(426, Shake("Upgrade: websocket\r\nConnection: close\r\n" + Key + Version));
            Assert.AreEqual(426, Shake("Upgrade: websockets\r\nConnection: Upgrade\r\n" + Key + Version));
            Assert.AreEqual(426, Shake("Upgrade: h2c\r\nConnection: Upgrade\r\n" + Key + Version));
        }

        [TestMethod]
        public void The_version_must_be_13()
        {
            Assert.AreEqual(426, Shake(Upgrade + Key));
            Assert.AreEqual(426, Shake(Upgrade + Key + "Sec-WebSocket-Version: 8\r\n"));
            Assert.AreEqual(426, Shake(Upgrade + Key + "Sec-WebSocket-Version: 14\r\n"));
            Assert.AreEqual(426, Shake(Upgrade + Key + "Sec-WebSocket-Version: 013\r\n"));
            Assert.AreEqual(426, Shake(Upgrade + Key + "Sec-WebSocket-Version: 1\r\n"));
            Assert.AreEqual(426, Shake(Upgrade + Key + "Sec-WebSocket-Version:\r\n"));
            Assert.AreEqual(426, Shake(Upgrade + Key + Version + Version));
        }

        [TestMethod]
        public void Another_version_is_told_which_one_is_spoken()
        {
            TestClient client = TestServer.Start().Connect();
            client.Send("GET /ws", Upgrade + Key + "Sec-WebSocket-Version: 25\r\n\r\n");

            Assert.AreEqual("13", client.ReadReply().Field("Sec-WebSocket-Version"));
        }

        [TestMethod]
        public void The_key_must_be_16_bytes_in_Base64_once()
        {
            Assert.AreEqual(400, Shake(Upgrade + Version));
            Assert.AreEqual(400, Shake(Upgrade + Version + "Sec-WebSocket-Key:\r\n"));
            Assert.AreEqual(400, Shake(Upgrade + Version + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAA\r\n"));
            Assert.AreEqual(400, Shake(Upgrade + Version + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAAA=\r\n"));
            Assert.AreEqual(400, Shake(Upgrade + Version + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAAAA\r\n"));
            Assert.AreEqual(400, Shake(Upgrade + Version + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA\r\n"));
            Assert.AreEqual(400, Shake(Upgrade + Version + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAA*==\r\n"));
            Assert.AreEqual(400, Shake(Upgrade + Version + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==, x\r\n"));
            Assert.AreEqual(400, Shake(Upgrade + Version + Key + Key));
        }

        [TestMethod]
        public void The_bits_that_the_key_s_last_digit_leaves_over_do_not_matter()
        {
            string digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
            for (int i = 0; i < digits.Length; i++)
            {
                Assert.AreEqual(101, Shake(Upgrade + Version + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAA" + digits[i] + "==\r\n"), "Digit " + digits[i]);
            }
        }

        [TestMethod]
        public void White_space_around_the_key_is_no_part_of_it()
        {
            Assert.AreEqual(101, Shake(Upgrade + Version + "Sec-WebSocket-Key:<09> dGhlIHNhbXBsZSBub25jZQ== \r\n"));
        }

        [TestMethod]
        public void A_handshake_has_no_body()
        {
            Assert.AreEqual(400, Shake(Upgrade + Version + Key + "Content-Length: 1\r\n"));
            Assert.AreEqual(400, Shake(Upgrade + Version + Key + "Transfer-Encoding: chunked\r\n"));
            Assert.AreEqual(101, Shake(Upgrade + Version + Key + "Content-Length: 0\r\n"));
        }

        [TestMethod]
        public void A_handshake_is_a_GET()
        {
            TestClient client = TestServer.Start().Connect();
            client.Send("POST /ws HTTP/1.1\r\n" + TestServer.HandshakeFields + "\r\n");

            Reply reply = client.ReadReply();
            Assert.AreEqual(405, reply.Status);
            Assert.AreEqual("OPTIONS, GET, HEAD", reply.Field("Allow"));
        }

        [TestMethod]
        public void HEAD_opens_no_connection()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Connect();
            client.Send("HEAD /ws HTTP/1.1\r\n" + TestServer.HandshakeFields + "\r\n");

            Assert.AreEqual(426, client.ReadReply(true).Status);
            Assert.AreEqual("", server.Handler.Log);
        }

        [TestMethod]
        public void HTTP_1_0_cannot_upgrade()
        {
            TestClient client = TestServer.Start().Connect();
            client.Send("GET /ws HTTP/1.0\r\n" + TestServer.HandshakeFields + "\r\n");

            Assert.AreEqual(426, client.ReadReply().Status);
        }

        [TestMethod]
        public void A_handshake_needs_one_host()
        {
            TestServer server = TestServer.Start();
            TestClient none = server.Connect();
            none.Send("GET /ws HTTP/1.1\r\n" + Upgrade + Key + Version + "\r\n");
            Assert.AreEqual(400, none.ReadReply().Status);

            TestClient two = server.Connect();
            two.Send("GET /ws HTTP/1.1\r\nHost: b\r\n" + TestServer.HandshakeFields + "\r\n");
            Assert.AreEqual(400, two.ReadReply().Status);
        }

        [TestMethod]
        public void An_unknown_path_is_not_found()
        {
            TestClient client = TestServer.Start().Connect();
            client.Upgrade("/wss");

            Assert.AreEqual(404, client.ReadReply().Status);
        }

        [TestMethod]
        public void A_page_ignores_the_wish_to_upgrade()
        {
            TestClient client = TestServer.Start().Connect();
            client.Send("GET / HTTP/1.1\r\n" + TestServer.HandshakeFields + "\r\n");

            Assert.AreEqual("hello", client.ReadReply().Content);
        }

        [TestMethod]
        public void A_page_of_the_same_origin_may_connect()
        {
            Assert.AreEqual(101, Shake(Upgrade + Key + Version + "Origin: http://a\r\n"));
            Assert.AreEqual(101, Shake(Upgrade + Key + Version + "Origin: https://a\r\n"));
        }

        [TestMethod]
        public void A_page_of_another_origin_may_not()
        {
            Assert.AreEqual(403, Shake(Upgrade + Key + Version + "Origin: http://b\r\n"));
            Assert.AreEqual(403, Shake(Upgrade + Key + Version + "Origin: http://a:81\r\n"));
            Assert.AreEqual(403, Shake(Upgrade + Key + Version + "Origin: http://b.a\r\n"));
            Assert.AreEqual(403, Shake(Upgrade + Key + Version + "Origin: http://ab\r\n"));
            Assert.AreEqual(403, Shake(Upgrade + Key + Version + "Origin: httpx://a\r\n"));
            Assert.AreEqual(403, Shake(Upgrade + Key + Version + "Origin: null\r\n"));
            Assert.AreEqual(403, Shake(Upgrade + Key + Version + "Origin:\r\n"));
        }

        [TestMethod]
        public void A_client_that_is_refused_for_its_origin_is_told_what_allows_it()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Connect();
            client.Send("GET /ws", Upgrade + Key + Version + "Origin: https://github.com/gilmaimon/TinyWebsockets\r\n\r\n");
            Assert.IsTrue(client.ReadReply().Content.IndexOf("To allow it: allow-origin=https://github.com/gilmaimon/TinyWebsockets in") > 0);

            client.Send("GET /ws", Upgrade + Key + Version + "Origin: x://a b<09>\"&\\<3c>script<3e><c3><a9>" + Bytes.Repeat("y", 100) + "\r\n\r\n");
            Assert.AreEqual("The origin x://a?b?????script???" + Bytes.Repeat("y", 64 - 21) + " may not do", client.ReadReply().Content.Substring(0, 11 + 64 + 11));

            client.Send("GET /ws", Upgrade + Key + Version + "Origin: null\r\n\r\n");
            Assert.IsTrue(client.ReadReply().Content.IndexOf("cannot be allowed") > 0);
        }

        [TestMethod]
        public void A_client_of_any_origin_that_is_allowed_may_connect()
        {
            string[] origins = { "file://", "https://github.com/gilmaimon/TinyWebsockets", "capacitor://localhost", "app://x", "chrome-extension://abcdefghijklmnop" };
            for (int i = 0; i < origins.Length; i++)
            {
                TestServer server = TestServer.Start();
                server.Server.Origins.Allow(origins[i]);
                TestClient client = server.Connect();
                client.Send("GET /ws", Upgrade + Key + Version + "Origin: " + origins[i] + "\r\n\r\n");
                Assert.AreEqual(101, client.ReadReply().Status, origins[i]);
            }
        }

        [TestMethod]
        public void The_port_is_part_of_the_origin()
        {
            TestClient client = TestServer.Start().Connect();
            client.Send("GET /ws HTTP/1.1\r\nHost: a:8080\r\nOrigin: http://a:8080\r\n" + Upgrade + Key + Version + "\r\n");

            Assert.AreEqual(101, client.ReadReply().Status);
        }

        [TestMethod]
        public void The_first_subprotocol_the_handler_chooses_is_echoed()
        {
            Assert.AreEqual("two", ProtocolFor("Sec-WebSocket-Protocol: one, two, three\r\n"));
            Assert.AreEqual("two", ProtocolFor("Sec-WebSocket-Protocol: one\r\nSec-WebSocket-Protocol: two\r\n"));
            Assert.AreEqual("two", ProtocolFor("Sec-WebSocket-Protocol: two\r\n"));
        }

        [TestMethod]
        public void No_subprotocol_is_echoed_when_none_fits()
        {
            Assert.IsNull(ProtocolFor("Sec-WebSocket-Protocol: one, three\r\n"));
            Assert.IsNull(ProtocolFor("Sec-WebSocket-Protocol: TWO, twos, tw\r\n"));
            Assert.IsNull(ProtocolFor(""));
        }

        [TestMethod]
        public void Subprotocols_are_a_list_of_tokens()
        {
            string[] lists = { "", ",", "a b", "\"two\"", "a/b", "two, (x)", "<e4>" };
            for (int i = 0; i < lists.Length; i++)
            {
                Assert.AreEqual(400, Shake(Upgrade + Key + Version + "Sec-WebSocket-Protocol: " + lists[i] + "\r\n"), lists[i]);
            }
        }

        [TestMethod]
        public void The_choice_of_one_client_is_not_the_next_one_s()
        {
            TestServer server = ProtocolServer();
            Assert.AreEqual("two", ProtocolOf(server, "Sec-WebSocket-Protocol: two\r\n"));
            Assert.IsNull(ProtocolOf(server, ""));
        }

        [TestMethod]
        public void Extensions_are_declined_by_silence()
        {
            TestClient client = TestServer.Start().Connect();
            client.Upgrade("/ws", "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n");

            Reply reply = client.ReadReply();
            Assert.AreEqual(101, reply.Status);
            Assert.IsNull(reply.Field("Sec-WebSocket-Extensions"));
        }

        [TestMethod]
        public void A_handler_may_refuse_with_its_own_status()
        {
            TestServer server = new TestServer(null);
            server.Server.MapWebSocket("/no", new Chooser());
            TestClient client = server.Begin().Connect();
            client.Upgrade("/no", "Sec-WebSocket-Protocol: busy\r\n");

            Reply reply = client.ReadReply();
            Assert.AreEqual(503, reply.Status);
            Assert.AreEqual("Not now.\n", reply.Content);
            Assert.AreEqual("hello", client.Request("GET /").Content);
        }

        [TestMethod]
        public void A_refused_client_opens_nothing()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Connect();
            client.Upgrade("/ws", "Origin: http://b\r\n");
            client.Connection.Reset();
            server.Run();

            Assert.AreEqual("", server.Handler.Log);
            Assert.AreEqual(0L, server.Server.Statistics.WebSockets);
        }

        private static int Shake(string lines)
        {
            TestClient client = TestServer.Start().Connect();
            client.Send("GET /ws", lines + "\r\n");
            return client.ReadReply().Status;
        }

        private static string ProtocolFor(string lines)
        {
            return ProtocolOf(ProtocolServer(), lines);
        }

        private static TestServer ProtocolServer()
        {
            TestServer server = new TestServer(null);
            server.Server.MapWebSocket("/two", new Chooser());
            return server.Begin();
        }

        private static string ProtocolOf(TestServer server, string lines)
        {
            TestClient client = server.Connect();
            client.Upgrade("/two", lines);
            Reply reply = client.ReadReply();
            Assert.AreEqual(101, reply.Status);
            return reply.Field("Sec-WebSocket-Protocol");
        }

        /// <summary>Speaks the subprotocol "two", and refuses who offers "busy".</summary>
        private sealed class Chooser : WebSocketHandler
        {
            public override void OnOpening(OpeningHandshake handshake)
            {
                if (handshake.Offers("busy"))
                {
                    handshake.Reject(HttpStatus.ServiceUnavailable, "Not now.");
                }
                else
                {
                    handshake.Accept("two");
                }
            }
        }
    }
}
