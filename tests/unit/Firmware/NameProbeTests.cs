using Nano.Firmware;
using Nano.Tests.Unit.Support;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>How a name of the local network becomes the board's own: RFC 6762 section 8.</summary>
    [TestClass]
    public class NameProbeTests
    {
        private const string Nano = "04 6e616e6f 05 6c6f63616c 00 ";
        private const string Nano2 = "06 6e616e6f2d32 05 6c6f63616c 00 ";
        private const string Ours = "0001 0001 00000078 0004 c0a80114";
        private const string Later = "0001 0001 00000078 0004 c0a80115";
        private const string Earlier = "0001 0001 00000078 0004 c0a80113";
        private const string Response = "0000 8400 0000 0001 0000 0000 ";
        private const string Query = "0000 0000 0001 0000 0001 0000 ";

        private static NameServer s_server;
        private static NameProbe s_probe;
        private static byte[] s_message;

        [TestMethod]
        public void Three_probes_250_ms_apart_go_before_two_announcements_a_second_apart()
        {
            Start();
            string probe = Query + Nano + "00ff 8001 c00c " + Ours;
            string announcement = Response + Nano + "0001 8001 00000078 0004 c0a80114";
            AssertSent(99, "");
            AssertSent(100, probe);
            AssertSent(349, "");
            AssertSent(350, probe);
            AssertSent(600, probe);
            Assert.IsFalse(s_probe.IsOwn);
            AssertSent(849, "");
            AssertSent(850, announcement);
            Assert.IsTrue(s_probe.IsOwn);
            AssertSent(1849, "");
            AssertSent(1850, announcement);
            Assert.AreEqual(Channel.Never, s_probe.Due);
        }

        [TestMethod]
        public void A_name_that_another_has_is_left_for_the_next()
        {
            Start();
            AssertSent(100, Query + Nano + "00ff 8001 c00c " + Ours);
            Hear(Response + Nano + Later, 150);
            Assert.AreEqual("nano-2", s_probe.Host);
            string probe = Query + Nano2 + "00ff 8001 c00c " + Ours;
            AssertSent(249, "");
            AssertSent(250, probe);
            AssertSent(500, probe);
            Hear(Response + Nano2 + Earlier, 600);
            Assert.AreEqual("nano-3", s_probe.Host);
            AssertOwn(700);
            Assert.AreEqual("nano-3", s_probe.Host);
        }

        [TestMethod]
        public void Any_record_of_the_name_is_a_conflict_however_it_is_written()
        {
            string[] conflicts =
            {
                Response + Nano + "001c 8001 00000078 0010 fe80000000000000 0000000000000001",
                Response + "04 4e414e4f 05 4c4f43414c 00 " + Later,
                "0000 8400 0000 0000 0000 0001 " + Nano + Later,
                "0000 8400 0000 0002 0000 0000 05 6f74686572 05 6c6f63616c 00 " + Ours + " 04 6e616e6f c012 " + Later,
                "0000 8400 0001 0001 0000 0000 " + Nano + "0001 0001 c00c " + Later,
            };
            for (int i = 0; i < conflicts.Length; i++)
            {
                Start();
                s_probe.Run(100, s_message);
                Hear(conflicts[i], 150);
                Assert.AreEqual("nano-2", s_probe.Host, conflicts[i]);
            }
        }

        [TestMethod]
        public void Other_names_the_boards_own_words_and_those_who_leave_are_no_conflict()
        {
            string[] others =
            {
                Response + Nano2 + Later,
                Response + "04 6e616e6f 00 " + Later,
                Response + Nano + Ours,
                Response + Nano + "0001 8001 00000078 0004 c0a80114",
                Response + Nano + "0001 0001 00000000 0004 c0a80115",
                Query + Nano + "00ff 8001 c00c " + Ours,
                "0000 0000 0001 0001 0000 0000 " + Nano + "00ff 8001 c00c " + Later,
                "0000 a800 0000 0001 0000 0000 " + Nano + Later,
                Response + "c00c " + Later,
                Response + "c0ff " + Later,
                "0000 8400 ffff 0001 0000 0000 " + Nano + Later,
            };
            for (int i = 0; i < others.Length; i++)
            {
                Start();
                s_probe.Run(100, s_message);
                Hear(others[i], 150);
                Assert.AreEqual("nano", s_probe.Host, others[i]);
                Assert.AreEqual(350, s_probe.Due, others[i]);
            }
        }

        [TestMethod]
        public void Of_two_who_ask_at_once_the_later_address_goes_first()
        {
            Start();
            s_probe.Run(100, s_message);
            Hear(Query + Nano + "00ff 8001 c00c " + Earlier, 150);
            Assert.AreEqual(350, s_probe.Due);
            Hear(Query + Nano + "00ff 8001 c00c " + Later, 200);
            Assert.AreEqual("nano", s_probe.Host);
            AssertSent(1199, "");
            AssertSent(1200, Query + Nano + "00ff 8001 c00c " + Ours);

            // The other has got it meanwhile, and says so.
            Hear(Response + Nano + Later, 1250);
            Assert.AreEqual("nano-2", s_probe.Host);
        }

        [TestMethod]
        public void Of_several_records_the_least_is_compared()
        {
            Start();
            s_probe.Run(100, s_message);
            string head = "0000 0000 0001 0000 0002 0000 " + Nano + "00ff 8001 c00c ";
            Hear(head + Later + " c00c " + Earlier, 150);
            Assert.AreEqual(350, s_probe.Due);
            Hear(head + Ours + " c00c 001c 0001 00000078 0001 00", 160);
            Assert.AreEqual(1160, s_probe.Due);
        }

        [TestMethod]
        public void A_name_that_was_its_own_is_asked_for_again_before_it_is_given_up()
        {
            Start();
            AssertOwn(100);
            Hear(Response + Nano + "001c 8001 00000078 0010 fe80000000000000 0000000000000001", 5000);
            Hear(Query + Nano + "00ff 8001 c00c " + Later, 5000);
            Assert.IsTrue(s_probe.IsOwn);
            Hear(Response + Nano + Later, 6000);
            Assert.IsFalse(s_probe.IsOwn);
            Assert.AreEqual("nano", s_probe.Host);
            AssertSent(6100, Query + Nano + "00ff 8001 c00c " + Ours);
            Hear(Response + Nano + Later, 6150);
            Assert.AreEqual("nano-2", s_probe.Host);
        }

        [TestMethod]
        public void A_name_that_many_have_is_looked_for_slowly()
        {
            Start();
            long now = 100;
            for (int i = 2; i <= 16; i++)
            {
                now = AssertConflict(now, i, 100);
            }

            now = AssertConflict(now, 17, 5000);
            AssertConflict(now, 18, 5000);
        }

        [TestMethod]
        public void Messages_cut_anywhere_are_survived()
        {
            string[] messages = { Response + Nano + Later, Query + Nano + "00ff 8001 c00c " + Later };
            for (int i = 0; i < messages.Length; i++)
            {
                byte[] message = Bytes.Hex(messages[i]);
                for (int count = 0; count < message.Length; count++)
                {
                    Start();
                    s_probe.Run(100, s_message);
                    s_probe.Hear(message, count, 150);
                    Assert.AreEqual("nano 350", s_probe.Host + " " + s_probe.Due);
                }
            }
        }

        private static void Start()
        {
            s_message = new byte[NameServer.MaximumReply];
            s_server = new NameServer("nano");
            s_server.SetAddress("192.168.1.20");
            s_probe = new NameProbe(s_server, "nano", 100);
            s_probe.Begin(0);
        }

        private static void Hear(string message, long now)
        {
            byte[] bytes = Bytes.Hex(message);
            s_probe.Hear(bytes, bytes.Length, now);
        }

        private static void AssertSent(long now, string expected)
        {
            int count = s_probe.Run(now, s_message);
            byte[] bytes = Bytes.Hex(expected);
            Assert.AreEqual(Bytes.Text(bytes, 0, bytes.Length), Bytes.Text(s_message, 0, count));
        }

        private static void AssertOwn(long from)
        {
            for (int i = 0; i < 5; i++)
            {
                Assert.IsTrue(s_probe.Run(s_probe.Due < from ? from : s_probe.Due, s_message) > 0);
            }

            Assert.IsTrue(s_probe.IsOwn);
        }

        /// <summary>Another has the name that is being asked for.</summary>
        /// <returns>When the next is asked for.</returns>
        private static long AssertConflict(long now, int number, int pause)
        {
            Assert.IsTrue(s_probe.Run(now, s_message) > 0);
            byte[] response = new byte[NameServer.MaximumReply];
            int count = s_server.Announce(response);
            response[count - 1]++;
            s_probe.Hear(response, count, now);
            Assert.AreEqual("nano-" + number, s_probe.Host);
            Assert.AreEqual(now + pause, s_probe.Due);
            return s_probe.Due;
        }
    }
}
