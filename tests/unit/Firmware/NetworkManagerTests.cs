using Nano.Firmware.Boards;
using Nano.Firmware.Channels;
using Nano.Firmware.Network;
using Nano.Firmware.Settings;
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
            TestNetwork network = new TestNetwork(new TestRadio { Outcome = RadioState.NotFound }, new NetworkOptions { OfflineTime = int.MaxValue });
            network.Wait(0);
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
        public void An_attempt_that_takes_too_long_is_ended()
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
        public void A_wrong_passphrase_leads_to_an_access_point_and_back_in_turns()
        {
            TestRadio radio = new TestRadio { Outcome = RadioState.WrongPassphrase };
            for (int turn = 0; turn < 3; turn++)
            {
                TestNetwork station = TestNetwork.Start(radio);
                station.Wait(179000);
                Assert.AreEqual(-1, radio.TakeLog().IndexOf("start"));
                station.Wait(5000);
                string log = radio.TakeLog();
                Assert.IsTrue(log.IndexOf("start nano-7c0a1b; restart") >= 0, log);
                Assert.AreEqual(TurnReason.WrongPassphrase, station.Manager.Reason);

                TestNetwork open = TestNetwork.Start(radio);
                Assert.AreEqual(NetworkState.AccessPoint, open.Manager.State);
                Assert.AreEqual(TurnReason.WrongPassphrase, open.Manager.Reason);
                Assert.AreEqual("scan", radio.TakeLog());
                open.Wait(299000);
                Assert.AreEqual(NetworkState.AccessPoint, open.Manager.State);
                open.Wait(4000);
                Assert.AreEqual("stop; restart", radio.TakeLog());
            }
        }

        [TestMethod]
        public void An_hour_online_is_no_time_without_a_network()
        {
            TestNetwork network = TestNetwork.StartOnline();
            network.Wait(3600000 / Target.NumberStep);
            network.Radio.Outcome = RadioState.NotFound;
            network.Radio.Now = RadioState.Idle;
            network.Wait(170000);
            Assert.AreEqual(-1, network.Radio.Log.IndexOf("start"));
            network.Wait(15000);
            Assert.IsTrue(network.Radio.Log.IndexOf("start") > 0);
            Assert.AreEqual(TurnReason.NotFound, network.Manager.Reason);
        }

        [TestMethod]
        public void The_access_point_of_a_board_with_a_password_has_a_passphrase_or_is_not_opened()
        {
            TestRadio radio = new TestRadio { Outcome = RadioState.NotFound };
            TestNetwork network = new TestNetwork(radio);
            network.Manager.HasPassword = true;
            network.Manager.Settings = Read("access-passphrase=open sesame");
            network.Wait(190000);
            Assert.AreEqual("open sesame", radio.AccessPassphrase);

            radio = new TestRadio { Outcome = RadioState.NotFound };
            network = new TestNetwork(radio);
            network.Manager.HasPassword = true;
            network.Press(false);
            network.Wait(1000);
            network.Press(true);
            network.Wait(600000);
            Assert.IsNull(radio.AccessPassphrase);
        }

        [TestMethod]
        public void A_second_network_is_tried_in_turn()
        {
            TestRadio radio = new TestRadio { Outcome = RadioState.NotFound };
            TestNetwork network = new TestNetwork(radio);
            network.Manager.Settings = Read("network2=caf%E9\npassphrase2=12345678\naddress=10.0.0.5/24 10.0.0.1");
            network.Wait(4500);
            Assert.AreEqual("10.0.0.5 255.255.255.0 10.0.0.1 10.0.0.1; connect; disconnect; connect to caf<e9>/12345678; disconnect; connect; disconnect", radio.TakeLog());
            radio.Outcome = RadioState.Online;
            network.Wait(10000);
            Assert.AreEqual("connect to caf<e9>/12345678", radio.TakeLog());
            Assert.AreEqual(NetworkState.Online, network.Manager.State);
        }

        [TestMethod]
        public void A_contact_that_is_closed_from_the_start_on_asks_for_nothing()
        {
            TestNetwork network = new TestNetwork(new TestRadio { Outcome = RadioState.Online });
            network.Press(true);
            network.Wait(60000);
            Assert.AreEqual(NetworkState.Online, network.Manager.State);
        }

        [TestMethod]
        public void After_a_window_without_a_visitor_the_button_asks_for_nothing_until_the_next_start()
        {
            TestRadio radio = new TestRadio { Outcome = RadioState.Online };
            Assert.AreEqual(NetworkState.Restarting, StartAndPress(radio).Manager.State);
            TestNetwork network = TestNetwork.Start(radio);
            network.Wait(310000);
            Assert.IsFalse(radio.WasAccessPoint);
            Assert.AreEqual(NetworkState.Online, StartAndPress(radio).Manager.State);
            Assert.AreEqual(NetworkState.Restarting, StartAndPress(radio).Manager.State);

            // With a visitor it is as before.
            network = TestNetwork.Start(radio);
            network.Manager.NoteSetup(network.Now);
            network.Wait(310000);
            Assert.IsFalse(radio.WasAccessPoint);
            Assert.AreEqual(NetworkState.Restarting, StartAndPress(radio).Manager.State);
        }

        [TestMethod]
        public void A_setting_makes_the_button_ask_for_nothing()
        {
            TestNetwork network = new TestNetwork(new TestRadio { Outcome = RadioState.Online });
            network.Manager.Settings = Read("setup-button=0");
            network.Press(false);
            network.Wait(1000);
            network.Press(true);
            network.Wait(10000);
            Assert.AreEqual(NetworkState.Online, network.Manager.State);
        }

        [TestMethod]
        public void Outputs_are_on_again_after_a_planned_restart_and_not_after_a_power_cut()
        {
            TestRadio radio = new TestRadio { Outcome = RadioState.NotFound };
            TestNetwork network = TestNetwork.Start(radio);
            network.Manager.Turn.Board = Outputs(1);
            network.Wait(190000);
            Assert.AreEqual("restart", radio.Log.Substring(radio.Log.Length - 7));
            Assert.AreEqual("010", Restore(radio));
            Assert.AreEqual("000", Restore(radio));
        }

        private static string Restore(TestRadio radio)
        {
            Board board = Outputs(0);
            NetworkTurn turn = new NetworkTurn(radio.Flash);
            turn.Load();
            turn.Board = board;
            turn.RestoreOutputs();
            string values = "";
            for (int i = 0; i < board.Count; i++)
            {
                values += board[i].Value.ToString();
            }

            return values;
        }

        /// <summary>Three outputs, the second and the third of a value: the third one becomes safe without a client.</summary>
        private static Board Outputs(int value)
        {
            Board board = new Board();
            TestOutput relay = new TestOutput("relay", 0);
            TestOutput drill = new TestOutput("drill", 0) { IsSafeWithoutClient = true };
            board.Add(new TestOutput("led", 0));
            board.Add(relay);
            board.Add(drill);
            relay.Set(value);
            drill.Set(value);
            return board;
        }

        private static TestNetwork StartAndPress(TestRadio radio)
        {
            TestNetwork network = new TestNetwork(radio);
            network.Press(false);
            network.Wait(1000);
            network.Press(true);
            network.Wait(6000);
            network.Wait(3000);
            return network;
        }

        private static NetworkSettings Read(string lines)
        {
            BoardSettings settings = new BoardSettings(Chip.Esp32);
            byte[] text = Bytes.Of(lines);
            Assert.AreEqual(0, settings.Read(text, 0, text.Length));
            return settings.Network;
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
            network.Wait(2000);
            Assert.AreEqual("start nano-7c0a1b; restart", network.Radio.TakeLog());
            network = TestNetwork.Start(network.Radio);
            Assert.AreEqual("scan", network.Radio.TakeLog());
            network.Manager.NoteSetup(network.Now);
            network.Wait(3600000);
            Assert.AreEqual(NetworkState.AccessPoint, network.Manager.State);
            Assert.AreEqual("", network.Radio.Log);
        }

        [TestMethod]
        public void A_button_pressed_within_10_seconds_and_held_for_5_makes_an_access_point()
        {
            TestNetwork network = TestNetwork.StartOnline();
            network.Press(false);
            network.Wait(8000);
            network.Press(true);
            network.Wait(4700);
            Assert.AreEqual("", network.Radio.TakeLog());
            network.Wait(3000);
            Assert.AreEqual("disconnect; start nano-7c0a1b; restart", network.Radio.TakeLog());
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
        public void An_unused_access_point_returns_to_the_saved_network()
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
            TestNetwork network = TestNetwork.Start(new TestRadio { Kept = null, WasAccessPoint = true });
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
            TestNetwork network = TestNetwork.Start(new TestRadio { Kept = null, WasAccessPoint = true, IsBroken = true });
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
            Assert.AreEqual("11111000001111100000", Watch(TestNetwork.Start(new TestRadio { Kept = null, WasAccessPoint = true })) + Watch(TestNetwork.Start(new TestRadio { WasAccessPoint = true })));
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
            TestNetwork accessPoint = TestNetwork.Start(new TestRadio { Kept = null, WasAccessPoint = true });
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
