using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;
using Nano.Web.Server;
using Nano.Web.WebSockets;

namespace Nano.Tests.Host.Conformance
{
    /// <summary>RFC 6455 sections 5.5.1 and 7: Close from the server's side, and how it goes on.</summary>
    [TestClass]
    public class ServerCloseTests
    {
        [TestMethod]
        [DataRow(1000)]
        [DataRow(1001)]
        [DataRow(1003)]
        [DataRow(1007)]
        [DataRow(1008)]
        [DataRow(1009)]
        [DataRow(1011)]
        [DataRow(1012)]
        [DataRow(1013)]
        [DataRow(1014)]
        [DataRow(3000)]
        [DataRow(4999)]
        public void S7_1_2_A_handler_closes_with_a_status_and_a_reason(int status)
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open("/command");

            peer.SendText($"close {status} as you wish");

            Assert.AreEqual(status, peer.ExpectClose(out string reason));
            Assert.AreEqual("as you wish", reason);
            peer.Send(Frames.Close(status));
            peer.ExpectEnd();
            Assert.AreEqual($"opened; text 22 close {status} as you wish; closed {status} clean", server.Commands.Events);
        }

        [TestMethod]
        [DataRow(0)]
        [DataRow(1)]
        [DataRow(123)]
        public void S5_5_1_A_reason_of_up_to_123_bytes_is_sent_whole(int length)
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open("/command");
            string reason = new string('r', length);

            peer.SendText($"close 1000 {reason}");

