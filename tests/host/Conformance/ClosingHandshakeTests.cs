using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;
using Nano.Web.Server;

namespace Nano.Tests.Host.Conformance
{
    /// <summary>RFC 6455 sections 5.5.1, 7.1 and 7.4: the client's Close and the answer to it.</summary>
    [TestClass]
    public class ClosingHandshakeTests
    {
        [TestMethod]
        [DataRow(1000)]
        [DataRow(1014)]
        [DataRow(3000)]
        [DataRow(4999)]
        public void S7_4_A_status_that_may_be_sent_is_echoed_and_the_server_ends_first(int status)
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();

            peer.Send(Frames.Close(status));

            Assert.AreEqual(status, peer.ExpectClose());
            peer.ExpectEnd();
            Assert.AreEqual($"opened; closed {status} clean", server.Echo.Events);
        }

        [TestMethod]
        [DataRow(0)]
        [DataRow(999)]
        [DataRow(1005)]
        [DataRow(2999)]
        [DataRow(5000)]
        public void S7_4_A_status_that_may_not_be_sent_fails_with_1002(int status)
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();

            peer.Send(Frames.Close(status));

            peer.ExpectFailure(1002);
            Assert.AreEqual("opened; closed 1002", server.Echo.Events);
        }

        [TestMethod]
        [DataRow("bye", 1)]
        [DataRow("x", 123)]
        [DataRow("é", 61)]
        [DataRow("漢", 41)]
        [DataRow("😀", 30)]
        [DataRow("\0", 2)]
        public void S7_1_6_A_reason_is_UTF8_of_up_to_123_bytes(string unit, int times)
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();

            peer.Send(Close(4000, Encoding.UTF8.GetBytes(new StringBuilder().Insert(0, unit, times).ToString())));

            Assert.AreEqual(4000, peer.ExpectClose());
            peer.ExpectEnd();
            Assert.AreEqual("opened; closed 4000 clean", server.Echo.Events);
        }

        [TestMethod]
        [DataRow("80")]
        [DataRow("627965C0AF")]
        [DataRow("EDA080")]
        [DataRow("F4908080")]
        [DataRow("FF")]
        [DataRow("627965C3")]
        [DataRow("627965E282")]
        [DataRow("627965F09F98")]
        public void S8_1_A_reason_that_is_not_UTF8_fails_with_1007(string hex)
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();

            peer.Send(Close(1000, Convert.FromHexString(hex)));

            peer.ExpectFailure(1007);
            Assert.AreEqual("opened; closed 1007", server.Echo.Events);
        }

        // Half a character before the Close must not be taken for the beginning of its reason, nor spoil it.
        [TestMethod]
        public void S8_1_A_reason_has_nothing_to_do_with_the_text_it_interrupts()
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer interrupted = server.Open();
            using Peer wrong = server.Open();

            interrupted.Send(Frames.Masked(ClientFrame.Text, new byte[] { 0xE2, 0x82 }, false), Close(1000, Encoding.ASCII.GetBytes("bye")));
            interrupted.ExpectPieces(new byte[] { 0xE2, 0x82 });
            Assert.AreEqual(1000, interrupted.ExpectClose());
            interrupted.ExpectEnd();

            wrong.Send(Frames.Masked(ClientFrame.Text, new byte[] { 0xE2, 0x82 }, false), Close(1000, new byte[] { 0xAC }));
            wrong.ExpectPieces(new byte[] { 0xE2, 0x82 });
            wrong.ExpectFailure(1007);
        }

        [TestMethod]
        public void S5_5_1_A_Close_is_answered_wherever_it_is_cut()
        {
            using ConformanceServer server = new ConformanceServer();
            byte[] close = Close(1000, Encoding.ASCII.GetBytes("bye"));
            for (int cut = 1; cut < close.Length; cut++)
            {
                using Peer peer = server.Open();
                peer.SendApart(close, cut);
                Assert.AreEqual(1000, peer.ExpectClose());
                peer.ExpectEnd();
            }

            using Peer slow = server.Open();
            slow.SendSingly(close);
            Assert.AreEqual(1000, slow.ExpectClose());
            slow.ExpectEnd();
        }

        [TestMethod]
        public void S5_5_1_What_follows_a_Close_is_ignored()
        {
            byte[][] following =
            {
                Frames.Text("too late"),
                Frames.Masked(ClientFrame.Ping, new byte[3]),
                Frames.Close(1001),
                new byte[] { 0xFF, 0xFF, 0xFF, 0xFF },
                ClientFrame.Unmasked(ClientFrame.Final | ClientFrame.Text, 7, 3),
                Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: a\r\n\r\n"),
                Frames.Masked(ClientFrame.Binary, new byte[900]),
            };
            foreach (byte[] bytes in following)
            {
                using ConformanceServer server = new ConformanceServer();
                using Peer peer = server.Open();
                peer.Send(Frames.Text("in time"), Frames.Close(1000), bytes);
                peer.ExpectText("in time");
                Assert.AreEqual(1000, peer.ExpectClose());
                peer.ExpectEnd();
                Assert.AreEqual("opened; text 7 in time; closed 1000 clean", server.Echo.Events);
            }
        }

        [TestMethod]
        public void S5_5_1_What_came_before_a_Close_is_answered_before_it()
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();
            byte[] large = LargeResource.Pattern(6000);

            peer.Send(Frames.Masked(ClientFrame.Binary, large), Frames.Masked(ClientFrame.Ping, new byte[] { 1 }), Frames.Text("last"), Frames.Close(1000));

            peer.ExpectMessage(ClientFrame.Binary, large);
            peer.ExpectPong(new byte[] { 1 });
            peer.ExpectText("last");
            Assert.AreEqual(1000, peer.ExpectClose());
            peer.ExpectEnd();
        }

        [TestMethod]
        public void S7_1_1_A_client_that_sends_FIN_with_its_Close_still_gets_the_answer()
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();

            peer.Send(Frames.Text("last"), Frames.Close(1000));
            peer.Link.Finish();

            peer.ExpectText("last");
            Assert.AreEqual(1000, peer.ExpectClose());
            peer.ExpectEnd();
            Assert.AreEqual("opened; text 4 last; closed 1000 clean", server.Echo.Events);
        }

        [TestMethod]
        public void S7_1_5_A_connection_that_ends_without_Close_is_known_as_1006()
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();

            peer.SendText("last");
            peer.Link.Finish();

            peer.ExpectText("last");
            peer.ExpectEnd();
            Assert.AreEqual("opened; text 4 last; closed 1006", server.Echo.Events);
        }

        [TestMethod]
        [DataRow(1)]
        [DataRow(20_000)]
        public void S7_1_5_What_came_before_FIN_is_still_answered(int length)
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();
            byte[] message = LargeResource.Pattern(length);

            peer.Send(Frames.Masked(ClientFrame.Binary, message), Frames.Masked(ClientFrame.Ping, new byte[] { 1 }));
            peer.Link.Finish();

            peer.ExpectMessage(ClientFrame.Binary, message);
            peer.ExpectPong(new byte[] { 1 });
            peer.ExpectEnd();
            Assert.AreEqual($"opened; binary {length}; closed 1006", server.Echo.Events);
        }

        // The client does not read, so its data fills one buffer after the other, until the server sees the FIN while bytes still wait before it.
        [TestMethod]
        [DataRow(1)]
        [DataRow(2)]
        [DataRow(3)]
        [DataRow(4)]
        [DataRow(5)]
        public void S7_1_5_What_came_before_FIN_is_still_answered_when_the_client_reads_late(int count)
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();
            byte[] large = LargeResource.Pattern(8000);
            byte[] small = LargeResource.Pattern(300);

            peer.Send(Frames.Masked(ClientFrame.Binary, large));
            server.WaitUntilRead();
            for (int i = 0; i < count; i++)
            {
                peer.Send(Frames.Masked(ClientFrame.Binary, small));
            }

            peer.Link.Finish();
            server.Eventually(() => server.Echo.Opened == 1, "The server should have had its turns.");

            peer.ExpectMessage(ClientFrame.Binary, large);
            for (int i = 0; i < count; i++)
            {
                peer.ExpectMessage(ClientFrame.Binary, small);
            }

            peer.ExpectEnd();
        }

        // A failed connection is not read any more, but a peer that is still sending must get to see why (section 7.1.7).
        [TestMethod]
        public void S7_1_7_A_failing_client_that_keeps_sending_still_gets_the_Close()
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();

            peer.Send(new byte[] { 0xF0 });
            for (int i = 0; i < 100; i++)
            {
                peer.Send(new byte[5000]);
            }

            peer.ExpectFailure(1002);
        }

        [TestMethod]
        public void S7_1_7_A_failing_client_that_does_not_leave_is_left()
        {
            ServerOptions options = ConformanceServer.Unhurried();
            options.LingerTimeout = ConformanceServer.ShortTime;
            using ConformanceServer server = new ConformanceServer(options);
            using Peer peer = server.Open();

            peer.Send(new byte[] { 0xF0 });

            Assert.AreEqual(1002, peer.ExpectClose());
            peer.ExpectEnd();
        }

        private static byte[] Close(int status, byte[] reason)
        {
            return Frames.Masked(ClientFrame.Close, ClientFrame.Join(new[] { (byte)(status >> 8), (byte)status }, reason));
        }
    }
}
