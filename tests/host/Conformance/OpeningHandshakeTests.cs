using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.Conformance
{
    /// <summary>RFC 6455 section 4.2: handshakes that must be accepted, and how.</summary>
    [TestClass]
    public class OpeningHandshakeTests
    {
        [TestMethod]
        public void S1_3_The_key_of_the_RFC_gets_the_accept_of_the_RFC()
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Connect();

            peer.Send(new Handshake().ToBytes());

            string head = peer.ReadHead();
            string[] lines = head.Split("\r\n");
            Assert.AreEqual("HTTP/1.1 101 Switching Protocols", lines[0]);
            CollectionAssert.IsSubsetOf(new[] { "Upgrade: websocket", "Connection: Upgrade", $"Sec-WebSocket-Accept: {Handshake.SampleAccept}" }, lines);
            string[] names = lines.Skip(1).Where(line => line.Length > 0).Select(line => line.Split(':')[0]).ToArray();
            CollectionAssert.AllItemsAreUnique(names);
            CollectionAssert.AreNotEquivalent(new[] { "Content-Length", "Transfer-Encoding" }, names);
            peer.Close();
        }

        [TestMethod]
        public void S4_2_2_Any_key_gets_the_accept_that_SHA1_makes_of_it()
        {
            Random random = new Random(4);
            using ConformanceServer server = new ConformanceServer();
            for (int i = 0; i < 32; i++)
            {
                byte[] nonce = new byte[16];
                random.NextBytes(nonce);
                string key = Convert.ToBase64String(nonce);
                string accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
                using Peer peer = server.Connect();

                peer.Send(new Handshake().Set("Sec-WebSocket-Key", key).ToBytes());

                Assert.Contains($"\r\nSec-WebSocket-Accept: {accept}\r\n", peer.ReadHead());
                peer.Close();
            }
        }

        [TestMethod]
        [DataRow("AAECAwQFBgcICQoLDA0ODx==")]
        [DataRow("AAECAwQFBgcICQoLDA0OD1==")]
        [DataRow("x3JJHMbDL1EzLkh9GBhXDx==")]
        [DataRow("HSmrc0sMlYUkAGmm5OPpG2==")]
        [DataRow("AAAAAAAAAAAAAAAAAAAAA/==")]
        public void S4_2_1_5_A_key_may_have_any_22_digits_of_Base64(string key)
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Connect();

            peer.Send(new Handshake().Set("Sec-WebSocket-Key", key).ToBytes());

            string accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
            Assert.Contains($"\r\nSec-WebSocket-Accept: {accept}\r\n", peer.ReadHead());
            peer.Close();
        }

        [TestMethod]
        [DataRow("Upgrade: WebSocket")]
        [DataRow("Upgrade: WEBSOCKET")]
        [DataRow("upgrade:websocket")]
        [DataRow("UPGRADE: \t websocket \t")]
        [DataRow("Upgrade: h2c, websocket")]
        [DataRow("Upgrade: websocket, h2c")]
        [DataRow("Upgrade: h2c,WebSocket,TLS/1.2")]
        [DataRow("Upgrade: , websocket ,")]
        [DataRow("Upgrade: h2c\r\nUpgrade: websocket")]
        [DataRow("Upgrade: websocket\r\nX-Between: 1\r\nUpgrade: h2c")]
        public void S4_2_1_3_Upgrade_names_websocket_in_any_case_and_place(string upgrade)
        {
            ExpectOpen(new Handshake().Replace("Upgrade", upgrade));
        }

        [TestMethod]
        [DataRow("Connection: upgrade")]
        [DataRow("Connection: UPGRADE")]
        [DataRow("connection:Upgrade")]
        [DataRow("CONNECTION: \t Upgrade \t")]
        [DataRow("Connection: keep-alive, Upgrade")]
        [DataRow("Connection: Upgrade, keep-alive")]
        [DataRow("Connection: keep-alive,upgrade,x")]
        [DataRow("Connection: keep-alive ,\tUpgrade")]
        [DataRow("Connection: , Upgrade")]
        [DataRow("Connection: keep-alive\r\nConnection: Upgrade")]
        [DataRow("Connection: Upgrade\r\nX-Between: 1\r\nConnection: keep-alive")]
        public void S4_2_1_4_Connection_names_upgrade_in_any_case_and_place(string connection)
        {
            ExpectOpen(new Handshake().Replace("Connection", connection));
        }

        [TestMethod]
        public void S4_2_1_The_order_of_the_fields_does_not_matter()
        {
            ExpectOpen(new Handshake().Reverse());
        }

        [TestMethod]
        public void S4_2_1_The_case_of_the_fields_names_does_not_matter()
        {
            ExpectOpen(new Handshake().Change(line => line.Split(':')[0].ToLowerInvariant() + line[line.IndexOf(':')..]));
            ExpectOpen(new Handshake().Change(line => line.Split(':')[0].ToUpperInvariant() + line[line.IndexOf(':')..]));
        }

        [TestMethod]
        public void S4_2_1_White_space_around_values_does_not_matter()
        {
            ExpectOpen(new Handshake().Change(line => line.Replace(": ", ":", StringComparison.Ordinal)));
            ExpectOpen(new Handshake().Change(line => line.Replace(": ", ":\t  ", StringComparison.Ordinal) + " \t"));
        }

        [TestMethod]
        [DataRow("GET /echo?x=1&y=/ws HTTP/1.1")]
        [DataRow("GET http://board.local/echo HTTP/1.1")]
        [DataRow("GET /%65cho HTTP/1.1")]
        [DataRow("GET /echo HTTP/1.2")]
        public void S4_2_1_1_The_request_is_a_GET_of_HTTP_1_1_or_higher(string line)
        {
            ExpectOpen(new Handshake().RequestLine(line));
        }

        [TestMethod]
        public void S4_2_1_10_Fields_that_mean_nothing_here_are_ignored()
        {
            ExpectOpen(new Handshake()
                .Add("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
                .Add("Accept", "*/*")
                .Add("Accept-Language", "en-US,en;q=0.5")
                .Add("Accept-Encoding", "gzip, deflate, br, zstd")
                .Add("Cookie", "a=b; c=d")
                .Add("Authorization", "Basic YTpi")
                .Add("Pragma", "no-cache")
                .Add("Cache-Control", "no-cache")
                .Add("Sec-Fetch-Mode", "websocket")
                .Add("Sec-WebSocket-Accept", "of no use in a request")
                .Add("Content-Length", "0"));
        }

        [TestMethod]
        public void S4_2_2_A_handshake_may_follow_other_requests_on_its_connection()
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Connect();

            peer.Send(Encoding.ASCII.GetBytes("GET /text HTTP/1.1\r\nHost: a\r\n\r\n"), new Handshake().ToBytes(), Frames.Text("hello"));

            Assert.EndsWith("\r\n\r\nhello", peer.ReadResponse());
            peer.ReadAccept();
            peer.ExpectText("hello");
            peer.Close();
        }

        [TestMethod]
        public void S4_2_2_A_client_that_was_refused_may_try_again_on_the_same_connection()
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Connect();

            peer.Send(new Handshake().Set("Sec-WebSocket-Version", "25").ToBytes());
            Assert.StartsWith("HTTP/1.1 426 ", peer.ReadResponse());
            peer.Send(new Handshake().Without("Sec-WebSocket-Key").ToBytes());
            Assert.StartsWith("HTTP/1.1 400 ", peer.ReadResponse());
            peer.Open();

            peer.Close();
        }

        [TestMethod]
        public void S4_2_2_A_handshake_opens_the_connection_wherever_it_is_cut()
        {
            using ConformanceServer server = new ConformanceServer();
            byte[] handshake = new Handshake().ToBytes();
            for (int cut = 1; cut < handshake.Length; cut++)
            {
                using Peer peer = server.Connect();
                peer.SendApart(handshake, cut);
                peer.ReadAccept();
                peer.Close();
            }

            using Peer slow = server.Connect();
            slow.SendSingly(handshake);
            slow.ReadAccept();
            slow.Close();
        }

        [TestMethod]
        public void S4_2_2_Bytes_behind_the_handshake_are_the_first_frames_wherever_they_are_cut()
        {
            using ConformanceServer server = new ConformanceServer();
            byte[] handshake = new Handshake().ToBytes();
            byte[] bytes = ClientFrame.Join(handshake, Frames.Text("first"), Frames.Masked(ClientFrame.Ping, new byte[] { 1 }), Frames.Text("second"));
            for (int cut = handshake.Length - 3; cut <= bytes.Length; cut++)
            {
                using Peer peer = server.Connect();
                peer.SendApart(bytes, cut);
                peer.ReadAccept();
                peer.ExpectText("first");
                peer.ExpectPong(new byte[] { 1 });
                peer.ExpectText("second");
                peer.Close();
            }
        }

        [TestMethod]
        public void S4_2_2_More_than_the_buffers_hold_may_follow_the_handshake_at_once()
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Connect();
            byte[] large = LargeResource.Pattern(20_000);

            peer.Send(new Handshake().ToBytes(), Frames.Masked(ClientFrame.Binary, large), Frames.Text("end"));

            peer.ReadAccept();
            peer.ExpectMessage(ClientFrame.Binary, large);
            peer.ExpectText("end");
            peer.Close();
        }

        [TestMethod]
        public void S4_2_2_A_Close_may_follow_the_handshake_at_once()
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Connect();

            peer.Send(new Handshake().ToBytes(), Frames.Close(1001));

            peer.ReadAccept();
            Assert.AreEqual(1001, peer.ExpectClose());
            peer.ExpectEnd();
            Assert.AreEqual("opened; closed 1001 clean", server.Echo.Events);
        }

        [TestMethod]
        public void S4_2_2_What_is_wrong_behind_the_handshake_fails_the_connection_and_not_the_handshake()
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Connect();

            peer.Send(new Handshake().ToBytes(), Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));

            peer.ReadAccept();
            peer.ExpectFailure(1002);
        }

        private static void ExpectOpen(Handshake handshake)
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Connect();
            peer.Send(handshake.ToBytes());
            peer.ReadAccept();
            peer.SendText("hello");
            peer.ExpectText("hello");
            peer.Close();
            Assert.AreEqual("opened; text 5 hello; closed 1000 clean", server.Echo.Events);
        }
    }
}
