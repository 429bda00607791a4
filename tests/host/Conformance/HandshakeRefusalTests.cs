using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;
using Nano.Web.Server;

namespace Nano.Tests.Host.Conformance
{
    /// <summary>RFC 6455 sections 4.2.1 and 4.4: handshakes that must be refused, and how. No frame is heard behind them.</summary>
    [TestClass]
    public class HandshakeRefusalTests
    {
        [TestMethod]
        [OverBoth("POST", 405)]
        [OverBoth("PUT", 405)]
        [OverBoth("PATCH", 405)]
        [OverBoth("DELETE", 405)]
        [OverBoth("OPTIONS", 204)]
        [OverBoth("HEAD", 426)]
        [OverBoth("CONNECT", 501)]
        [OverBoth("TRACE", 501)]
        [OverBoth("get", 501)]
        public void S4_2_1_1_A_method_other_than_GET_opens_nothing(Wire wire, string method, int status)
        {
            ExpectRefusal(wire, new Handshake().RequestLine($"{method} /echo HTTP/1.1"), status, method != "HEAD" && status != 204);
        }

        [TestMethod]
        [OverBoth("GET /echo HTTP/1.0", 426)]
        [OverBoth("GET /echo HTTP/2.0", 505)]
        [OverBoth("GET /echo HTTP/0.9", 505)]
        [OverBoth("GET /echo http/1.1", 400)]
        [OverBoth("GET /echo", 400)]
        [OverBoth("GET  /echo HTTP/1.1", 400)]
        [OverBoth("GET ws://board.local/echo HTTP/1.1", 400)]
        public void S4_2_1_1_A_request_line_that_is_not_HTTP_1_1_opens_nothing(Wire wire, string line, int status)
        {
            ExpectRefusal(wire, new Handshake().RequestLine(line), status);
        }

        [TestMethod]
        [OverBoth]
        public void S4_2_1_2_Host_is_required(Wire wire)
        {
            ExpectRefusal(wire, new Handshake().Without("Host"), 400);
        }

        [TestMethod]
        [OverBoth("Host: board.local\r\nHost: board.local")]
        [OverBoth("Host: board.local\r\nHost: other.example")]
        [OverBoth("Host: board.local, other.example")]
        [OverBoth("Host: user@board.local")]
        public void S4_2_1_2_Host_is_one_authority(Wire wire, string host)
        {
            ExpectRefusal(wire, new Handshake().Replace("Host", host), 400);
        }

        [TestMethod]
        [OverBoth("X-No: Upgrade")]
        [OverBoth("Upgrade:")]
        [OverBoth("Upgrade: h2c")]
        [OverBoth("Upgrade: websocket/13")]
        [OverBoth("Upgrade: websockets")]
        [OverBoth("Upgrade: xwebsocket")]
        [OverBoth("Upgrade: web socket")]
        [OverBoth("Upgrade: \"websocket\"")]
        [OverBoth("Upgrade: h2c websocket")]
        public void S4_2_1_3_Without_websocket_in_Upgrade_the_client_is_told_to_upgrade(Wire wire, string upgrade)
        {
            ExpectRefusal(wire, new Handshake().Replace("Upgrade", upgrade), 426);
        }

        [TestMethod]
        [OverBoth("X-No: Connection")]
        [OverBoth("Connection:")]
        [OverBoth("Connection: keep-alive")]
        [OverBoth("Connection: websocket")]
        [OverBoth("Connection: upgrades")]
        [OverBoth("Connection: up grade")]
        [OverBoth("Connection: keep-alive upgrade")]
        [OverBoth("Connection: upgrade-insecure-requests")]
        [OverBoth("Connection: close")]
        public void S4_2_1_4_Without_upgrade_in_Connection_the_client_is_told_to_upgrade(Wire wire, string connection)
        {
            ExpectRefusal(wire, new Handshake().Replace("Connection", connection), 426);
        }

