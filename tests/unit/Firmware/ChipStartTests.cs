using Nano.Firmware;
using Nano.Firmware.Boards;
using Nano.Firmware.Settings;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Tests.Unit.Support;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>A board of each chip starts and serves whatever pins are saved, and uses none that its chip lacks or already uses.</summary>
    [TestClass]
    public class ChipStartTests
    {
        private static readonly string[] s_chips = { "esp32", "esp32-c3", "esp32-s3", "ESP32_PSRAM_REV3", "ESP32_S3_OCTAL" };

        [TestMethod]
        public void Without_settings_a_board_has_the_pins_of_its_own_page()
        {
            for (int i = 0; i < s_chips.Length; i++)
            {
                Start(s_chips[i], null, Chip.Find(s_chips[i]).DefaultChannels, "");
            }
        }

        [TestMethod]
        public void An_unknown_chip_and_an_unknown_board_have_no_pins_and_say_so()
        {
            Start("ESP32_S2", null, null, "This firmware does not know the pins of this chip, so it uses none.");
            Start("ESP32_S2", "channel=led output pin=2\n", null, "This firmware does not know the pins of this chip, so it uses none.");
            Start("M5Stack", null, "", "This firmware knows the ESP32 and not what is connected to it, so it uses no pins");
            Start("M5Stack", "channel=led output pin=2\n", "channel=led output pin=2\n", "");
            Start("M5Stack", "pins=led:2\n", "channel=led output pin=2\n", "");
        }

        [TestMethod]
        public void The_channels_of_the_other_chips_are_refused_with_line_word_and_reason()
        {
            Start("esp32", Chip.Esp32C3.DefaultChannels, Chip.Esp32.DefaultChannels, "Channel line 1, \\\"pin=6\\\": GPIO 6 of the ESP32 is used by the flash memory. Take another one.");
            Start("esp32", Chip.Esp32S3.DefaultChannels, Chip.Esp32.DefaultChannels, "Channel line 4, \\\"pin=4\\\": GPIO 4 of the ESP32 belongs to ADC2, which is unreliable beside Wi-Fi. Take one of 32, 33, 34, 35, 36, 37, 38, 39.");
            Start("esp32-c3", Chip.Esp32.DefaultChannels, Chip.Esp32C3.DefaultChannels, "Channel line 4, \\\"pin=36\\\": the ESP32-C3 has no GPIO 36.");
            Start("esp32-c3", Chip.Esp32S3.DefaultChannels, Chip.Esp32C3.DefaultChannels, "GPIO 21 of the ESP32-C3 is used by the serial console.");
            Start("esp32-s3", Chip.Esp32.DefaultChannels, Chip.Esp32S3.DefaultChannels, "GPIO 36 of the ESP32-S3 cannot measure a voltage. Take one of 1, 2, ");
            Start("esp32-s3", Chip.Esp32C3.DefaultChannels, Chip.Esp32S3.DefaultChannels, "GPIO 0 of the ESP32-S3 cannot measure a voltage.");
        }

        [TestMethod]
        public void A_reserved_pin_is_refused_for_an_output_an_input_and_a_measurement()
        {
            for (int i = 0; i < s_chips.Length; i++)
            {
                Chip chip = Chip.Find(s_chips[i]);
                for (int pin = 0; pin < chip.PinCount; pin++)
                {
                    if (chip.UseOf(pin) != PinUse.None)
                    {
                        Start(s_chips[i], "channel=x " + (pin % 3 == 0 ? "output" : pin % 3 == 1 ? "adc" : "input") + " pin=" + pin + "\n", chip.DefaultChannels, "GPIO " + pin + " of the " + chip.Name + " is used by the ");
                    }
                }
            }
        }

        [TestMethod]
        public void A_wrong_line_before_the_pins_hides_their_reason_not()
        {
            Start("esp32", "slots=99\nchannel=led output pin=6\n", Chip.Esp32.DefaultChannels, "GPIO 6 of the ESP32 is used by the flash memory. Take another one. The channel lines of the settings are not used, but the board's own");
        }

        [TestMethod]
        public void Settings_of_random_bytes_do_not_keep_a_board_from_serving()
        {
            uint state = 42;
            for (int i = 0; i < 30; i++)
            {
                byte[] bytes = new byte[100 + i * 10];
                for (int j = 0; j < bytes.Length; j++)
                {
                    state = state * 1664525 + 1013904223;
                    bytes[j] = (byte)(state >> 24);
                }

                // As the whole file, then as the settings of a file that is whole.
                TestPlatform platform = new TestPlatform { Carried = Chip.Find(s_chips[i % s_chips.Length]) };
                platform.Flash[i % 2] = i < 15 ? bytes : SavedText.Of(bytes);
                platform.Flash[SettingsStore.Starts] = i % 5 == 0 ? bytes : new byte[0];
                Device device = platform.Start();
                Assert.AreEqual(platform.Carried.DefaultChannels, platform.UsedChannels);

                // A board whose settings cannot be read may have had a password.
                string reply = platform.Get(device, "/api/state");
                Assert.AreEqual(0, reply.IndexOf(i < 15 ? "HTTP/1.1 401 " : "HTTP/1.1 200 OK"), reply);
            }
        }

        private static void Start(string chip, string lines, string pins, string notice)
        {
            TestPlatform platform = new TestPlatform { Carried = Chip.Find(chip) };
            if (lines != null)
            {
                platform.Flash[0] = SavedText.Of(Bytes.Of(lines));
            }

            Device device = platform.Start();
            Assert.AreEqual(pins, platform.UsedChannels, chip + " " + lines);
            string state = platform.Get(device, "/api/state");
            Assert.IsTrue(state.IndexOf("HTTP/1.1 200 OK") == 0, state);
            Assert.AreEqual(notice.Length > 0, state.IndexOf("\"notices\":") > 0, state);
            Assert.IsTrue(notice.Length == 0 || state.IndexOf(notice) > 0, state);
            Assert.IsTrue(notice.Length == 0 || platform.Lines.IndexOf(notice.IndexOf('\\') < 0 ? notice : notice.Substring(notice.LastIndexOf('\\') + 2)) > 0, platform.Lines);
        }
    }
}
