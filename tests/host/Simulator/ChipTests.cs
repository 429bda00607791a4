using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Firmware.Boards;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.Simulator
{
    /// <summary>The simulator as a board of each chip, with settings in a folder as in the board's flash.</summary>
    [TestClass]
    public class ChipTests
    {
        private string _folder;

        [TestInitialize]
        public void CreateFolder()
        {
            _folder = Directory.CreateTempSubdirectory().FullName;
        }

        [TestCleanup]
        public void DeleteFolder()
        {
            Directory.Delete(_folder, true);
        }

        [TestMethod]
        [DataRow("esp32", null, "GPIO2 LED on", "")]
        [DataRow("esp32-c3", null, "GPIO6 LED on", "")]
        [DataRow("esp32-s3", null, "GPIO2 LED on", "")]
        [DataRow("esp32", "esp32-c3", "GPIO2 LED on", "GPIO 6 of the ESP32 is used by the flash memory.")]
        [DataRow("esp32", "esp32-s3", "GPIO2 LED on", "GPIO 4 of the ESP32 belongs to ADC2")]
        [DataRow("esp32-c3", "esp32", "GPIO6 LED on", "the ESP32-C3 has no GPIO 36.")]
        [DataRow("esp32-c3", "esp32-s3", "GPIO6 LED on", "GPIO 21 of the ESP32-C3 is used by the serial console.")]
        [DataRow("esp32-s3", "esp32", "GPIO2 LED on", "GPIO 36 of the ESP32-S3 cannot measure a voltage.")]
        [DataRow("esp32-s3", "esp32-c3", "GPIO2 LED on", "GPIO 0 of the ESP32-S3 cannot measure a voltage.")]
        public async Task A_board_serves_with_no_settings_and_with_the_default_pins_of_each_other_chip(string chip, string pinsOf, string line, string notice)
        {
            if (pinsOf != null)
            {
                SavedSettings.Write(_folder, Chip.Find(pinsOf).DefaultChannels);
            }

            using SimulatorProcess simulator = SimulatorProcess.Start("--chip", chip, "--settings", _folder);
            using HttpClient client = simulator.NewClient();
            Assert.Contains(notice, await client.GetStringAsync("/api/state"));
            Assert.AreEqual(notice.Length > 0, (await client.GetStringAsync("/api/state")).Contains("\"notices\""));
            using HttpResponseMessage set = await client.PutAsync("/api/channels/led", new StringContent("{\"value\":1}", Encoding.ASCII, "application/json"));
            Assert.IsTrue(set.IsSuccessStatusCode, await set.Content.ReadAsStringAsync());
            simulator.WaitForLine("^" + line + "$");
        }

        [TestMethod]
        [DataRow("esp32", "output", "pin=6")]
        [DataRow("esp32", "output", "pin=24")]
        [DataRow("esp32", "output", "pin=34")]
        [DataRow("esp32", "input", "pin=28")]
        [DataRow("esp32", "adc", "pin=5")]
        [DataRow("esp32", "adc", "pin=12")]
        [DataRow("esp32-c3", "output", "pin=18")]
        [DataRow("esp32-c3", "output", "pin=22")]
        [DataRow("esp32-c3", "adc", "pin=5")]
        [DataRow("esp32-s3", "output", "pin=43")]
        [DataRow("esp32-s3", "input", "pin=22")]
        [DataRow("esp32-s3", "adc", "pin=20")]
        public async Task A_board_serves_and_says_why_with_a_saved_pin_that_its_chip_cannot_use(string chip, string driver, string pin)
        {
            SavedSettings.Write(_folder, $"name=shed\nchannel=part {driver} {pin}\n");
            using SimulatorProcess simulator = SimulatorProcess.Start("--chip", chip, "--settings", _folder);
            using HttpClient client = simulator.NewClient();
            using JsonDocument state = JsonDocument.Parse(await client.GetStringAsync("/api/state"));
            Assert.AreEqual("shed", state.RootElement.GetProperty("board").GetString());
            string message = state.RootElement.GetProperty("notices")[0].GetProperty("message").GetString();
            Assert.StartsWith($"Channel line 1, \"{pin}\": ", message);
            Assert.Contains($" {Chip.Find(chip).Name} ", message);
        }

        [TestMethod]
        [DataRow("esp32", 1)]
        [DataRow("esp32-c3", 2)]
        [DataRow("esp32-s3", 3)]
        public async Task A_board_serves_with_files_of_random_bytes(string chip, int seed)
        {
            Random random = new Random(seed);
            byte[] bytes = new byte[500];
            random.NextBytes(bytes);
            File.WriteAllBytes(Path.Combine(_folder, "settings.0.txt"), bytes);
            File.WriteAllBytes(Path.Combine(_folder, "settings.1.txt"), SavedSettings.Of(bytes));
            File.WriteAllBytes(Path.Combine(_folder, "starts.txt"), bytes);
            using SimulatorProcess simulator = SimulatorProcess.Start("--chip", chip, "--settings", _folder);
            using HttpClient client = simulator.NewClient();
            Assert.Contains("\"temperature\"", await client.GetStringAsync("/api/state"));
        }

        [TestMethod]
        public async Task What_the_setup_page_saves_in_the_folder_applies_at_the_next_start()
        {
            using (SimulatorProcess first = SimulatorProcess.Start("--chip", "esp32-c3", "--settings", _folder, "--setup"))
            {
                using HttpClient client = first.NewClient();
                Assert.Contains($"spellcheck=false>\n{Chip.Esp32C3.DefaultChannels}</textarea>", await client.GetStringAsync("/setup"));
                using HttpResponseMessage wrong = await client.PostAsync("/setup", Form("channels", "channel=led output pin=18"));
                Assert.Contains("GPIO 18 of the ESP32-C3 is used by the USB port.", await wrong.Content.ReadAsStringAsync());
                using HttpResponseMessage right = await client.PostAsync("/setup", Form("channels", "channel=led output pin=10 active=low\r\n", "name", "shed", "interval", "250", "password", "open sesame", "access-passphrase", "sesame on air"));
                Assert.IsTrue(right.IsSuccessStatusCode, await right.Content.ReadAsStringAsync());
                first.SendInterrupt();
                Assert.AreEqual(0, first.WaitForExit());
            }

            using (SimulatorProcess second = SimulatorProcess.Start("--chip", "esp32-c3", "--settings", _folder))
            {
                using HttpClient client = second.NewClient();
                using HttpResponseMessage refused = await client.GetAsync("/api/state");
                Assert.AreEqual(401, (int)refused.StatusCode);
                second.SendInterrupt();
                Assert.AreEqual(0, second.WaitForExit());
            }

            // The command line wins.
            using SimulatorProcess third = SimulatorProcess.Start("--chip", "esp32-c3", "--settings", _folder, "--token", "0123456789abcdef", "--clients", "3");
            using HttpClient program = third.NewClient();
            program.DefaultRequestHeaders.Add("Authorization", "Bearer 0123456789abcdef");
            using JsonDocument state = JsonDocument.Parse(await program.GetStringAsync("/api/state"));
            Assert.AreEqual("shed", state.RootElement.GetProperty("board").GetString());
            Assert.AreEqual(3, state.RootElement.GetProperty("slots").GetInt32());
            third.WaitForLine("^GPIO10 led on$");
        }

        private static FormUrlEncodedContent Form(params string[] fields)
        {
            return new FormUrlEncodedContent(new Dictionary<string, string>(fields.Chunk(2).Select(pair => new KeyValuePair<string, string>(pair[0], pair[1])))
            {
                ["network"] = "home",
                ["passphrase"] = "12345678",
            });
        }
    }
}