        [TestMethod]
        [OverBoth("X-No: Key")]
        [OverBoth("Sec-WebSocket-Key:")]
        [OverBoth("Sec-WebSocket-Key: AAECAwQFBgcICQoLDA0O")]
        [OverBoth("Sec-WebSocket-Key: AAECAwQFBgcICQoLDA0ODxA=")]
        [OverBoth("Sec-WebSocket-Key: AAECAwQFBgcICQoLDA0ODxAR")]
        [OverBoth("Sec-WebSocket-Key: AAECAwQFBgcICQoLDA0ODxAREhM=")]
        [OverBoth("Sec-WebSocket-Key: AAECAwQFBgcICQoLDA0ODw")]
        [OverBoth("Sec-WebSocket-Key: AAECAwQFBgcICQoLDA0ODw=")]
        [OverBoth("Sec-WebSocket-Key: AAECAwQFBgcICQoLDA0ODw===")]
        [OverBoth("Sec-WebSocket-Key: AAECAwQFBgcICQoLDA0O=w==")]
        [OverBoth("Sec-WebSocket-Key: AAECAwQFBgcI QoLDA0ODw==")]
        [OverBoth("Sec-WebSocket-Key: AAECAwQFBgcI*QoLDA0ODw==")]
        [OverBoth("Sec-WebSocket-Key: AAECAwQFBgcI-_oLDA0ODw==")]
        [OverBoth("Sec-WebSocket-Key: \"AAECAwQFBgcICQoLDA0ODw==\"")]
        [OverBoth("Sec-WebSocket-Key: ========================")]
        [OverBoth("Sec-WebSocket-Key: sixteen bytes...")]
        [OverBoth("Sec-WebSocket-Key: AAECAwQFBgcICQoLDA0ODw==, AAECAwQFBgcICQoLDA0ODw==")]
        [OverBoth("Sec-WebSocket-Key: AAECAwQFBgcICQoLDA0ODw==\r\nSec-WebSocket-Key: AAECAwQFBgcICQoLDA0ODw==")]
        [OverBoth("Sec-WebSocket-Key: AAECAwQFBgcICQoLDA0ODw==\r\nX-Between: 1\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==")]
        public void S4_2_1_5_The_key_is_sixteen_bytes_in_Base64_once(Wire wire, string key)
        {
            ExpectRefusal(wire, new Handshake().Replace("Sec-WebSocket-Key", key), 400);
        }

        [TestMethod]
        [OverBoth("X-No: Version")]
        [OverBoth("Sec-WebSocket-Version:")]
        [OverBoth("Sec-WebSocket-Version: 0")]
        [OverBoth("Sec-WebSocket-Version: 7")]
        [OverBoth("Sec-WebSocket-Version: 8")]
        [OverBoth("Sec-WebSocket-Version: 12")]
        [OverBoth("Sec-WebSocket-Version: 14")]
        [OverBoth("Sec-WebSocket-Version: 25")]
        [OverBoth("Sec-WebSocket-Version: 255")]
        [OverBoth("Sec-WebSocket-Version: 256")]
        [OverBoth("Sec-WebSocket-Version: 013")]
        [OverBoth("Sec-WebSocket-Version: +13")]
        [OverBoth("Sec-WebSocket-Version: 13.0")]
        [OverBoth("Sec-WebSocket-Version: 0xD")]
        [OverBoth("Sec-WebSocket-Version: thirteen")]
        [OverBoth("Sec-WebSocket-Version: 13, 8")]
        [OverBoth("Sec-WebSocket-Version: 8, 13")]
        [OverBoth("Sec-WebSocket-Version: 13, 13")]
        [OverBoth("Sec-WebSocket-Version: 13\r\nSec-WebSocket-Version: 13")]
        [OverBoth("Sec-WebSocket-Version: 13\r\nX-Between: 1\r\nsec-websocket-version: 8")]
        public void S4_4_A_version_other_than_13_is_answered_with_426_and_the_version_wanted(Wire wire, string version)
        {
            ExpectRefusal(wire, new Handshake().Replace("Sec-WebSocket-Version", version), 426);
        }

        [TestMethod]
        [OverBoth("Content-Length: 5", "hello")]
        [OverBoth("Content-Length: 1", "\u0081")]
        [OverBoth("Transfer-Encoding: chunked", "5\r\nhello\r\n0\r\n\r\n")]
        [OverBoth("Transfer-Encoding: chunked", "0\r\n\r\n")]
        public void S4_1_A_handshake_has_no_content(Wire wire, string field, string content)
        {
            using ConformanceServer server = ConformanceServer.Over(wire);
            using Peer peer = server.Connect();

            peer.Send(new Handshake().AddLines(field).Content(content).ToBytes());
            AssertRefused(peer.ReadResponse(), 400);

            // The content was read as such, and the connection goes on behind it.
            peer.Open();
            peer.Close();
        }

