using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;
using Nano.Web.Server;

namespace Nano.Tests.Host.Conformance
{
    /// <summary>RFC 6455 sections 4.2.1 and 4.4: handshakes that must be refused, and how. The server ignores frames that follow them.</summary>
    [TestClass]
    public class HandshakeRefusalTests
    {
        [TestMethod]
        [DataRow("POST", 405)]
        [DataRow("PUT", 405)]
        [DataRow("PATCH", 405)]
        [DataRow("DELETE", 405)]
        [DataRow("OPTIONS", 204)]
        [DataRow("HEAD", 426)]
        [DataRow("CONNECT", 501)]
        [DataRow("TRACE", 501)]
        [DataRow("get", 501)]
        public void S4_2_1_1_A_method_other_than_GET_opens_nothing(string method, int status)
        {
            ExpectRefusal(new Handshake().RequestLine($"{method} /echo HTTP/1.1"), status, method != "HEAD" && status != 204);
        }

        [TestMethod]
        [DataRow("GET /echo HTTP/1.0", 426)]
        [DataRow("GET /echo HTTP/2.0", 505)]
        [DataRow("GET /echo HTTP/0.9", 505)]
        [DataRow("GET /echo http/1.1", 400)]
        [DataRow("GET /echo", 400)]
        [DataRow("GET  /echo HTTP/1.1", 400)]
        [DataRow("GET ws://board.local/echo HTTP/1.1", 400)]
        public void S4_2_1_1_A_request_line_that_is_not_HTTP_1_1_opens_nothing(string line, int status)
        {
            ExpectRefusal(new Handshake().RequestLine(line), status);
        }

        [TestMethod]
        public void S4_2_1_2_Host_is_required()
        {
            ExpectRefusal(new Handshake().Without("Host"), 400);
        }

        [TestMethod]
        [DataRow("Host: board.local\r\nHost: board.local")]
        [DataRow("Host: board.local\r\nHost: other.example")]
        [DataRow("Host: board.local, other.example")]
        [DataRow("Host: user@board.local")]
        public void S4_2_1_2_Host_is_one_authority(string host)
        {
            ExpectRefusal(new Handshake().Replace("Host", host), 400);
        }

        [TestMethod]
        [DataRow("X-No: Upgrade")]
        [DataRow("Upgrade:")]
        [DataRow("Upgrade: h2c")]
        [DataRow("Upgrade: websocket/13")]
        [DataRow("Upgrade: websockets")]
        [DataRow("Upgrade: xwebsocket")]
        [DataRow("Upgrade: web socket")]
        [DataRow("Upgrade: \"websocket\"")]
        [DataRow("Upgrade: h2c websocket")]
        public void S4_2_1_3_A_request_without_websocket_in_Upgrade_is_answered_with_426(string upgrade)
        {
            ExpectRefusal(new Handshake().Replace("Upgrade", upgrade), 426);
        }

        [TestMethod]
        [DataRow("X-No: Connection")]
        [DataRow("Connection:")]
        [DataRow("Connection: keep-alive")]
        [DataRow("Connection: websocket")]
        [DataRow("Connection: upgrades")]
        [DataRow("Connection: up grade")]
        [DataRow("Connection: keep-alive upgrade")]
        [DataRow("Connection: upgrade-insecure-requests")]
        [DataRow("Connection: close")]
        public void S4_2_1_4_A_request_without_upgrade_in_Connection_is_answered_with_426(string connection)
        {
            ExpectRefusal(new Handshake().Replace("Connection", connection), 426);
        }

