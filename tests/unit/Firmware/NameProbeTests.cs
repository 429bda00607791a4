using Nano.Firmware.Channels;
using Nano.Firmware.Messages;
using Nano.Firmware.Network;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Tests.Unit.Support;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>How a name of the local network becomes the board's own: RFC 6762 section 8.</summary>
    [TestClass]
    public class NameProbeTests
    {
        private const int Query = 0;
        private const int Response = 0x8400;
        private const string Ours = "c0a80114";
        private const string Later = "c0a80115";
        private const string Earlier = "c0a80113";

        private static MulticastResponder s_responder;
        private static NameProbe s_probe;
        private static byte[] s_message;

        [TestMethod]
        public void Three_probes_250_ms_apart_go_before_two_announcements_a_second_apart()
        {
            Start("nano");
            AssertSent(99, "");
            AssertSent(100, "probe nano");
            AssertSent(349, "");
            AssertSent(350, "probe nano");
            AssertSent(600, "probe nano");
            Assert.IsFalse(s_probe.IsOwn);
            AssertSent(849, "");
            AssertSent(850, "announcement nano");
            Assert.IsTrue(s_probe.IsOwn);
            AssertSent(1849, "");
            AssertSent(1850, "announcement nano");
            Assert.AreEqual(Channel.Never, s_probe.Due);
        }

        [TestMethod]
        public void A_probe_asks_for_every_name_and_tells_every_record_that_only_one_host_may_have()
        {
            Start("nano");
            int count = s_probe.Run(100, s_message);
            string text = " TXT 4500 id=nano-1a2b3c name=Green house fw=" + "0.1.0" + " path=/";
            Assert.AreEqual(
                "0000 q(nano.local ANY qu; nano._http._tcp.local ANY qu; nano._nano._tcp.local ANY qu) ns(nano.local A 120 192.168.1.20; nano._http._tcp.local SRV 120 0 0 80 nano.local; "
                + "nano._nano._tcp.local SRV 120 0 0 80 nano.local; nano._http._tcp.local" + text + "; nano._nano._tcp.local" + text + ")",
                DnsText.Describe(s_message, count));
        }

        [TestMethod]
        public void A_name_that_another_has_is_left_for_one_with_the_boards_own_number()
        {
            Start("nano");
            AssertSent(100, "probe nano");
            Hear(Claim(Response, "nano.local", Later), 150);
            Assert.AreEqual("nano-1a2b3c", s_probe.Host);
            AssertSent(249, "");
            AssertSent(250, "probe nano-1a2b3c");
            AssertSent(500, "probe nano-1a2b3c");
            Hear(Claim(Response, "nano-1a2b3c.local", Earlier), 600);
            Assert.AreEqual("nano-1a2b3c-2", s_probe.Host);
            AssertOwn(700);
            Assert.AreEqual("nano-1a2b3c-2", s_probe.Host);
        }

        [TestMethod]
        public void A_name_with_the_boards_own_number_is_numbered()
        {
            Start("nano-1a2b3c");
            AssertSent(100, "probe nano-1a2b3c");
            Hear(Claim(Response, "nano-1a2b3c.local", Later), 150);
            Assert.AreEqual("nano-1a2b3c-2", s_probe.Host);
            AssertSent(250, "probe nano-1a2b3c-2");
            Hear(Claim(Response, "nano-1a2b3c-2.local", Later), 300);
            Assert.AreEqual("nano-1a2b3c-3", s_probe.Host);
        }

        [TestMethod]
        public void Two_boards_with_the_names_that_they_are_given_never_want_the_same()
        {
            // Both start at once, after a power cut, in either order: each hears the other.
            string[] ids = { "nano-1a2b3c", "nano-4d5e6f" };
            byte[] buffer = new byte[MulticastResponder.MaximumMessage];
            for (int first = 0; first < 2; first++)
            {
                MulticastResponder[] responders = new MulticastResponder[2];
                NameProbe[] probes = new NameProbe[2];
                for (int i = 0; i < 2; i++)
                {
                    responders[i] = new MulticastResponder(new Identity("nano", "0.1.0", ids[i]), ids[i], 80, false);
                    responders[i].SetAddress("192.168.1." + (20 + i));
                    probes[i] = new NameProbe(responders[i], ids[i], i == first ? 10 : 20, ids[i]);
                    probes[i].Begin(0);
                }

                for (long now = 0; now < 3000; now += 10)
                {
                    for (int i = 0; i < 2; i++)
                    {
                        int count = probes[i].Run(now, buffer);
                        if (count > 0)
                        {
                            probes[1 - i].Hear(buffer, count, now);
                        }
                    }
                }

                Assert.AreEqual("nano-1a2b3c nano-4d5e6f", probes[0].Host + " " + probes[1].Host);
                Assert.IsTrue(probes[0].IsOwn && probes[1].IsOwn);
            }
        }

        [TestMethod]
        public void Two_boards_with_the_same_host_get_one_name_each_and_agree()
        {
            string[] ids = { "nano-1a2b3c", "nano-4d5e6f" };
            byte[] buffer = new byte[MulticastResponder.MaximumMessage];
            byte[] answer = new byte[MulticastResponder.MaximumMessage];
            for (int first = 0; first < 2; first++)
            {
                MulticastResponder[] responders = new MulticastResponder[2];
                NameProbe[] probes = new NameProbe[2];
                for (int i = 0; i < 2; i++)
                {
                    responders[i] = new MulticastResponder(new Identity("nano", "0.1.0", ids[i]), "nano", 80, false);
                    responders[i].SetAddress("192.168.1." + (20 + i));
                    probes[i] = new NameProbe(responders[i], "nano", i == first ? 10 : 20, ids[i]);
                    probes[i].Begin(0);
                }

                for (long now = 0; now < 6000; now += 10)
                {
                    for (int i = 0; i < 2; i++)
                    {
                        int count = probes[i].Run(now, buffer);
                        if (count == 0)
                        {
                            continue;
                        }

                        // The other takes it, and answers where the name is its own.
                        probes[1 - i].Hear(buffer, count, now);
                        System.Array.Copy(buffer, answer, count);
                        int length = probes[1 - i].IsOwn ? responders[1 - i].Answer(answer, count, false) : 0;
                        if (length > 0)
                        {
                            probes[i].Hear(answer, length, now);
                        }
                    }
                }

                // Of two that start at once the later address has the name, whichever asked first.
                Assert.AreEqual("nano-1a2b3c nano", probes[0].Host + " " + probes[1].Host);
                Assert.IsTrue(probes[0].IsOwn && probes[1].IsOwn);
            }
        }

        [TestMethod]
        public void Any_record_of_the_name_is_a_conflict_in_any_section_and_case()
        {
            DnsQuery[] conflicts =
            {
                new DnsQuery(Response).Record(0, "nano.local", DnsQuery.Aaaa, 120, new byte[16]),
                Claim(Response, "NaNO.LoCAL", Later),
                new DnsQuery(Response).Record(2, "nano.local", DnsQuery.A, 120, Bytes.Hex(Later)),
                new DnsQuery(Response).Record(0, "other.local", DnsQuery.A, 120, Bytes.Hex(Ours)).Record(0, "nano.local", DnsQuery.A, 120, Bytes.Hex(Later)),
                new DnsQuery(Response).Ask("nano.local", DnsQuery.A).Record(0, "nano.local", DnsQuery.A, 120, Bytes.Hex(Later)),
                new DnsQuery(Response).Record(0, "nano._http._tcp.local", DnsQuery.Srv, 120, DnsQuery.Server(80, "other.local")),
                new DnsQuery(Response).Record(0, "nano._nano._tcp.local", DnsQuery.Srv, 120, DnsQuery.Server(8080, "nano.local")),
                new DnsQuery(Response).Fill(1300).Record(2, "nano.local", DnsQuery.A, 120, Bytes.Hex(Later)),
            };
            for (int i = 0; i < conflicts.Length; i++)
            {
                Start("nano");
                s_probe.Run(100, s_message);
                Hear(conflicts[i], 150);
                Assert.AreEqual("nano-1a2b3c", s_probe.Host, "conflict " + i);
            }
        }

        [TestMethod]
        public void Names_that_are_abbreviated_are_conflicts_too()
        {
            string[] conflicts =
            {
                "0000 8400 0001 0001 0000 0000 04 6e616e6f 05 6c6f63616c 00 0001 0001 c00c 0001 0001 00000078 0004 c0a80115",
                "0000 8400 0000 0002 0000 0000 05 6f74686572 05 6c6f63616c 00 0001 0001 00000078 0004 c0a80114 04 6e616e6f c012 0001 0001 00000078 0004 c0a80115",
            };
            for (int i = 0; i < conflicts.Length; i++)
            {
                Start("nano");
                s_probe.Run(100, s_message);
                byte[] message = Bytes.Hex(conflicts[i]);
                s_probe.Hear(message, message.Length, 150);
                Assert.AreEqual("nano-1a2b3c", s_probe.Host, conflicts[i]);
            }
        }

        [TestMethod]
        public void Other_names_the_boards_own_words_and_those_who_leave_are_no_conflict()
        {
            DnsQuery[] others =
            {
                Claim(Response, "nano-2.local", Later),
                Claim(Response, "nano", Later),
                Claim(Response, "nano.local", Ours),
                new DnsQuery(Response).Record(0, "nano.local", DnsQuery.A, 0, Bytes.Hex(Later)),
                Claim(Query, "nano.local", Ours),
                new DnsQuery(Query).Ask("nano.local", DnsQuery.Any).Record(0, "nano.local", DnsQuery.A, 120, Bytes.Hex(Later)),
                Claim(0xA800, "nano.local", Later),
                new DnsQuery(0x8403).Record(0, "nano.local", DnsQuery.A, 120, Bytes.Hex(Later)),
                new DnsQuery(Response).Record(0, "nano._http._tcp.local", DnsQuery.Srv, 120, DnsQuery.Server(80, "NANO.local")),
                new DnsQuery(Response).Record(0, "_http._tcp.local", DnsQuery.Ptr, 120, DnsQuery.NameData("other._http._tcp.local")),
                new DnsQuery(Response).Record(0, "nano.local", 47, 120, new byte[1]),
            };
            for (int i = 0; i < others.Length; i++)
            {
                Start("nano");
                s_probe.Run(100, s_message);
                Hear(others[i], 150);
                Assert.AreEqual("nano 350", s_probe.Host + " " + s_probe.Due, "message " + i);
            }

            string[] broken = { "0000 8400 0000 0001 0000 0000 c00c 0001 0001 00000078 0004 c0a80115", "0000 8400 0000 0001 0000 0000 c0ff 0001 0001 00000078 0004 c0a80115" };
            for (int i = 0; i < broken.Length; i++)
            {
                Start("nano");
                s_probe.Run(100, s_message);
                byte[] message = Bytes.Hex(broken[i]);
                s_probe.Hear(message, message.Length, 150);
                Assert.AreEqual("nano 350", s_probe.Host + " " + s_probe.Due, broken[i]);
            }
        }

        [TestMethod]
        public void Everything_that_the_board_itself_sends_is_no_conflict_when_it_is_heard_back()
        {
            Start("nano");
            for (long now = 100; now < 4000; now += 50)
            {
                int count = s_probe.Run(now, s_message);
                if (count > 0)
                {
                    long due = s_probe.Due;
                    s_probe.Hear(s_message, count, now);
                    Assert.AreEqual(due, s_probe.Due);
                }
            }

            DnsQuery query = new DnsQuery(Query).Ask("nano.local", DnsQuery.Aaaa).Ask("nano._http._tcp.local", DnsQuery.Any).Ask("nano._nano._tcp.local", DnsQuery.A);
            int answer = s_responder.Answer(query.Bytes, query.Count, false);
            Assert.IsTrue(answer > 0);
            s_probe.Hear(query.Bytes, answer, 5000);
            int goodbye = s_responder.SayGoodbye(s_message);
            s_probe.Hear(s_message, goodbye, 5000);
            Assert.IsTrue(s_probe.IsOwn);
            Assert.AreEqual("nano", s_probe.Host);
            Assert.AreEqual(Channel.Never, s_probe.Due);
        }

        [TestMethod]
        public void A_new_address_is_announced_twice_and_the_former_one_heard_back_is_no_conflict()
        {
            Start("nano");
            AssertOwn(100);
            s_responder.SetAddress("192.168.1.30");
            s_probe.Announce(5000);
            Assert.AreEqual(5000, s_probe.Due);
            int count = s_probe.Run(5000, s_message);
            Assert.IsTrue(DnsText.Describe(s_message, count).IndexOf("8400 an(nano.local A flush 120 192.168.1.30; ") == 0);
            Hear(Claim(Response, "nano.local", Ours), 5100);
            Assert.IsTrue(s_probe.IsOwn);
            AssertSent(5999, "");
            AssertSent(6000, "announcement nano");
            Assert.AreEqual(Channel.Never, s_probe.Due);
            Hear(Claim(Response, "nano.local", Later), 7000);
            Assert.IsFalse(s_probe.IsOwn);
        }

        [TestMethod]
        public void Of_two_who_ask_at_once_the_later_address_goes_first()
        {
            Start("nano");
            s_probe.Run(100, s_message);
            Hear(Claim(Query, "nano.local", Earlier), 150);
            Assert.AreEqual(350, s_probe.Due);
            Hear(Claim(Query, "nano.local", Later), 200);
            Assert.AreEqual("nano", s_probe.Host);
            AssertSent(1199, "");
            AssertSent(1200, "probe nano");

            // The other has got it meanwhile, and says so.
            Hear(Claim(Response, "nano.local", Later), 1250);
            Assert.AreEqual("nano-1a2b3c", s_probe.Host);
        }

        [TestMethod]
        public void Of_several_records_the_least_is_compared_and_the_address_before_the_services()
        {
            Start("nano");
            s_probe.Run(100, s_message);
            Hear(Claim(Query, "nano.local", Later).Record(1, "nano.local", DnsQuery.A, 120, Bytes.Hex(Earlier)), 150);
            Assert.AreEqual(350, s_probe.Due);
            Hear(Claim(Query, "nano.local", Earlier).Record(1, "nano._http._tcp.local", DnsQuery.Txt, 120, Bytes.Hex("01ff")), 155);
            Assert.AreEqual(350, s_probe.Due);
            Hear(Claim(Query, "nano.local", Ours).Record(1, "nano.local", DnsQuery.Aaaa, 120, new byte[1]), 160);
            Assert.AreEqual(1160, s_probe.Due);
            s_probe.Run(1160, s_message);
            Hear(new DnsQuery(Query).Record(1, "nano._http._tcp.local", DnsQuery.Txt, 120, Bytes.Hex("ff")), 1170);
            Assert.AreEqual(2170, s_probe.Due);
            s_probe.Run(2170, s_message);
            Hear(new DnsQuery(Query).Record(1, "nano._http._tcp.local", DnsQuery.Srv, 120, DnsQuery.Server(81, "nano.local")), 2180);
            Assert.AreEqual(3180, s_probe.Due);
        }

        [TestMethod]
        public void Before_its_first_probe_a_board_has_no_conflicts()
        {
            Start("nano");
            Hear(Claim(Response, "nano.local", Later), 50);
            Hear(Claim(Query, "nano.local", Later), 50);
            Assert.AreEqual("nano 100", s_probe.Host + " " + s_probe.Due);
        }

        [TestMethod]
        public void A_name_that_was_its_own_is_probed_again_before_the_board_takes_another()
        {
            Start("nano");
            AssertOwn(100);
            Hear(new DnsQuery(Response).Record(0, "nano.local", DnsQuery.Aaaa, 120, new byte[16]), 5000);
            Hear(Claim(Query, "nano.local", Later), 5000);
            Assert.IsTrue(s_probe.IsOwn);
            Hear(Claim(Response, "nano.local", Later), 6000);
            Assert.IsFalse(s_probe.IsOwn);
            Assert.AreEqual("nano", s_probe.Host);
            AssertSent(6100, "probe nano");
            Hear(Claim(Response, "nano.local", Later), 6150);
            Assert.AreEqual("nano-1a2b3c", s_probe.Host);
        }

        [TestMethod]
        public void A_name_that_many_have_is_looked_for_slowly()
        {
            Start("nano-1a2b3c");
            long now = 100;
            for (int i = 2; i <= 15; i++)
            {
                now = AssertConflict(now, i, 100);
            }

            now = AssertConflict(now, 16, 5000);
            now = AssertConflict(now, 17, 5000);

            // After ten quiet seconds the count begins again.
            AssertConflict(now + 10000, 18, 100);
        }

        [TestMethod]
        public void Conflicts_of_a_name_that_is_its_own_are_counted_too()
        {
            // Each time the board has announced its name, another host claims it: the attack that made names without end.
            Start("nano-1a2b3c");
            int renames = 0;
            long now = 0;
            string host = s_probe.Host;
            for (; now < 3600000; now += 50)
            {
                s_probe.Run(now, s_message);
                Hear(Claim(Response, s_probe.Host + ".local", Later), now);
                renames += s_probe.Host != host ? 1 : 0;
                host = s_probe.Host;
            }

            // 15 at once, and then one in five seconds.
            Assert.IsTrue(renames <= 15 + 3600 / 5, "renames: " + renames);
        }

        [TestMethod]
        public void Messages_cut_anywhere_are_survived()
        {
            DnsQuery[] messages = { Claim(Response, "nano.local", Later), Claim(Query, "nano.local", Later) };
            for (int i = 0; i < messages.Length; i++)
            {
                for (int count = 0; count < messages[i].Count; count++)
                {
                    Start("nano");
                    s_probe.Run(100, s_message);
                    s_probe.Hear(messages[i].Bytes, count, 150);
                    Assert.AreEqual("nano 350", s_probe.Host + " " + s_probe.Due);
                }
            }
        }

        private static void Start(string host)
        {
            s_message = new byte[MulticastResponder.MaximumMessage];
            s_responder = new MulticastResponder(new Identity("Green house", "0.1.0", "nano-1a2b3c"), host, 80, false);
            s_responder.SetAddress("192.168.1.20");
            s_probe = new NameProbe(s_responder, host, 100, "nano-1a2b3c");
            s_probe.Begin(0);
        }

        /// <summary>A response with an address of a name, or a probe for it.</summary>
        private static DnsQuery Claim(int flags, string name, string address)
        {
            DnsQuery query = new DnsQuery(flags);
            return flags == Query ? query.Ask(name, DnsQuery.Any, true).Record(1, name, DnsQuery.A, 120, Bytes.Hex(address)) : query.Record(0, name, DnsQuery.A, 120, Bytes.Hex(address));
        }

        private static void Hear(DnsQuery message, long now)
        {
            s_probe.Hear(message.Bytes, message.Count, now);
        }

        private static void AssertSent(long now, string expected)
        {
            string text = DnsText.Describe(s_message, s_probe.Run(now, s_message));
            int end = text.IndexOf(".local");
            string sent = text.Length == 0 ? "" : text.IndexOf("0000 q(") == 0 ? "probe " + text.Substring(7, end - 7)
                : text.IndexOf("8400 an(") == 0 ? "announcement " + text.Substring(8, end - 8) : text;
            Assert.AreEqual(expected, sent);
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
        /// <returns>When the next name is probed.</returns>
        private static long AssertConflict(long now, int number, int pause)
        {
            Assert.IsTrue(s_probe.Run(now, s_message) > 0);
            Hear(Claim(Response, s_probe.Host + ".local", Later), now);
            Assert.AreEqual("nano-1a2b3c-" + number, s_probe.Host);
            Assert.AreEqual(now + pause, s_probe.Due);
            return s_probe.Due;
        }
    }
}
