using Nano.Firmware;
using Nano.Firmware.Access;
using Nano.Firmware.Network;
using Nano.Firmware.Settings;
using Nano.Firmware.Startup;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Tests.Unit.Support;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>The start of a board: with any saved settings, with pins that fail and with small heaps.</summary>
    [TestClass]
    public class StartSequenceTests
    {
        private static readonly string Defaults = Nano.Firmware.Boards.Chip.Esp32C3.DefaultChannels;

        [TestMethod]
        public void A_new_board_starts_with_the_pins_of_its_chip_and_serves()
        {
            TestPlatform platform = new TestPlatform();
            Device device = platform.Start();
            Assert.AreEqual(Defaults, platform.UsedChannels);
            string state = platform.Get(device, "/api/state");
            Assert.IsTrue(state.IndexOf("{\"board\":\"nano\",\"firmware\":\"" + Device.Version + "\",\"id\":\"nano-1a2b3c\",\"t\":") > 0 && state.IndexOf(",\"slots\":2,\"reset\":\"power\",\"channels\":[{") > 0, state);
            Assert.AreEqual(-1, state.IndexOf("notices"));
            byte[] host = Bytes.Of("nano-1a2b3c.lan");
            Assert.IsTrue(device.Server.Hosts.Allows(host, 0, host.Length));
            Assert.IsTrue(platform.Lines.IndexOf("2 connections with 4224 bytes of buffers") > 0, platform.Lines);
        }

        [TestMethod]
        public void Saved_settings_apply()
        {
            TestPlatform platform = new TestPlatform();
            platform.Save("name=shed\ninterval=500\nslots=1\npins=led:4\n");
            Device device = platform.Start();
            Assert.AreEqual(1, device.Server.Options.Slots);
            Assert.AreEqual(500, platform.Interval);
            Assert.AreEqual(0, platform.UsedChannels.IndexOf("channel=led output pin=4\n"));
            Assert.IsTrue(platform.Get(device, "/api/state").IndexOf("\"board\":\"shed\"") > 0);
        }

        [TestMethod]
        public void An_ignored_line_is_reported_with_its_reason()
        {
            // As a firmware with a wider range has saved it.
            TestPlatform platform = new TestPlatform();
            platform.Save("slots=9\n");
            byte[] text = platform.Flash[0];
            string changed = Bytes.Text(text, 0, text.Length - 16);
            int at = changed.IndexOf("slots=9");
            byte[] body = Bytes.Of(changed.Substring(0, at) + "slots=99" + changed.Substring(at + 7));
            platform.Flash[0] = Bytes.Join(body, Bytes.Of("#check=" + Crc32.Compute(body, 0, body.Length).ToString("x8") + "\n"));
            Device device = platform.Start();
            Assert.IsTrue(platform.Lines.IndexOf("settings line 8 ignored: \"slots=99\" is out of range (1 to 12)") > 0, platform.Lines);
            string state = platform.Get(device, "/api/state");
            Assert.IsTrue(state.IndexOf("\"notices\":[{\"code\":\"settings\",\"message\":\"settings line 8 ignored: \\\"slots=99\\\" is out of range (1 to 12)\"}],\"channels\":[") > 0, state);
        }

        [TestMethod]
        public void Pins_that_cannot_be_opened_give_way_to_the_default_ones_and_those_to_none()
        {
            TestPlatform platform = new TestPlatform { BrokenPins = 1 };
            platform.Save("pins=led:4\n");
            Device device = platform.Start();
            Assert.AreEqual(Defaults, platform.UsedChannels);
            Assert.IsTrue(platform.Get(device, "/api/state").IndexOf("{\"code\":\"pins\",\"message\":\"The channels cannot be made (no such pin). The channel lines of the settings are not used, but the board's own") > 0);

            platform.BrokenPins = 2;
            device = null;
            device = platform.Start();
            Assert.IsNull(platform.UsedChannels);
            Assert.IsTrue(platform.Get(device, "/api/state").IndexOf("\"channels\":[{\"id\":\"uptime\"") > 0);
        }

        [TestMethod]
        public void Three_starts_without_60_s_of_service_lead_to_a_safe_start()
        {
            TestPlatform platform = new TestPlatform();
            platform.Save("name=shed\nhost=shed\ninterval=500\nslots=1\npins=led:4\npassword=" + PasswordHash.Create(Bytes.Of("secret"), 6, 10).ToString() + "\n");
            byte[] saved = platform.Flash[0];
            for (int i = 0; i < 3; i++)
            {
                Assert.AreEqual(1, platform.Start().Server.Options.Slots);
                Assert.IsNotNull(platform.UsedChannels);
            }

            Device device = platform.Start();
            Assert.IsNull(platform.UsedChannels);
            Assert.AreEqual(100, platform.Interval);
            Assert.AreEqual(2, device.Server.Options.Slots);
            Assert.IsTrue(platform.Lines.IndexOf("Safe start: the last 3 starts did not reach 60 s of service.") > 0, platform.Lines);
            Assert.AreEqual("safe-start", device.Notices[0].Code);

            // The password is still asked for, and what is saved is as it was.
            Assert.AreEqual(0, platform.Get(device, "/api/state").IndexOf("HTTP/1.1 401 "));
            Assert.IsTrue(Bytes.AreEqual(saved, platform.Flash[0]));
            Assert.AreEqual(0, platform.Flash[1].Length);

            // 60 s of service end it: the next start is a normal one.
            platform.Turn(device);
            platform.Now += 60000;
            platform.Turn(device);
            device = null;
            device = platform.Start();
            Assert.AreEqual(1, device.Server.Options.Slots);
            Assert.AreEqual(0, device.Notices.Length);
        }

        [TestMethod]
        public void A_restart_on_request_is_no_failed_start()
        {
            for (int i = 0; i < 5; i++)
            {
                TestPlatform platform = new TestPlatform { Wifi = new TestRadio { Kept = null, WasAccessPoint = true } };
                platform.Flash[SettingsStore.Starts] = Bytes.Of("starts=2\n");
                Device device = platform.Start();
                platform.Turn(device);
                Assert.IsTrue(platform.Get(device, "/setup").IndexOf("<form") > 0);
                Assert.AreEqual("starts=3\n", Bytes.Text(platform.Flash[SettingsStore.Starts]));
                ((NetworkManager)platform.Wifi.Listener).Restart(platform.Now);
                Assert.AreEqual("starts=0\n", Bytes.Text(platform.Flash[SettingsStore.Starts]));
            }
        }

        [TestMethod]
        public void A_device_that_is_stopped_on_request_is_no_failed_start()
        {
            TestPlatform platform = new TestPlatform { StopsAtOnce = true };
            Assert.IsTrue(new StartSequence(platform).Run());
            Assert.AreEqual("starts=0\n", Bytes.Text(platform.Flash[SettingsStore.Starts]));
            Assert.AreEqual(0, platform.Restarts);
        }

        [TestMethod]
        public void An_exception_restarts_the_board_after_10_s()
        {
            TestPlatform platform = new TestPlatform { IsBroken = true };
            Assert.IsFalse(new StartSequence(platform).Run());
            Assert.AreEqual(10000, platform.Waited);
            Assert.AreEqual(1, platform.Restarts);
            Assert.IsTrue(platform.Lines.IndexOf("The firmware has failed: no such pin. The board restarts in 10 s.") > 0, platform.Lines);
        }

        [TestMethod]
        public void Memory_that_runs_out_when_the_board_listens_restarts_it()
        {
            TestPlatform platform = new TestPlatform { IsExhausted = true };
            Assert.IsFalse(new StartSequence(platform).Run());
            Assert.AreEqual(1, platform.Restarts);
        }

        [TestMethod]
        public void A_heap_too_small_for_one_connection_restarts_the_board_and_says_why()
        {
            TestPlatform platform = new TestPlatform { Free = 5000 };
            Assert.IsFalse(new StartSequence(platform).Run());
            Assert.AreEqual(1, platform.Restarts);
            Assert.IsTrue(platform.Lines.IndexOf("The memory is too small for a single connection: 5000 bytes are free.") > 0, platform.Lines);
            Assert.IsTrue(platform.Lines.IndexOf("..") < 0, platform.Lines);
        }

        [TestMethod]
        public void A_small_heap_gets_as_many_connections_as_fit()
        {
            int[] heaps = { 12000, 1, 18000, 1, 30000, 3, 46000, 6, 60000, 8 };
            for (int i = 0; i < heaps.Length; i += 2)
            {
                AssertSlots(heaps[i], heaps[i + 1]);
            }
        }

        [TestMethod]
        public void A_heap_that_is_too_small_leaves_out_threads_history_figures_and_the_name_in_this_order()
        {
            // For one connection and its threads, for one without, and for one without the thread that watches the loop.
            AssertGivenUp(18000, null, true, 1);
            AssertGivenUp(12000, "The memory is too small for history, CBOR.", true, 2);
            AssertGivenUp(11000, "The memory is too small for history, CBOR, settings and log over HTTP, most figures, its name in the network, MQTT, /metrics, /events, a watchdog.", false, 2);
        }

        [TestMethod]
        public void Buffers_that_leave_too_little_memory_for_a_connection_get_their_defaults()
        {
            TestPlatform platform = new TestPlatform { Free = 18000 };
            platform.Save("slots=12\nreceive-buffer=8192\nsend-buffer=8192\n");
            Device device = platform.Start();
            Assert.AreEqual(1, device.Server.Options.Slots);
            Assert.AreEqual(1280, device.Server.Options.ReceiveBuffer);
            Assert.AreEqual("limits", device.Notices[0].Code);
        }

        [TestMethod]
        public void A_password_that_cannot_be_read_locks_the_board_and_does_not_open_it()
        {
            TestPlatform platform = new TestPlatform();
            platform.Save("password=pbkdf2-sha256$99999999$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n");
            Device device = platform.Start();
            Assert.AreEqual(0, platform.Get(device, "/api/state").IndexOf("HTTP/1.1 401 "));
            Assert.IsTrue(platform.Lines.IndexOf("Nobody can sign in") > 0, platform.Lines);
        }

        private static void AssertGivenUp(int heap, string notice, bool isWatched, int compactions)
        {
            TestPlatform platform = new TestPlatform { Free = heap, Wifi = new TestRadio(), StopsAtOnce = true };
            Assert.IsTrue(new StartSequence(platform).Run(), platform.Lines);
            Assert.AreEqual(isWatched, platform.IsWatched, heap + " bytes");

            // The second time when the board listens, and only where no thread waits.
            Assert.AreEqual(compactions, platform.Compactions, heap + " bytes");

            platform.StopsAtOnce = false;
            platform.Compactions = 0;
            Device device = platform.Start();
            string state = platform.Get(device, "/api/state");
            Assert.AreEqual(isWatched, state.IndexOf("\"loop\"") > 0, state);
            Assert.IsTrue(state.IndexOf("\"uptime\"") > 0, state);
            Assert.AreEqual(isWatched, platform.Get(device, "/metrics").IndexOf("HTTP/1.1 200 ") == 0);
            if (notice != null)
            {
                Assert.AreEqual("memory", device.Notices[0].Code);
                Assert.AreEqual(notice, Bytes.Text(device.Notices[0].Message));
            }
        }

        private static void AssertSlots(int heap, int slots)
        {
            // In a method of its own, so that each device is collected before the next.
            TestPlatform platform = new TestPlatform { Free = heap, Most = 8 };
            Device device = platform.Start();
            Assert.AreEqual(slots, device.Server.Options.Slots, heap + " bytes");
            string state = platform.Get(device, "/api/state");
            Assert.IsTrue(state.IndexOf("\"slots\":" + slots + ",") > 0, state);
            Assert.AreEqual(slots < 8, state.IndexOf("{\"code\":\"slots\",\"message\":\"The memory is enough for " + slots + " of 8 connections.") > 0, state);
            Assert.IsTrue(platform.Get(device, "/metrics").IndexOf("\nnano_slots " + slots + "\n") > 0);
            Assert.AreEqual(slots < 8, platform.Lines.IndexOf("The memory is enough for " + slots + " of 8 connections.") > 0, platform.Lines);
        }
    }
}