            Assert.AreEqual(1000, peer.ExpectClose(out string received));
            Assert.AreEqual(reason, received);
            peer.Send(Frames.Close(1000));
            peer.ExpectEnd();
        }

        // Such a mistake is the handler's, and costs its client what every mistake of a handler does.
        [TestMethod]
        [DataRow("close 0")]
        [DataRow("close 999")]
        [DataRow("close 1004")]
        [DataRow("close 1005")]
        [DataRow("close 1006")]
        [DataRow("close 1015")]
        [DataRow("close 2999")]
        [DataRow("close 5000")]
        [DataRow("fail 1006")]
        [DataRow("close 1000 a reason of one hundred and twenty-four bytes, which is one byte more than fits in a Close frame after the two of its status")]
        public void S7_4_1_A_Close_that_may_not_be_sent_is_not_sent(string command)
        {
            using ConformanceServer server = new ConformanceServer();
            server.ExpectedFaults = 1;
            using Peer peer = server.Open("/command");

            peer.SendText(command);

            peer.ExpectFailure(1011);
            Assert.EndsWith("; closed 1011", server.Commands.Events);
        }

        [TestMethod]
        [DataRow(0)]
        [DataRow(123)]
        public void S5_5_1_A_Close_fits_in_a_full_buffer(int length)
        {
            string reason = new string('r', length);
            int sent = 0;
            using ConformanceServer server = new ConformanceServer();
            server.Echo.WhenOpened = webSocket =>
            {
                while (webSocket.Send(MessageType.Binary, new byte[1], 0, 1))
                {
                    sent++;
                }

                webSocket.Close(CloseStatus.PolicyViolation, reason, server.Server.Now);
            };
            using Peer peer = server.Open();

            ServerFrame frame;
            for (int i = 0; (frame = peer.ReadFrame()).OpCode == ClientFrame.Binary; i++)
            {
                Assert.IsLessThan(sent, i);
            }

            Assert.AreEqual(ClientFrame.Close, frame.OpCode);
            Assert.HasCount(2 + length, frame.Payload);
            peer.Send(Frames.Close(1008));
            peer.ExpectEnd();
        }

        [TestMethod]
        [DataRow("half a piece")]
        [DataRow("a piece that does not fit")]
        public void S5_5_1_A_Close_takes_the_place_of_a_piece_that_has_not_been_ended(string piece)
        {
            using ConformanceServer server = new ConformanceServer();
            bool sent = true;
            server.Echo.WhenOpened = webSocket =>
            {
                webSocket.BeginPiece().WriteText(piece == "half a piece" ? piece : new string('a', 2000));
                webSocket.Close(CloseStatus.PolicyViolation, "changed its mind", server.Server.Now);
                sent = webSocket.EndPiece(MessageType.Text, true, true);
            };
            using Peer peer = server.Open();

            Assert.AreEqual(1008, peer.ExpectClose(out string reason));
            Assert.AreEqual("changed its mind", reason);
            peer.Send(Frames.Close(1008));
            peer.ExpectEnd();
            Assert.IsFalse(sent);
        }

        [TestMethod]
        public void S7_1_2_A_handler_may_close_as_soon_as_the_connection_is_open()
        {
            using ConformanceServer server = new ConformanceServer();
            server.Echo.WhenOpened = webSocket => webSocket.Close(CloseStatus.TryAgainLater, "not now", server.Server.Now);
            server.Commands.WhenOpened = webSocket => webSocket.Fail(CloseStatus.PolicyViolation, "not you");
            using Peer closed = server.Open();
            using Peer failed = server.Open("/command");

            Assert.AreEqual(1013, closed.ExpectClose());
            closed.Send(Frames.Close(1013));
            closed.ExpectEnd();
            failed.ExpectFailure(1008);
        }

        [TestMethod]
        public void S7_1_2_A_handler_may_close_one_connection_for_what_happens_on_another()
        {
            using ConformanceServer server = new ConformanceServer();
            WebSocket first = null;
            server.Echo.WhenOpened = webSocket =>
            {
                first?.Close(CloseStatus.PolicyViolation, "someone else came", server.Server.Now);
                first = webSocket;
            };
            using Peer old = server.Open();
            using Peer young = server.Open();

            Assert.AreEqual(1008, old.ExpectClose());
            old.Send(Frames.Close(1008));
            old.ExpectEnd();
            young.ExpectSilence();
            young.Close();
        }

        [TestMethod]
        public void S7_1_5_The_status_is_that_of_the_clients_Close_also_when_the_server_began()
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open("/command");

            peer.SendText("close 1000");
            Assert.AreEqual(1000, peer.ExpectClose());
            peer.Send(Frames.Close(4001));

            peer.ExpectEnd();
            Assert.AreEqual("opened; text 10 close 1000; closed 4001 clean", server.Commands.Events);
        }

        // The RFC asks for a Pong until the client's Close has come; most servers, this one too, leave it at their own Close.
        [TestMethod]
        public void S5_5_2_A_ping_behind_the_servers_Close_does_not_spoil_the_handshake()
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open("/command");

            peer.SendText("close 1000");
            Assert.AreEqual(1000, peer.ExpectClose());
            peer.Send(Frames.Masked(ClientFrame.Ping, new byte[] { 7 }), Frames.Close(1000));

            Assert.IsTrue(Convert.ToHexString(peer.Link.ReadToEnd()) is "" or "8A0107");
            Assert.AreEqual("opened; text 10 close 1000; closed 1000 clean", server.Commands.Events);
        }

        [TestMethod]
        public void S7_1_1_A_client_that_never_answers_the_Close_is_left()
        {
            ServerOptions options = ConformanceServer.Unhurried();
            options.LingerTimeout = ConformanceServer.ShortTime;
            options.WebSocket.CloseTimeout = ConformanceServer.ShortTime;
            using ConformanceServer server = new ConformanceServer(options);
            using Peer peer = server.Open("/command");

            peer.SendText("close 1000");
            Assert.AreEqual(1000, peer.ExpectClose());

            peer.ExpectEnd();
            Assert.AreEqual("opened; text 10 close 1000; closed 1006", server.Commands.Events);
        }

        [TestMethod]
        public void S7_1_4_A_client_that_answers_the_Close_with_FIN_alone_has_not_closed_cleanly()
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open("/command");

            peer.SendText("close 1000");
            Assert.AreEqual(1000, peer.ExpectClose());
            peer.Link.Finish();

            peer.ExpectEnd();
            Assert.AreEqual("opened; text 10 close 1000; closed 1006", server.Commands.Events);
        }

        [TestMethod]
        [DataRow("880203ED", 1002)]
        [DataRow("880103", 1002)]
        [DataRow("880303E880", 1007)]
        [DataRow("8300", 1002)]
        [DataRow("C100", 1002)]
        [DataRow("8000", 1002)]
        public void S7_1_7_A_client_that_answers_the_Close_with_an_invalid_frame_gets_no_further_frame(string frame, int status)
        {
            byte[] unmasked = Convert.FromHexString(frame);
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open("/command");

            peer.SendText("close 1000");
            Assert.AreEqual(1000, peer.ExpectClose());
            peer.Send(ClientFrame.Of(unmasked[0], unmasked[2..]));
            server.WaitUntilRead();
            peer.Link.Finish();

            peer.ExpectEnd();
            Assert.AreEqual($"opened; text 10 close 1000; closed {status}", server.Commands.Events);
        }

        [TestMethod]
        [DataRow(1003)]
        [DataRow(1007)]
        [DataRow(1008)]
        [DataRow(1009)]
        [DataRow(1011)]
        public void S7_1_7_A_handler_fails_a_connection_with_a_status_and_a_reason(int status)
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open("/command");

            peer.SendText($"fail {status} enough");

            peer.ExpectFailure(status);
            Assert.AreEqual($"opened; text 16 fail {status} enough; closed {status}", server.Commands.Events);
        }

        [TestMethod]
        public void S7_4_1_A_handler_that_throws_closes_its_client_with_1011_and_affects_no_other_client()
        {
            using ConformanceServer server = new ConformanceServer();
            server.ExpectedFaults = 1;
            using Peer other = server.Open("/command");
            using Peer peer = server.Open("/command");

            peer.SendText("throw something");

            peer.ExpectFailure(1011);
            other.ExpectSilence();
            other.Close();
        }

        [TestMethod]
        public void S7_4_1_A_handler_that_throws_at_the_beginning_costs_its_client_1011()
        {
            using ConformanceServer server = new ConformanceServer();
            server.ExpectedFaults = 1;
            server.Echo.WhenOpened = _ => throw new InvalidOperationException();
            using Peer peer = server.Open();

            peer.ExpectFailure(1011);
            Assert.AreEqual("opened; closed 1011", server.Echo.Events);
        }

        [TestMethod]
        [DataRow("Close")]
        [DataRow("FIN")]
        [DataRow("RST")]
        [DataRow("failure")]
        public void S7_1_1_A_handler_that_throws_at_the_end_does_not_keep_the_slot(string end)
        {
            ServerOptions options = ConformanceServer.Unhurried();
            options.Slots = 1;
            options.LingerTimeout = ConformanceServer.ShortTime;
            using ConformanceServer server = new ConformanceServer(options);
            server.ExpectedFaults = 1;
            server.Echo.WhenClosed = _ =>
            {
                server.Echo.WhenClosed = null;
                throw new InvalidOperationException();
            };
            using Peer peer = server.Open();

            End(peer, end);

            server.Eventually(() => server.Server.Statistics.Faults == 1, "The handler should have thrown.");
            server.Eventually(() => server.Server.Clients == 0, "The slot should have become free.");
            using Peer next = server.Open();
            next.Close();
        }

        [TestMethod]
        public void S7_4_1_A_handler_with_a_bound_closes_with_1009_as_soon_as_a_message_passes_it()
        {
            using ConformanceServer server = new ConformanceServer(null, web => web.MapWebSocket("/bound", new BoundedHandler(web, 1000)));
            using Peer peer = server.Open("/bound");

            peer.Send(Frames.Masked(ClientFrame.Binary, new byte[1000]));
            peer.ExpectSilence();
            peer.Send(ClientFrame.Header(ClientFrame.Final | ClientFrame.Binary, 64, 1UL << 40), new byte[1001]);

            Assert.AreEqual(1009, peer.ExpectClose());
            peer.Link.Finish();
            peer.ExpectEnd();
        }

        private static void End(Peer peer, string how)
        {
            switch (how)
            {
                case "Close":
                    peer.Send(Frames.Close(1000));
                    break;
                case "FIN":
                    peer.Link.Finish();
                    break;
                case "RST":
                    peer.Link.Reset();
                    break;
                default:
                    peer.Send(new byte[] { 0xFF });
                    break;
            }
        }

        private sealed class BoundedHandler : WebSocketHandler
        {
            private readonly WebServer _server;
            private readonly int _bound;
            private int _length;

            public BoundedHandler(WebServer server, int bound)
            {
                _server = server;
                _bound = bound;
            }

            public override void OnMessage(WebSocket webSocket, MessageType type, byte[] buffer, int offset, int count, bool first, bool last)
            {
                _length = first ? count : _length + count;
                if (_length > _bound)
                {
                    webSocket.Close(CloseStatus.MessageTooBig, "1,000 bytes are enough", _server.Now);
                }
            }
        }
    }
}
