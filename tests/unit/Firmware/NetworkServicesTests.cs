using Nano.Firmware;
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

            Assert.AreEqual(44, s_localName.Sent.Length);
            RunUntil(services, now, Delay + 750);
            Assert.AreEqual(4, s_localName.Count);
            Assert.AreEqual(38, s_localName.Sent.Length);
            RunUntil(services, Delay + 751, Delay + 1750);
            Assert.AreEqual(5, s_localName.Count);
            services.Run(60000);
            Assert.AreEqual(5, s_localName.Count);

            s_localName.Arrived = Bytes.Hex(Question);
            Assert.AreEqual(60200, services.Run(60100));
            Assert.AreEqual(6, s_localName.Count);
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
            Assert.AreEqual("nano-2", observer.Host);
        }

        [TestMethod]
        public void A_network_lost_and_found_again_is_asked_for_the_name_again()
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
            NetworkServices services = Create(TestNetwork.Start(new TestRadio { Kept = null }), "nano");
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
        public void A_port_that_cannot_be_had_is_asked_for_again_later()
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
            services = new NetworkServices(TestNetwork.StartOnline().Manager, "nano", port, s_dhcp, s_portalName);
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
        public void The_network_its_setup_and_the_settings_take_less_than_5632_bytes()
        {
            TestServer server = new TestServer(null);
            TestPort port = new TestPort();
            TestRadio radio = new TestRadio { Kept = null };
            long before = Heap.Taken();
            NetworkManager network = new NetworkManager(radio, new NetworkOptions(), null, null);
            NetworkServices services = new NetworkServices(network, "nano", port, port, port);
            SetupResource setup = new SetupResource(network, server.Server, new Settings(Chip.Esp32), new SettingsFile(new TornStore()));
            long taken = Heap.Taken() - before;
            System.Console.WriteLine("heap: network manager, its services, the setup page and the settings " + taken + " bytes");
            Assert.IsTrue(taken > 1000 && taken < 5632);
            Assert.IsTrue(services != null && setup != null);
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
            return new NetworkServices(network.Manager, host, s_localName, s_dhcp, s_portalName);
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

            public override void Close()
            {
                _isOpen = false;
            }
        }
    }
}