        [TestMethod]
        [OverBoth]
        public void S4_1_A_handshake_that_waits_for_100_before_its_content_gets_its_refusal_and_the_end(Wire wire)
        {
            using ConformanceServer server = ConformanceServer.Over(wire);
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
        [OverBoth("Upgrade : websocket")]
        [OverBoth(" Upgrade: websocket")]
        [OverBoth("Upgrade\u00A0: websocket")]
        [OverBoth("Upgrade: websocket\0")]
        [OverBoth("Upgrade: web\nSocket: no")]
        [OverBoth("Upgrade: web\rsocket")]
        [OverBoth("Upgrade:\r\n websocket")]
        [OverBoth("Upgrade websocket")]
        public void S4_2_1_Fields_that_break_the_grammar_of_HTTP_are_refused(Wire wire, string upgrade)
        {
            ExpectRefusal(wire, new Handshake().Replace("Upgrade", upgrade), 400);
        }

        [TestMethod]
        [OverBoth("chat superchat")]
        [OverBoth("chat;q=1")]
        [OverBoth("chat, super chat")]
        [OverBoth("chat, \"superchat\"")]
        [OverBoth("chat, a/b")]
        [OverBoth("{chat}")]
        [OverBoth("chät")]
        [OverBoth("")]
        [OverBoth(",")]
        public void S4_3_Subprotocols_that_break_the_grammar_are_refused(Wire wire, string protocols)
        {
            ExpectRefusal(wire, new Handshake().Add("Sec-WebSocket-Protocol", protocols), 400);
        }

        [TestMethod]
        [OverBoth("/nothing", 404)]
        [OverBoth("/echo/", 404)]
        [OverBoth("/Echo", 404)]
        [OverBoth("/text", 200)]
        public void S4_2_2_4_A_path_that_is_no_WebSocket_is_answered_as_HTTP(Wire wire, string path, int status)
        {
            using ConformanceServer server = ConformanceServer.Over(wire);
            using Peer peer = server.Connect();

            peer.Send(new Handshake(path).ToBytes());

            Assert.StartsWith($"HTTP/1.1 {status} ", peer.ReadResponse());
            peer.Open();
            peer.Close();
        }

        [TestMethod]
        [OverBoth(414, "GET /echo?", "x")]
        [OverBoth(431, "GET /echo HTTP/1.1\r\nCookie: ", "x")]
        public void S10_4_A_handshake_too_long_for_the_buffers_is_refused_before_it_ends(Wire wire, int status, string start, string rest)
        {
            using ConformanceServer server = ConformanceServer.Over(wire);
            using Peer peer = server.Connect();

            peer.Send(start + new StringBuilder().Insert(0, rest, 1300));

            AssertRefused(peer.ReadResponse(), status);
            peer.Link.Finish();
            peer.ExpectEnd();
        }

        // Over sockets a short time could run out before the first byte has been sent.
        [TestMethod]
        public void S10_4_A_handshake_that_does_not_end_is_answered_with_408()
        {
            ServerOptions options = ConformanceServer.Unhurried();
            options.HeadTimeout = ConformanceServer.ShortTime;
            using ConformanceServer server = ConformanceServer.Over(Wire.Memory, options);
            using Peer peer = server.Connect();

            peer.Send(new Handshake().ToBytes()[..^2]);
            server.Pass(ConformanceServer.ShortTime);

            AssertRefused(peer.ReadResponse(), 408);
            peer.Link.Finish();
            peer.ExpectEnd();
        }

        private static void ExpectRefusal(Wire wire, Handshake handshake, int status, bool hasReason = true)
        {
            using ConformanceServer server = ConformanceServer.Over(wire);
            using Peer peer = server.Connect();
            peer.Send(handshake.ToBytes(), hasReason ? Frames.Text("not heard") : Array.Empty<byte>());
            string response = hasReason ? peer.ReadResponse() : peer.ReadHead();
            AssertRefused(response, status, hasReason);
            Assert.AreEqual("", server.Echo.Events);

            // It costs nobody else anything.
            using Peer next = server.Open();
            next.Close();
        }

        private static void AssertRefused(string response, int status, bool hasReason = true)
        {
            Assert.StartsWith($"HTTP/1.1 {status} ", response);
            Assert.DoesNotContain("Sec-WebSocket-Accept", response);
            if (hasReason)
            {
                Assert.IsFalse(response.EndsWith("\r\n\r\n", StringComparison.Ordinal), "The client is told why.");
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
