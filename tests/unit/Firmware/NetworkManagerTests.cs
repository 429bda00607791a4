using Nano.Firmware;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Tests.Unit.Support;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>How the board gets into its network, and back into it.</summary>
    [TestClass]
    public class NetworkManagerTests
    {
        [TestMethod]
        public void A_board_with_credentials_joins_its_network()
        {
            TestNetwork network = TestNetwork.Start();
            Assert.AreEqual(NetworkState.Connecting, network.Manager.State);
            network.Wait(5000);
            Assert.AreEqual(NetworkState.Connecting, network.Manager.State);

            network.Radio.Now = RadioState.Online;
            network.Wait(250);
            Assert.AreEqual(NetworkState.Online, network.Manager.State);
            Assert.AreEqual("connect", network.Radio.Log);
        }

        [TestMethod]
        public void Pauses_between_attempts_double_up_to_a_minute()
        {
            TestNetwork network = TestNetwork.Start(new TestRadio { Outcome = RadioState.NotFound });
            string gaps = "";
            long last = network.Now;
            network.Radio.TakeLog();
            while (gaps.Length < 40)
            {
                network.Wait(10);
                if (network.Radio.TakeLog().IndexOf("; connect") >= 0 || network.Manager.State == NetworkState.Connecting && network.Now - last > 500)
                {
                    gaps += (network.Now - last) / 1000 + " ";
                    last = network.Now;
                }
            }

            Assert.AreEqual("1 2 4 8 16 32 60 60 60 60 60 60 60 60 60", gaps.Substring(0, 40).Trim());
            Assert.AreEqual(RadioState.NotFound, network.Manager.LastFailure);
        }

        [TestMethod]
        public void An_attempt_that_takes_too_long_is_given_up()
        {
            TestNetwork network = TestNetwork.Start();
            network.Wait(29999);
            Assert.AreEqual("connect", network.Radio.TakeLog());
            network.Wait(1);
            Assert.AreEqual("disconnect", network.Radio.TakeLog());
            Assert.AreEqual(NetworkState.Waiting, network.Manager.State);
            Assert.AreEqual(RadioState.Idle, network.Manager.LastFailure);
            network.Wait(1000);
            Assert.AreEqual("connect", network.Radio.TakeLog());
            Assert.AreEqual(1, network.Manager.FailedAttempts);
        }

        [TestMethod]
        public void A_wrong_passphrase_is_told_and_does_not_open_the_board()
        {
            TestNetwork network = TestNetwork.Start(new TestRadio { Outcome = RadioState.WrongPassphrase });
            network.Wait(600000);
            Assert.AreEqual(RadioState.WrongPassphrase, network.Manager.LastFailure);
            Assert.AreEqual(-1, network.Radio.Log.IndexOf("start"));
        }

        [TestMethod]
        public void A_lost_network_is_joined_again_with_short_pauses_first()
        {
            TestNetwork network = TestNetwork.StartOnline();
            network.Radio.Outcome = RadioState.NotFound;
            network.Radio.Now = RadioState.Idle;
            network.Wait(250);
            Assert.AreEqual(NetworkState.Waiting, network.Manager.State);
            network.Wait(10000);
            Assert.AreEqual("connect; disconnect; connect; disconnect; connect; disconnect", network.Radio.TakeLog());

            network.Radio.Outcome = RadioState.Online;
            network.Wait(10000);
            Assert.AreEqual(NetworkState.Online, network.Manager.State);
            Assert.AreEqual(0, network.Manager.FailedAttempts);
        }

        [TestMethod]
        public void A_radio_that_finds_back_by_itself_is_left_alone()
        {
            TestNetwork network = TestNetwork.StartOnline();
            network.Radio.Now = RadioState.Idle;
            network.Wait(500);
            network.Radio.Now = RadioState.Online;
            network.Wait(5000);
            Assert.AreEqual(NetworkState.Online, network.Manager.State);
            Assert.AreEqual("", network.Radio.Log);
        }

        [TestMethod]
        public void A_board_without_credentials_is_an_access_point_for_as_long_as_it_takes()
        {
            TestNetwork network = TestNetwork.Start(new TestRadio { Kept = null });
            Assert.AreEqual("start nano-7c0a1b; scan", network.Radio.TakeLog());
            network.Manager.NoteSetup(network.Now);
            network.Wait(3600000);
            Assert.AreEqual(NetworkState.AccessPoint, network.Manager.State);
            Assert.AreEqual("", network.Radio.Log);
        }

        [TestMethod]
        public void A_button_held_for_5_seconds_from_the_start_makes_an_access_point()
        {
            TestNetwork network = new TestNetwork(new TestRadio());
            network.Press(true);
            network.Wait(4999);
            Assert.AreEqual("connect", network.Radio.TakeLog());
            network.Wait(1);
            Assert.AreEqual("disconnect; start nano-7c0a1b; scan", network.Radio.TakeLog());
        }

        [TestMethod]
        public void A_button_may_be_pressed_some_seconds_after_the_start_and_when_online()
        {
            TestNetwork network = TestNetwork.StartOnline();
            network.Wait(8000);
            network.Press(true);
            network.Wait(5300);
            Assert.AreEqual(NetworkState.AccessPoint, network.Manager.State);
        }

        [TestMethod]
        public void A_button_released_too_soon_or_pressed_too_late_means_nothing()
        {
            TestNetwork network = TestNetwork.Start(new TestRadio { Outcome = RadioState.Online });
            network.Press(true);
            network.Wait(4500);
            network.Press(false);
            network.Wait(500);
            network.Press(true);
            network.Wait(4500);
            network.Press(false);
            network.Wait(5000);
            network.Press(true);
            network.Wait(60000);
            Assert.AreEqual(NetworkState.Online, network.Manager.State);
        }

        [TestMethod]
        public void An_access_point_nobody_uses_goes_back_to_the_network_that_is_kept()
        {
            TestNetwork network = TestNetwork.Start(new TestRadio { WasAccessPoint = true });
            Assert.AreEqual(NetworkState.AccessPoint, network.Manager.State);
            network.Wait(200000);
            network.Manager.NoteSetup(network.Now);
            network.Wait(299999);
            Assert.AreEqual(NetworkState.AccessPoint, network.Manager.State);
            network.Radio.TakeLog();
            network.Wait(2001);
            Assert.AreEqual("stop; restart", network.Radio.TakeLog());
            network.Wait(60000);
            Assert.AreEqual("", network.Radio.Log);
        }

        [TestMethod]
        public void New_credentials_are_kept_and_the_board_restarts_when_the_answer_has_had_its_time()
        {
            TestNetwork network = TestNetwork.Start(new TestRadio { Kept = null });
            network.Radio.TakeLog();
            Assert.IsTrue(network.Manager.Save(Bytes.Of("net"), "12345678", network.Now));
            Assert.AreEqual("net/12345678", network.Radio.Kept);
            network.Wait(1999);
            Assert.AreEqual("", network.Radio.Log);
            network.Wait(1);
            Assert.AreEqual("stop; restart", network.Radio.Log);
        }

        [TestMethod]
        public void Credentials_that_cannot_be_kept_restart_nothing()
        {
            TestNetwork network = TestNetwork.Start(new TestRadio { Kept = null, IsBroken = true });
            Assert.IsFalse(network.Manager.Save(Bytes.Of("net"), "12345678", network.Now));
            Assert.AreEqual(NetworkState.AccessPoint, network.Manager.State);
        }

        [TestMethod]
        public void The_light_tells_the_states_apart()
        {
            TestNetwork network = TestNetwork.Start();
            Assert.AreEqual("1010101010", Watch(network));
            network.Radio.Now = RadioState.Online;
            network.Wait(300);
            Assert.AreEqual("0000000000", Watch(network));
            network.Radio.Now = RadioState.Idle;
            network.Wait(250);
            network.Radio.Outcome = RadioState.NotFound;
            network.Wait(8000);
            while (network.Manager.State != NetworkState.Waiting || !network.Light.IsOn)
            {
                network.Wait(10);
            }

            Assert.AreEqual("1000000000", Watch(network));
            Assert.AreEqual("11111000001111100000", Watch(TestNetwork.Start(new TestRadio { Kept = null })) + Watch(TestNetwork.Start(new TestRadio { WasAccessPoint = true })));
        }

        [TestMethod]
        public void An_output_that_shows_the_state_is_left_alone_once_the_board_is_online()
        {
            TestOutput led = new TestOutput("led", 0);
            TestRadio radio = new TestRadio();
            NetworkManager manager = new NetworkManager(radio, new NetworkOptions(), null, new ChannelLight(led));
            manager.Run(0);
            Assert.AreEqual(1, led.Value);
            radio.Now = RadioState.Online;
            manager.Run(10);
            Assert.AreEqual("010", led.Log);
            led.Set(1);
            manager.Run(20);
            manager.Run(100000);
            Assert.AreEqual("0101", led.Log);
        }

        [TestMethod]
        public void An_hour_online_and_an_hour_as_an_access_point_take_no_memory()
        {
            TestNetwork online = TestNetwork.StartOnline();
            TestNetwork accessPoint = TestNetwork.Start(new TestRadio { Kept = null });
            online.Wait(1000);
            accessPoint.Wait(1000);
            long before = Heap.Taken();
            online.Wait(3600000 / Target.NumberStep);
            accessPoint.Wait(3600000 / Target.NumberStep);
            Assert.AreEqual(before, Heap.Taken());
        }

        /// <summary>The light at the next ten tenths of a second, after the first moment of each.</summary>
        private static string Watch(TestNetwork network)
        {
            string seen = "";
            for (int i = 0; i < 10; i++)
            {
                seen += network.Light.IsOn ? "1" : "0";
                network.Wait(100);
            }

            return seen;
        }
    }
}
