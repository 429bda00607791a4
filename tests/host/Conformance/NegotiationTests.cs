using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;
using Nano.Web.Http;
using Nano.Web.WebSockets;

namespace Nano.Tests.Host.Conformance
{
    /// <summary>RFC 6455 sections 4.2.2, 9.1 and 10.2: subprotocols, extensions, origins, and what a handler may decide.</summary>
    [TestClass]
    public class NegotiationTests
    {
        [TestMethod]
        [DataRow("Sec-WebSocket-Protocol: chat.v2", "chat.v2")]
        [DataRow("Sec-WebSocket-Protocol: chat.v1", "chat.v1")]
        [DataRow("Sec-WebSocket-Protocol: chat.v1, chat.v2", "chat.v2")]
        [DataRow("Sec-WebSocket-Protocol: chat.v2,chat.v1", "chat.v2")]
        [DataRow("Sec-WebSocket-Protocol: mqtt , chat.v1 ,wamp", "chat.v1")]
        [DataRow("Sec-WebSocket-Protocol: chat.v1\r\nSec-WebSocket-Protocol: chat.v2", "chat.v2")]
        [DataRow("Sec-WebSocket-Protocol: mqtt\r\nX-Between: 1\r\nsec-websocket-protocol: chat.v1", "chat.v1")]
        public void S4_2_2_5_The_handlers_choice_among_the_subprotocols_offered_is_echoed(string offer, string chosen)
        {
            string head = Open(new Handshake().AddLines(offer));

            Assert.Contains($"\r\nSec-WebSocket-Protocol: {chosen}\r\n", head);
            Assert.AreEqual(head.IndexOf("Sec-WebSocket-Protocol", System.StringComparison.Ordinal), head.LastIndexOf("Sec-WebSocket-Protocol", System.StringComparison.Ordinal), "Exactly one.");
        }

        [TestMethod]
        [DataRow("X-No: Protocol")]
        [DataRow("Sec-WebSocket-Protocol: mqtt")]
        [DataRow("Sec-WebSocket-Protocol: mqtt, wamp")]
        [DataRow("Sec-WebSocket-Protocol: CHAT.V2")]
        [DataRow("Sec-WebSocket-Protocol: chat.v22")]
        [DataRow("Sec-WebSocket-Protocol: chat")]
        public void S4_2_2_5_When_no_subprotocol_fits_none_is_echoed(string offer)
        {
            string head = Open(new Handshake().AddLines(offer));

            Assert.DoesNotContain("Sec-WebSocket-Protocol", head);
        }

        [TestMethod]
        public void S4_2_2_5_The_subprotocol_of_one_client_is_not_the_next_ones()
        {
            using ConformanceServer server = new ConformanceServer();
            server.Echo.Opening = Choose;
            using Peer first = server.Connect();
            using Peer second = server.Connect();

            first.Send(new Handshake().Add("Sec-WebSocket-Protocol", "chat.v2").ToBytes());
            Assert.Contains("Sec-WebSocket-Protocol", first.ReadAccept());
            second.Send(new Handshake().ToBytes());
            Assert.DoesNotContain("Sec-WebSocket-Protocol", second.ReadAccept());

            first.Close();
            second.Close();
        }

        [TestMethod]
        public void S4_2_2_5_A_handler_that_knows_no_subprotocol_gets_none_echoed()
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Connect();

            peer.Send(new Handshake().Add("Sec-WebSocket-Protocol", "chat.v2").ToBytes());

            Assert.DoesNotContain("Sec-WebSocket-Protocol", peer.ReadAccept());
            peer.Close();
        }

        [TestMethod]
        [DataRow("permessage-deflate")]
        [DataRow("permessage-deflate; client_max_window_bits")]
        [DataRow("permessage-deflate; client_max_window_bits=15; server_no_context_takeover, x-webkit-deflate-frame")]
        [DataRow("foo; bar=\"a, b\"; baz")]
        public void S9_1_Extensions_are_declined_by_silence(string extensions)
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Connect();

            peer.Send(new Handshake().Add("Sec-WebSocket-Extensions", extensions).ToBytes());

            Assert.DoesNotContain("Sec-WebSocket-Extensions", peer.ReadAccept());
            peer.SendText("plain");
            peer.ExpectText("plain");

