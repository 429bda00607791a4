using Nano.Firmware;
using Nano.Firmware.Network;
using Nano.Firmware.Settings;
using Nano.Firmware.Startup;
using Nano.Firmware.Web;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Tests.Unit.Support;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>The functions for a board's owner other than settings: the log, a restart, and the reason of the last start.</summary>
    [TestClass]
    public class OwnerTests
    {
        [TestMethod]
        public void The_log_has_the_start_and_what_came_since()
        {
            TestPlatform platform = new TestPlatform { BrokenPins = 1 };
            Device device = platform.Start();
            platform.Ask(device, "PUT /api/settings", "Content-Type: application/json\r\nIf-Match: *\r\n", "{\"name\":\"shed\"}");
            string log = platform.Ask(device, "GET /api/log", "", "").Content;
            Assert.IsTrue(log.IndexOf("\"lines\":[{\"t\":0,\"text\":\"nano ") > 0, log);
            Assert.IsTrue(log.IndexOf("{\"t\":0,\"text\":\"The channels cannot be made (no such pin).") > 0, log);
            Assert.IsTrue(log.IndexOf("{\"t\":0,\"text\":\"Started, reason: power.\"}") > 0, log);
            Assert.IsTrue(log.IndexOf("00,\"text\":\"The settings have been changed.\"}]}\n") > 0, log);
        }

        [TestMethod]
        public void A_restart_makes_outputs_safe_answers_and_is_no_failed_start()
        {
            TestPlatform platform = new TestPlatform { FirstRequest = "POST /api/restart HTTP/1.1\r\nHost: 192.168.4.1\r\n\r\n" };
            Assert.IsTrue(new StartSequence(platform).Run());
            Assert.AreEqual(1, platform.Restarts);
            Assert.AreEqual("starts=0\n", Bytes.Text(platform.Flash[SettingsStore.Starts]));
            platform.FirstRequest = null;
            Device device = platform.Start();
            string state = platform.Get(device, "/api/state");
            Assert.IsTrue(state.IndexOf(",\"reset\":\"request\",") > 0, state);
            device = null;
            device = platform.Start();
            Assert.IsTrue(platform.Get(device, "/api/state").IndexOf(",\"reset\":\"power\",") > 0);
        }

        [TestMethod]
        public void Outputs_are_safe_before_the_answer_and_the_server_stops_after_it()
        {
            TestPlatform platform = new TestPlatform();
            Device device = platform.Start();
            Assert.AreEqual(200, platform.Ask(device, "PUT /api/channels/led", "", "{\"value\":1}").Status);
            Assert.AreEqual(1, device.Board[0].Value);
            Reply reply = platform.Ask(device, "POST /api/restart", "", "");
            Assert.AreEqual(202, reply.Status);
            Assert.AreEqual("close", reply.Field("Connection"));
            Assert.AreEqual("{\"restarting\":true}\n", reply.Content);
            Assert.AreEqual(0, device.Board[0].Value);
            Assert.IsFalse(device.Server.IsStopping);
            platform.Now += RestartResource.Delay;
            platform.Turn(device);
            Assert.IsTrue(device.Server.IsStopping);
        }

        [TestMethod]
        public void A_start_behind_a_failure_or_the_set_up_page_says_so()
        {
            TestPlatform platform = new TestPlatform { IsExhausted = true };
            Assert.IsFalse(new StartSequence(platform).Run());
            platform.IsExhausted = false;
            Assert.IsTrue(platform.Get(platform.Start(), "/api/state").IndexOf(",\"reset\":\"failure\",") > 0);
        }

        [TestMethod]
        public void The_Wi_Fi_s_figures_are_in_the_state_and_the_metrics()
        {
            TestPlatform platform = new TestPlatform { Wifi = new TestRadio { Outcome = RadioState.Online } };
            Device device = platform.Start();
            Assert.IsTrue(platform.Get(device, "/api/state").IndexOf(",\"wifi\":{\"address\":\"192.168.1.20\"},") > 0);
            string metrics = platform.Get(device, "/metrics");
            Assert.IsTrue(metrics.IndexOf("\nnano_start_info{reset=\"power\"} 1\n") > 0 && metrics.IndexOf("\nnano_wifi_info{address=\"192.168.1.20\"} 1\n") > 0 && metrics.IndexOf("dbm") < 0, metrics);
            platform.Wifi.Strength = -61;
            Assert.IsTrue(platform.Get(device, "/api/state").IndexOf(",\"wifi\":{\"address\":\"192.168.1.20\",\"signal\":-61,\"channel\":11},") > 0);
            metrics = platform.Get(device, "/metrics");
            Assert.IsTrue(metrics.IndexOf("\nnano_wifi_signal_dbm -61\n") > 0 && metrics.IndexOf("\nnano_wifi_channel 11\n") > 0, metrics);
            platform.Wifi = null;
            device = null;
            device = platform.Start();
            Assert.AreEqual(-1, platform.Get(device, "/metrics").IndexOf("wifi"));
        }

        [TestMethod]
        public void An_access_point_has_the_set_up_page_in_place_of_the_settings()
        {
            TestPlatform platform = new TestPlatform { Wifi = new TestRadio { Kept = null, WasAccessPoint = true } };
            Device device = platform.Start();
            Assert.AreEqual(404, platform.Ask(device, "GET /api/settings", "", "").Status);
            Assert.AreEqual(200, platform.Ask(device, "GET /api/log", "", "").Status);
        }
    }
}
