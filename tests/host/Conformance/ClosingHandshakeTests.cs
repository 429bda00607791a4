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
        [OverBoth(1000)]
        [OverBoth(1001)]
        [OverBoth(1002)]
        [OverBoth(1003)]
        [OverBoth(1007)]
        [OverBoth(1008)]
        [OverBoth(1009)]
        [OverBoth(1010)]
        [OverBoth(1011)]
        [OverBoth(1012)]
        [OverBoth(1013)]
        [OverBoth(1014)]
        [OverBoth(3000)]
        [OverBoth(3999)]
        [OverBoth(4000)]
        [OverBoth(4999)]
        public void S7_4_A_status_that_may_be_sent_is_echoed_and_the_server_ends_first(Wire wire, int status)
        {
            using ConformanceServer server = ConformanceServer.Over(wire);
            using Peer peer = server.Open();

            peer.Send(Frames.Close(status));

            Assert.AreEqual(status, peer.ExpectClose());
            peer.ExpectEnd();
            Assert.AreEqual($"opened; closed {status} clean", server.Echo.Events);
        }

        [TestMethod]
        [OverBoth(0)]
        [OverBoth(1)]
        [OverBoth(999)]
        [OverBoth(1004)]
        [OverBoth(1005)]
        [OverBoth(1006)]
        [OverBoth(1015)]
        [OverBoth(1016)]
        [OverBoth(1100)]
        [OverBoth(1999)]
        [OverBoth(2000)]
        [OverBoth(2999)]
        [OverBoth(5000)]
        [OverBoth(32768)]
        [OverBoth(65535)]
        public void S7_4_A_status_that_may_not_be_sent_fails_with_1002(Wire wire, int status)
        {
            using ConformanceServer server = ConformanceServer.Over(wire);
            using Peer peer = server.Open();

            peer.Send(Frames.Close(status));

            peer.ExpectFailure(1002);
            Assert.AreEqual("opened; closed 1002", server.Echo.Events);
        }

        [TestMethod]
        [OverBoth]
        public void S7_1_5_A_Close_without_a_status_is_answered_by_one_without_and_is_known_as_1005(Wire wire)
        {
            using ConformanceServer server = ConformanceServer.Over(wire);
            using Peer peer = server.Open();

            peer.Send(Frames.Masked(ClientFrame.Close, Array.Empty<byte>()));

            Assert.AreEqual(1005, peer.ExpectClose());
            peer.ExpectEnd();
            Assert.AreEqual("opened; closed 1005 clean", server.Echo.Events);
        }

        [TestMethod]
        [OverBoth("")]
        [OverBoth("03")]
        [OverBoth("FF")]
        public void S5_5_1_A_body_of_one_byte_fails_with_1002(Wire wire, string hex)
        {
            using ConformanceServer server = ConformanceServer.Over(wire);
            using Peer peer = server.Open();

            peer.Send(Frames.Masked(ClientFrame.Close, hex.Length == 0 ? new byte[1] : Convert.FromHexString(hex)));

            peer.ExpectFailure(1002);
            Assert.AreEqual("opened; closed 1002", server.Echo.Events);
        }

        [TestMethod]
        [OverBoth("bye", 1)]
        [OverBoth("x", 123)]
        [OverBoth("é", 61)]
        [OverBoth("漢", 41)]
        [OverBoth("😀", 30)]
        [OverBoth("\0", 2)]
        public void S7_1_6_A_reason_is_UTF8_of_up_to_123_bytes(Wire wire, string unit, int times)
        {
            using ConformanceServer server = ConformanceServer.Over(wire);
            using Peer peer = server.Open();

            peer.Send(Close(4000, Encoding.UTF8.GetBytes(new StringBuilder().Insert(0, unit, times).ToString())));

            Assert.AreEqual(4000, peer.ExpectClose());
            peer.ExpectEnd();
            Assert.AreEqual("opened; closed 4000 clean", server.Echo.Events);
        }

        [TestMethod]
        [OverBoth("80")]
        [OverBoth("627965C0AF")]
        [OverBoth("EDA080")]
        [OverBoth("F4908080")]
        [OverBoth("FF")]
        [OverBoth("627965C3")]
        [OverBoth("627965E282")]
        [OverBoth("627965F09F98")]
        public void S8_1_A_reason_that_is_not_UTF8_fails_with_1007(Wire wire, string hex)
        {
            using ConformanceServer server = ConformanceServer.Over(wire);
            using Peer peer = server.Open();

            peer.Send(Close(1000, Convert.FromHexString(hex)));

            peer.ExpectFailure(1007);
            Assert.AreEqual("opened; closed 1007", server.Echo.Events);
        }

        // Half a character before the Close must not be taken for the beginning of its reason, nor spoil it.
        [TestMethod]
        [OverBoth]
        public void S8_1_A_reason_has_nothing_to_do_with_the_text_it_interrupts(Wire wire)
        {
            using ConformanceServer server = ConformanceServer.Over(wire);
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
        [OverBoth]
        public void S5_5_1_A_Close_is_answered_wherever_it_is_cut(Wire wire)
        {
            using ConformanceServer server = ConformanceServer.Over(wire);
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
        [OverBoth]
        public void S5_5_1_What_follows_a_Close_is_ignored(Wire wire)
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
                using ConformanceServer server = ConformanceServer.Over(wire);
                using Peer peer = server.Open();
                peer.Send(Frames.Text("in time"), Frames.Close(1000), bytes);
                peer.ExpectText("in time");
                Assert.AreEqual(1000, peer.ExpectClose());
                peer.ExpectEnd();
                Assert.AreEqual("opened; text 7 in time; closed 1000 clean", server.Echo.Events);
            }
        }

        [TestMethod]
        [OverBoth]
        public void S5_5_1_What_came_before_a_Close_is_answered_before_it(Wire wire)
        {
            using ConformanceServer server = ConformanceServer.Over(wire);
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
        [OverBoth]
        public void S7_1_1_A_client_that_sends_FIN_with_its_Close_still_gets_the_answer(Wire wire)
        {
            using ConformanceServer server = ConformanceServer.Over(wire);
            using Peer peer = server.Open();

            peer.Send(Frames.Text("last"), Frames.Close(1000));
            peer.Link.Finish();

            peer.ExpectText("last");
            Assert.AreEqual(1000, peer.ExpectClose());
            peer.ExpectEnd();
            Assert.AreEqual("opened; text 4 last; closed 1000 clean", server.Echo.Events);
        }

        [TestMethod]
        [OverBoth]
        public void S7_1_5_A_connection_that_ends_without_Close_is_known_as_1006(Wire wire)
        {
            using ConformanceServer server = ConformanceServer.Over(wire);
            using Peer peer = server.Open();

            peer.SendText("last");
            peer.Link.Finish();

            peer.ExpectText("last");
            peer.ExpectEnd();
            Assert.AreEqual("opened; text 4 last; closed 1006", server.Echo.Events);
        }

        [TestMethod]
        [OverBoth(1)]
        [OverBoth(20_000)]
        public void S7_1_5_What_came_before_FIN_is_still_answered(Wire wire, int length)
        {
            using ConformanceServer server = ConformanceServer.Over(wire);
            using Peer peer = server.Open();
            byte[] message = LargeResource.Pattern(length);

            peer.Send(Frames.Masked(ClientFrame.Binary, message), Frames.Masked(ClientFrame.Ping, new byte[] { 1 }));
            peer.Link.Finish();

            peer.ExpectMessage(ClientFrame.Binary, message);
            peer.ExpectPong(new byte[] { 1 });
            peer.ExpectEnd();
            Assert.AreEqual($"opened; binary {length}; closed 1006", server.Echo.Events);
        }

        // What the client does not read fills one buffer after the other, until the FIN is seen while something still waits before it.
        [TestMethod]
        [OverBoth(1)]
        [OverBoth(2)]
        [OverBoth(3)]
        [OverBoth(4)]
        [OverBoth(5)]
        public void S7_1_5_What_came_before_FIN_is_still_answered_when_the_client_reads_late(Wire wire, int count)
        {
            using ConformanceServer server = ConformanceServer.Over(wire);
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
        [OverBoth]
        public void S7_1_7_A_failing_client_that_keeps_sending_still_gets_the_Close(Wire wire)
        {
            using ConformanceServer server = ConformanceServer.Over(wire);
            using Peer peer = server.Open();

            peer.Send(new byte[] { 0xF0 });
            for (int i = 0; i < 100; i++)
            {
                peer.Send(new byte[5000]);
            }

            peer.ExpectFailure(1002);
        }

        [TestMethod]
        [OverBoth]
        public void S7_1_7_A_failing_client_that_does_not_leave_is_left(Wire wire)
        {
            ServerOptions options = ConformanceServer.Unhurried();
            options.LingerTimeout = ConformanceServer.ShortTime;
            using ConformanceServer server = ConformanceServer.Over(wire, options);
            using Peer peer = server.Open();

            peer.Send(new byte[] { 0xF0 });

            Assert.AreEqual(1002, peer.ExpectClose());
            server.Pass(ConformanceServer.ShortTime);
            peer.ExpectEnd();
        }

        private static byte[] Close(int status, byte[] reason)
        {
            return Frames.Masked(ClientFrame.Close, ClientFrame.Join(new[] { (byte)(status >> 8), (byte)status }, reason));
        }
    }
}
