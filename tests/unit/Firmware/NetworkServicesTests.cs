using Nano.Firmware.Boards;
using Nano.Firmware.Messages;
using Nano.Firmware.Network;
using Nano.Firmware.Settings;
using Nano.Firmware.Web;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Tests.Unit.Support;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>Which services there are when.</summary>
    [TestClass]
    public class NetworkServicesTests
    {
        private const string Question = "0000 0000 0001 0000 0000 0000 04 6e616e6f 05 6c6f63616c 00 0001 0001";

        // The test radio's number spreads its questions by so many milliseconds.
        private const int Delay = 0x0A1B % 250;

        private static readonly Identity s_identity = new Identity("Green house", "0.1.0", "nano-1a2b3c");

        private static TestPort s_localName;
        private static TestPort s_dhcp;
        private static TestPort s_portalName;

        [TestMethod]
        public void In_its_network_the_board_asks_for_its_name_tells_it_twice_and_answers_for_it()
        {
            TestNetwork network = TestNetwork.StartOnline();
            NetworkServices services = Create(network, "nano");
            s_localName.Arrived = Bytes.Hex(Question);
            long now = 0;
            while (s_localName.Count < 3)
            {
                long next = services.Run(now);
                Assert.IsTrue(next > now && next <= now + 100);
                Assert.AreEqual(s_localName.Count, now < Delay ? 0 : (now - Delay) / 250 + 1);
                now = next;
            }

            AssertSent("0000 q(nano.local ANY qu; ");
            RunUntil(services, now, Delay + 750);
            Assert.AreEqual(4, s_localName.Count);
            AssertSent("8400 an(nano.local A flush 120 192.168.1.20; ");
            RunUntil(services, Delay + 751, Delay + 1750);
            Assert.AreEqual(5, s_localName.Count);
            services.Run(60000);
            Assert.AreEqual(5, s_localName.Count);

            s_localName.Arrived = Bytes.Hex(Question);
            Assert.AreEqual(60200, services.Run(60100));
            Assert.AreEqual(6, s_localName.Count);
            Assert.AreEqual(0, s_localName.Replies);
            Assert.IsFalse(s_dhcp.IsOpen || s_portalName.IsOpen);
        }

        [TestMethod]
        public void Where_another_has_the_name_the_log_tells_the_next()
        {
            TestNetwork network = TestNetwork.StartOnline();
            NameObserver observer = new NameObserver();
            network.Manager.Observer = observer;
            NetworkServices services = Create(network, "nano");
            RunUntil(services, 0, 200);
            s_localName.Arrived = Bytes.Hex("0000 8400 0000 0001 0000 0000 04 6e616e6f 05 6c6f63616c 00 0001 8001 00000078 0004 c0a80101");
            RunUntil(services, 201, 3000);
            Assert.AreEqual("nano-1a2b3c", observer.Host);
        }

        [TestMethod]
        public void Answers_to_one_go_to_that_one()
        {
            NetworkServices services = Create(TestNetwork.StartOnline(), "nano");
            RunUntil(services, 0, 3000);
            s_localName.Arrived = Bytes.Hex("0000 0000 0001 0000 0000 0000 04 6e616e6f 05 6c6f63616c 00 0001 8001");
            services.Run(4000);
            Assert.AreEqual(1, s_localName.Replies);
            AssertSent("8400 an(nano.local A flush 120 192.168.1.20)");
            s_localName.From = 49152;
            s_localName.Arrived = Bytes.Hex(Question);
            services.Run(4100);
            Assert.AreEqual(2, s_localName.Replies);
            AssertSent("8400 q(nano.local A) an(nano.local A 10 192.168.1.20)");
        }

        [TestMethod]
        public void A_message_as_long_as_Ethernet_carries_is_read_to_its_end()
        {
            NetworkServices services = Create(TestNetwork.StartOnline(), "nano");
            RunUntil(services, 0, 3000);
            DnsQuery query = new DnsQuery(0);
            for (int i = 0; i < 60; i++)
            {
                query.Ask("printer-" + (100 + i) + ".local", DnsQuery.A);
            }

            query.Ask("nano.local", DnsQuery.A);
            Assert.IsTrue(query.Count > 1300);
            s_localName.Arrived = Bytes.Slice(query.Bytes, 0, query.Count);
            services.Run(4000);
            Assert.AreEqual(6, s_localName.Count);

            // The board sees a conflict at the end of a message: it probes the name again.
            query = new DnsQuery(0x8400).Fill(1390).Record(2, "nano.local", DnsQuery.A, 120, Bytes.Hex("c0a80101"));
            Assert.IsTrue(query.Count > 1440);
            s_localName.Arrived = Bytes.Slice(query.Bytes, 0, query.Count);
            RunUntil(services, 4100, 4500);
            AssertSent("0000 q(nano.local ANY qu; ");
        }

        [TestMethod]
        public void A_new_address_is_announced_within_a_look()
        {
            TestNetwork network = TestNetwork.StartOnline();
            NetworkServices services = Create(network, "nano");
            RunUntil(services, 0, 3000);
            Assert.AreEqual(5, s_localName.Count);
            network.Radio.StationAddress = "192.168.1.99";
            services.Run(3100);
            Assert.AreEqual(6, s_localName.Count);
            AssertSent("8400 an(nano.local A flush 120 192.168.1.99; ");
            RunUntil(services, 3200, 4200);
            Assert.AreEqual(7, s_localName.Count);
            s_localName.Arrived = Bytes.Hex(Question);
            services.Run(4300);
            AssertSent("8400 an(nano.local A flush 120 192.168.1.99)");
        }

        [TestMethod]
        public void Before_a_restart_the_board_says_goodbye()
        {
            TestNetwork network = TestNetwork.StartOnline();
            NetworkServices services = Create(network, "nano");
            RunUntil(services, 0, 3000);
            network.Manager.Restart(3000);
            services.Run(3050);
            Assert.AreEqual(6, s_localName.Count);
            AssertSent("8400 an(nano.local A flush 0 192.168.1.20; _http._tcp.local PTR 0 ");
            Assert.IsFalse(s_localName.IsOpen);
        }

        [TestMethod]
        public void A_name_that_is_not_its_own_yet_is_not_given_up()
        {
            TestNetwork network = TestNetwork.StartOnline();
            NetworkServices services = Create(network, "nano");
            RunUntil(services, 0, 400);
            int count = s_localName.Count;
            network.Manager.Restart(450);
            services.Run(450);
            Assert.AreEqual(count, s_localName.Count);
            services.SayGoodbye();
            Assert.AreEqual(count, s_localName.Count);
        }

        [TestMethod]
        public void A_board_that_rejoins_its_network_probes_its_name_again()
        {
            TestNetwork network = TestNetwork.StartOnline();
            NetworkServices services = Create(network, "nano");
            RunUntil(services, 0, 3000);
            Assert.AreEqual(5, s_localName.Count);
            network.Radio.Now = RadioState.Idle;
            network.Wait(250);
            services.Run(3500);
            Assert.IsFalse(s_localName.IsOpen);
            network.Radio.Now = RadioState.Online;
            network.Wait(250);
            RunUntil(services, 4000, 7000);
            Assert.AreEqual(10, s_localName.Count);
        }

        [TestMethod]
        public void A_board_without_a_name_tells_none()
        {
            NetworkServices services = Create(TestNetwork.StartOnline(), "");
            services.Run(0);
            Assert.IsFalse(s_localName.IsOpen);
        }

        [TestMethod]
        public void An_access_point_gives_addresses_and_answers_every_name()
        {
            NetworkServices services = Create(TestNetwork.Start(new TestRadio { Kept = null, WasAccessPoint = true }), "nano");
            byte[] discover = new byte[244];
            System.Array.Copy(Bytes.Hex("010106"), discover, 3);
            System.Array.Copy(Bytes.Hex("63825363 350101ff"), 0, discover, 236, 8);
            services.Run(0);
            Assert.IsFalse(s_localName.IsOpen);
            s_dhcp.Arrived = discover;
            s_portalName.Arrived = Bytes.Hex(Question);
            services.Run(100);
            Assert.AreEqual(300, s_dhcp.Sent.Length);
            Assert.AreEqual(2, s_dhcp.Sent[19]);
            Assert.AreEqual(44, s_portalName.Sent.Length);
        }

        [TestMethod]
        public void A_port_that_cannot_be_opened_is_tried_again_later()
        {
            NetworkServices services = Create(TestNetwork.StartOnline(), "nano");
            s_localName.IsRefused = true;
            Assert.AreEqual(500, services.Run(0));
            s_localName.IsRefused = false;
            services.Run(9999);
            Assert.IsFalse(s_localName.IsOpen);
            services.Run(10000);
            Assert.IsTrue(s_localName.IsOpen);
        }

        [TestMethod]
        public void Questions_and_answers_take_no_memory()
        {
            NetworkServices services = Create(TestNetwork.StartOnline(), "nano");
            QuietPort port = new QuietPort(Bytes.Hex(Question));
            services = new NetworkServices(TestNetwork.StartOnline().Manager, s_identity, "nano", 80, false, port, s_dhcp, s_portalName);
            RunUntil(services, 0, 2000);
            long before = Heap.Taken();
            for (int i = 0; i < 100; i++)
            {
                services.Run(20000 + i * 1000);
            }

            Assert.AreEqual(before, Heap.Taken());
            Assert.IsTrue(port.Count > 400);
        }

        [TestMethod]
        public void The_network_its_setup_and_the_settings_take_less_than_6_and_a_half_KiB()
        {
            TestServer server = new TestServer(null);
            TestPort port = new TestPort();
            TestRadio radio = new TestRadio { Kept = null };

            // Objects that are made once for all of them are not counted.
            NetworkManager first = new NetworkManager(new TestRadio { Kept = null }, new NetworkOptions(), null, null);
            new NetworkServices(first, s_identity, "nano", 80, false, new TestPort(), new TestPort(), new TestPort());
            new SetupResource(first, server.Server, new BoardSettings(Chip.Esp32), new SettingsFile(new TornStore()), new TestDrivers());
            first = null;
            long before = Heap.Taken();
            NetworkManager network = new NetworkManager(radio, new NetworkOptions(), null, null);
            NetworkServices services = new NetworkServices(network, s_identity, "nano", 80, false, port, port, port);
            SetupResource setup = new SetupResource(network, server.Server, new BoardSettings(Chip.Esp32), new SettingsFile(new TornStore()), new TestDrivers());
            long taken = Heap.Taken() - before;
            System.Console.WriteLine("heap: network manager, its services, the setup page and the settings " + taken + " bytes");
            Assert.IsTrue(taken > 1000 && taken < 6656);
            Assert.IsTrue(services != null && setup != null);
        }

        private static void AssertSent(string begin)
        {
            string text = DnsText.Describe(s_localName.Sent, s_localName.Sent.Length);
            Assert.AreEqual(begin, text.Length > begin.Length ? text.Substring(0, begin.Length) : text);
        }

        private static void RunUntil(NetworkServices services, long now, long end)
        {
            while (now <= end)
            {
                now = services.Run(now);
            }
        }

        private static NetworkServices Create(TestNetwork network, string host)
        {
            s_localName = new TestPort();
            s_dhcp = new TestPort();
            s_portalName = new TestPort();
            return new NetworkServices(network.Manager, s_identity, host, 80, false, s_localName, s_dhcp, s_portalName);
        }

        private sealed class NameObserver : NetworkObserver
        {
            public string Host { get; private set; }

            public override void OnStateChanged(NetworkManager network)
            {
            }

            public override void OnNamed(string host)
            {
                Host = host;
            }
        }

        /// <summary>A port at which the same question comes again and again.</summary>
        private sealed class QuietPort : DatagramPort
        {
            private readonly byte[] _question;
            private bool _isOpen;

            public QuietPort(byte[] question)
            {
                _question = question;
            }

            public int Count { get; private set; }

            public override bool IsOpen => _isOpen;

            public override bool Open()
            {
                _isOpen = true;
                return true;
            }

            public override int Receive(byte[] buffer)
            {
                System.Array.Copy(_question, buffer, _question.Length);
                return _question.Length;
            }

            public override void Send(byte[] buffer, int count)
            {
                Count++;
            }

            public override void Reply(byte[] buffer, int count)
            {
                Send(buffer, count);
            }

            public override void Close()
            {
                _isOpen = false;
            }
        }
    }
}