        [TestMethod]
        [DataRow("X-No: Key")]
        [DataRow("Sec-WebSocket-Key:")]
        [DataRow("Sec-WebSocket-Key: AAECAwQFBgcICQoLDA0O")]
        [DataRow("Sec-WebSocket-Key: AAECAwQFBgcICQoLDA0ODxA=")]
        [DataRow("Sec-WebSocket-Key: AAECAwQFBgcICQoLDA0ODxAR")]
        [DataRow("Sec-WebSocket-Key: AAECAwQFBgcICQoLDA0ODxAREhM=")]
        [DataRow("Sec-WebSocket-Key: AAECAwQFBgcICQoLDA0ODw")]
        [DataRow("Sec-WebSocket-Key: AAECAwQFBgcICQoLDA0ODw=")]
        [DataRow("Sec-WebSocket-Key: AAECAwQFBgcICQoLDA0ODw===")]
        [DataRow("Sec-WebSocket-Key: AAECAwQFBgcICQoLDA0O=w==")]
        [DataRow("Sec-WebSocket-Key: AAECAwQFBgcI QoLDA0ODw==")]
        [DataRow("Sec-WebSocket-Key: AAECAwQFBgcI*QoLDA0ODw==")]
        [DataRow("Sec-WebSocket-Key: AAECAwQFBgcI-_oLDA0ODw==")]
        [DataRow("Sec-WebSocket-Key: \"AAECAwQFBgcICQoLDA0ODw==\"")]
        [DataRow("Sec-WebSocket-Key: ========================")]
        [DataRow("Sec-WebSocket-Key: sixteen bytes...")]
        [DataRow("Sec-WebSocket-Key: AAECAwQFBgcICQoLDA0ODw==, AAECAwQFBgcICQoLDA0ODw==")]
        [DataRow("Sec-WebSocket-Key: AAECAwQFBgcICQoLDA0ODw==\r\nSec-WebSocket-Key: AAECAwQFBgcICQoLDA0ODw==")]
        [DataRow("Sec-WebSocket-Key: AAECAwQFBgcICQoLDA0ODw==\r\nX-Between: 1\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==")]
        public void S4_2_1_5_The_key_is_sixteen_bytes_in_Base64_once(string key)
        {
            ExpectRefusal(new Handshake().Replace("Sec-WebSocket-Key", key), 400);
        }

        [TestMethod]
        [DataRow("X-No: Version")]
        [DataRow("Sec-WebSocket-Version:")]
        [DataRow("Sec-WebSocket-Version: 0")]
        [DataRow("Sec-WebSocket-Version: 7")]
        [DataRow("Sec-WebSocket-Version: 8")]
        [DataRow("Sec-WebSocket-Version: 12")]
        [DataRow("Sec-WebSocket-Version: 14")]
        [DataRow("Sec-WebSocket-Version: 25")]
        [DataRow("Sec-WebSocket-Version: 255")]
        [DataRow("Sec-WebSocket-Version: 256")]
        [DataRow("Sec-WebSocket-Version: 013")]
        [DataRow("Sec-WebSocket-Version: +13")]
        [DataRow("Sec-WebSocket-Version: 13.0")]
        [DataRow("Sec-WebSocket-Version: 0xD")]
        [DataRow("Sec-WebSocket-Version: thirteen")]
        [DataRow("Sec-WebSocket-Version: 13, 8")]
        [DataRow("Sec-WebSocket-Version: 8, 13")]
        [DataRow("Sec-WebSocket-Version: 13, 13")]
        [DataRow("Sec-WebSocket-Version: 13\r\nSec-WebSocket-Version: 13")]
        [DataRow("Sec-WebSocket-Version: 13\r\nX-Between: 1\r\nsec-websocket-version: 8")]
        public void S4_4_A_version_other_than_13_is_answered_with_426_and_the_version_wanted(string version)
        {
            ExpectRefusal(new Handshake().Replace("Sec-WebSocket-Version", version), 426);
        }

        [TestMethod]
        [DataRow("Content-Length: 5", "hello")]
        [DataRow("Content-Length: 1", "\u0081")]
        [DataRow("Transfer-Encoding: chunked", "5\r\nhello\r\n0\r\n\r\n")]
        [DataRow("Transfer-Encoding: chunked", "0\r\n\r\n")]
        public void S4_1_A_handshake_has_no_content(string field, string content)
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Connect();

            peer.Send(new Handshake().AddLines(field).Content(content).ToBytes());
            AssertRefused(peer.ReadResponse(), 400);

            // The server has read the content as such, and the connection goes on.
            peer.Open();
            peer.Close();
        }

        [TestMethod]
        public void S4_1_A_handshake_that_waits_for_100_before_its_content_gets_its_refusal_and_the_end()
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Connect();

