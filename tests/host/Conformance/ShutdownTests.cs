using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;
using Nano.Web.Server;

namespace Nano.Tests.Host.Conformance
{
    /// <summary>RFC 6455 section 7.4.1: an endpoint that goes away says so with 1001.</summary>
    [TestClass]
    public class ShutdownTests
    {
        [TestMethod]
        public void S7_4_1_A_server_that_stops_closes_every_connection_with_1001()
        {
            using ConformanceServer server = new ConformanceServer();
            Peer[] peers = Enumerable.Range(0, 8).Select(_ => server.Open()).ToArray();

            server.Server.Stop();

            foreach (Peer peer in peers)
            {
                Assert.AreEqual(1001, peer.ExpectClose(out string reason));
                Assert.AreNotEqual("", reason);
                peer.Send(Frames.Close(1001));
                peer.ExpectEnd();
                peer.Dispose();
            }

            server.Eventually(() => server.Echo.Closed == 8, "Every connection should have ended.");
            Assert.AreEqual(8, server.Echo.Events.Split("; ").Count(item => item == "closed 1001 clean"));
        }

        [TestMethod]
        public void S7_4_1_A_server_that_stops_does_not_wait_for_the_end_of_a_message()
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();
            peer.Send(Frames.Masked(ClientFrame.Binary, new byte[] { 1 }, false));
            peer.ExpectPieces(new byte[] { 1 });

            server.Server.Stop();

            Assert.AreEqual(1001, peer.ExpectClose());
            peer.Send(Frames.Masked(ClientFrame.Continuation, new byte[] { 2 }), Frames.Close(1000));
            peer.ExpectEnd();
            Assert.AreEqual("opened; closed 1000 clean", server.Echo.Events);
        }

        [TestMethod]
        public void S7_4_1_A_server_that_stops_waits_for_no_answer_for_ever()
        {
            ServerOptions options = ConformanceServer.Unhurried();
            options.WebSocket.CloseTimeout = ConformanceServer.ShortTime;
            using ConformanceServer server = new ConformanceServer(options);
            using Peer peer = server.Open();

            server.Server.Stop();
            Assert.AreEqual(1001, peer.ExpectClose());

            server.Eventually(() => server.Echo.Closed == 1, "The connection should have been given up.");
            peer.ExpectEnd();
            Assert.AreEqual("opened; closed 1006", server.Echo.Events);
        }

        [TestMethod]
        public void S7_4_1_A_server_that_stops_outlives_a_handler_that_throws()
        {
            ServerOptions options = ConformanceServer.Unhurried();
            options.WebSocket.CloseTimeout = ConformanceServer.ShortTime;
            using ConformanceServer server = new ConformanceServer(options);
            server.ExpectedFaults = 2;
            server.Echo.WhenClosed = _ => throw new InvalidOperationException();
            using Peer first = server.Open();
            using Peer second = server.Open();

            server.Server.Stop();
            Assert.AreEqual(1001, first.ExpectClose());
            Assert.AreEqual(1001, second.ExpectClose());

            first.ExpectEnd();
            second.ExpectEnd();
            Assert.AreEqual("opened; opened; closed 1006; closed 1006", server.Echo.Events);
        }

        [TestMethod]
        public void S7_4_1_A_handshake_that_a_stopping_server_completes_is_refused_with_503()
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer open = server.Open();
            using Peer late = server.Connect();
            byte[] handshake = new Handshake().ToBytes();
            late.SendApart(handshake[..20]);

            server.Server.Stop();
            Assert.AreEqual(1001, open.ExpectClose());
            late.Send(handshake[20..]);

            string response = late.ReadResponse();
            Assert.StartsWith("HTTP/1.1 503 ", response);
            Assert.Contains("\r\nRetry-After: ", response);
            Assert.Contains("\r\nConnection: close\r\n", response);
            late.ExpectEnd();
            open.Send(Frames.Close(1001));
            open.ExpectEnd();
            Assert.AreEqual("opened; closed 1001 clean", server.Echo.Events);
        }
    }
}