            // Frames that only the extension would allow remain forbidden.
            peer.Send(ClientFrame.Of(ClientFrame.Final | 0x40 | ClientFrame.Text, new byte[] { 0x4A, 0, 0 }));
            peer.ExpectFailure(1002);
        }

        [TestMethod]
        [DataRow("X-No: Origin")]
        [DataRow("Origin: http://board.local")]
        [DataRow("Origin: https://board.local")]
        [DataRow("origin: HTTP://board.local")]
        public void S10_2_A_page_of_the_same_host_and_no_page_at_all_may_connect(string origin)
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Connect();

            peer.Send(new Handshake().AddLines(origin).ToBytes());

            peer.ReadAccept();
            peer.Close();
        }

        [TestMethod]
        public void S10_2_The_same_host_has_the_same_port()
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Connect();

            peer.Send(new Handshake().Set("Host", "127.0.0.1:8080").Add("Origin", "http://127.0.0.1:8080").ToBytes());

            peer.ReadAccept();
            peer.Close();
        }

        [TestMethod]
        [DataRow("http://elsewhere.example")]
        [DataRow("http://board.local.elsewhere.example")]
        [DataRow("http://elsewhere.example/board.local")]
        [DataRow("http://xboard.local")]
        [DataRow("http://board.loca")]
        [DataRow("http://board.local:8080")]
        [DataRow("http://board.local/")]
        [DataRow("ftp+x://board.local")]
        [DataRow("chrome-extension://abcdefgh")]
        [DataRow("file://")]
        [DataRow("board.local")]
        [DataRow("null")]
        [DataRow("")]
        public void S10_2_A_page_of_another_origin_is_refused_with_403(string origin)
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Connect();

            peer.Send(new Handshake().Add("Origin", origin).ToBytes());

            Assert.StartsWith("HTTP/1.1 403 Forbidden\r\n", peer.ReadResponse());
            Assert.AreEqual("", server.Echo.Events);
            peer.Open();
            peer.Close();
        }

        [TestMethod]
        public void S10_2_A_handler_can_set_another_origin_policy()
        {
            using ConformanceServer server = new ConformanceServer();
            server.Echo.Opening = _ => { };
            using Peer peer = server.Connect();

            peer.Send(new Handshake().Add("Origin", "http://elsewhere.example").ToBytes());

            peer.ReadAccept();
            peer.Close();
        }

        [TestMethod]
        [DataRow(401)]
        [DataRow(403)]
        [DataRow(404)]
        [DataRow(429)]
        [DataRow(503)]
        public void S4_2_2_A_handler_refuses_with_the_status_and_the_words_it_likes(int status)
        {
            using ConformanceServer server = new ConformanceServer();
            server.Echo.Opening = handshake => handshake.Reject(status, "Not today.");
            using Peer peer = server.Connect();

            peer.Send(ClientFrame.Join(new Handshake().ToBytes()));

            string response = peer.ReadResponse();
            Assert.StartsWith($"HTTP/1.1 {status} ", response);
            Assert.EndsWith("\r\n\r\nNot today.\n", response);
            Assert.AreEqual("", server.Echo.Events);
        }

        [TestMethod]
        public void S4_2_2_A_handler_sees_the_request_it_decides_over()
        {
            using ConformanceServer server = new ConformanceServer();
            server.Echo.Opening = handshake =>
            {
                Request request = handshake.Request;
                if (request.GetString(request.QueryOffset, request.QueryCount) != "token=42" || request.GetField("cookie") != "a=b")
                {
                    handshake.Reject(HttpStatus.Unauthorized, "A token is missing.");
                }
            };
            using Peer stranger = server.Connect();
            using Peer peer = server.Connect();

            stranger.Send(new Handshake().ToBytes());
            peer.Send(new Handshake("/echo?token=42").Add("Cookie", "a=b").ToBytes());

            Assert.StartsWith("HTTP/1.1 401 ", stranger.ReadResponse());
            peer.ReadAccept();
            peer.Close();
        }

        [TestMethod]
        public void S4_2_2_A_handler_that_throws_while_it_decides_answers_500_and_affects_no_other_client()
        {
            using ConformanceServer server = new ConformanceServer();
            server.ExpectedFaults = 1;
            server.Echo.Opening = _ =>
            {
                server.Echo.Opening = null;
                throw new System.InvalidOperationException();
            };
            using Peer peer = server.Connect();

            peer.Send(new Handshake().ToBytes());

            Assert.StartsWith("HTTP/1.1 500 ", peer.ReadResponse());
            peer.Link.Finish();
            peer.ExpectEnd();
            using Peer next = server.Open();
            next.Close();
        }

        private static string Open(Handshake handshake)
        {
            using ConformanceServer server = new ConformanceServer();
            server.Echo.Opening = Choose;
            using Peer peer = server.Connect();
            peer.Send(handshake.ToBytes());
            string head = peer.ReadAccept();
            peer.Close();
            return head;
        }

        /// <summary>Prefers its newest subprotocol, independently of the order of the offer.</summary>
        private static void Choose(OpeningHandshake handshake)
        {
            if (handshake.Offers("chat.v2"))
            {
                handshake.Accept("chat.v2");
            }
            else if (handshake.Offers("chat.v1"))
            {
                handshake.Accept("chat.v1");
            }
        }
    }
}