            peer.Send(new Handshake().Add("Content-Length", "5").Add("Expect", "100-continue").ToBytes());

            // Whether content follows now cannot be known, so nothing that follows may be taken for a request (RFC 9110 section 10.1.1).
            string response = peer.ReadResponse();
            AssertRefused(response, 400);
            Assert.Contains("\r\nConnection: close\r\n", response);
            peer.Send(Encoding.ASCII.GetBytes("GET /text HTTP/1.1\r\nHost: a\r\n\r\n"));
            server.WaitUntilRead();
            peer.Link.Finish();
            peer.ExpectEnd();
        }

        [TestMethod]
        [DataRow("Upgrade : websocket")]
        [DataRow(" Upgrade: websocket")]
        [DataRow("Upgrade\u00A0: websocket")]
        [DataRow("Upgrade: websocket\0")]
        [DataRow("Upgrade: web\nSocket: no")]
        [DataRow("Upgrade: web\rsocket")]
        [DataRow("Upgrade:\r\n websocket")]
        [DataRow("Upgrade websocket")]
        public void S4_2_1_Fields_that_break_the_grammar_of_HTTP_are_refused(string upgrade)
        {
            ExpectRefusal(new Handshake().Replace("Upgrade", upgrade), 400);
        }

        [TestMethod]
        [DataRow("chat superchat")]
        [DataRow("chat;q=1")]
        [DataRow("chat, super chat")]
        [DataRow("chat, \"superchat\"")]
        [DataRow("chat, a/b")]
        [DataRow("{chat}")]
        [DataRow("chät")]
        [DataRow("")]
        [DataRow(",")]
        public void S4_3_Subprotocols_that_break_the_grammar_are_refused(string protocols)
        {
            ExpectRefusal(new Handshake().Add("Sec-WebSocket-Protocol", protocols), 400);
        }

        [TestMethod]
        [DataRow("/nothing", 404)]
        [DataRow("/echo/", 404)]
        [DataRow("/Echo", 404)]
        [DataRow("/text", 200)]
        public void S4_2_2_4_A_path_that_is_no_WebSocket_is_answered_as_HTTP(string path, int status)
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Connect();

            peer.Send(new Handshake(path).ToBytes());

            Assert.StartsWith($"HTTP/1.1 {status} ", peer.ReadResponse());
            peer.Open();
            peer.Close();
        }

        [TestMethod]
        [DataRow(414, "GET /echo?", "x")]
        [DataRow(431, "GET /echo HTTP/1.1\r\nCookie: ", "x")]
        public void S10_4_A_handshake_too_long_for_the_buffers_is_refused_before_it_ends(int status, string start, string rest)
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Connect();

            peer.Send(start + new StringBuilder().Insert(0, rest, 1300));

            AssertRefused(peer.ReadResponse(), status);
            peer.Link.Finish();
            peer.ExpectEnd();
        }

        private static void ExpectRefusal(Handshake handshake, int status, bool hasReason = true)
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Connect();
            peer.Send(handshake.ToBytes(), hasReason ? Frames.Text("not heard") : Array.Empty<byte>());
            string response = hasReason ? peer.ReadResponse() : peer.ReadHead();
            AssertRefused(response, status, hasReason);
            Assert.AreEqual("", server.Echo.Events);

            // The refusal affects no other client.
            using Peer next = server.Open();
            next.Close();
        }

        private static void AssertRefused(string response, int status, bool hasReason = true)
        {
            Assert.StartsWith($"HTTP/1.1 {status} ", response);
            Assert.DoesNotContain("Sec-WebSocket-Accept", response);
            if (hasReason)
            {
                Assert.IsFalse(response.EndsWith("\r\n\r\n", StringComparison.Ordinal), "The refusal should give its reason.");
            }

            if (status == 426)
            {
                Assert.Contains("\r\nSec-WebSocket-Version: 13\r\n", response);
                Assert.Contains("\r\nUpgrade: websocket\r\n", response);
                Assert.Contains("\r\nConnection: Upgrade\r\n", response);
            }
        }
    }
}
