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
                Start(s_chips[i], null, Chip.Find(s_chips[i]).DefaultPins, "");
            }
        }

        [TestMethod]
        public void An_unknown_chip_and_an_unknown_board_have_no_pins_and_say_so()
        {
            Start("ESP32_S2", null, "", "This firmware does not know the pins of this chip, so it uses none.");
            Start("ESP32_S2", "pins=led:2 relay:4\n", "", "This firmware does not know the pins of this chip, so it uses none.");
            Start("M5Stack", null, "", "This firmware knows the ESP32 and not what is connected to it, so it uses no pins");
            Start("M5Stack", "pins=led:2\n", "led:2", "");
        }

        [TestMethod]
        public void The_default_pins_of_the_other_chips_are_used_where_they_fit_and_else_told_with_the_reason()
        {
            Start("esp32", "pins=" + Chip.Esp32C3.DefaultPins + "\n", Chip.Esp32.DefaultPins, "led: GPIO 6 is used by the flash memory of this ESP32.");
            Start("esp32", "pins=" + Chip.Esp32S3.DefaultPins + "\n", Chip.Esp32S3.DefaultPins, "");
            Start("esp32-c3", "pins=" + Chip.Esp32.DefaultPins + "\n", Chip.Esp32C3.DefaultPins, "temperature: ADC channel 6 does not exist on this ESP32-C3.");
            Start("esp32-c3", "pins=" + Chip.Esp32S3.DefaultPins + "\n", Chip.Esp32C3.DefaultPins, "relay: GPIO 21 is used by the serial console of this ESP32-C3.");
            Start("esp32-s3", "pins=" + Chip.Esp32.DefaultPins + "\n", Chip.Esp32S3.DefaultPins, "light: ADC channel 3 has the GPIO of relay.");
            Start("esp32-s3", "pins=" + Chip.Esp32C3.DefaultPins + "\n", Chip.Esp32C3.DefaultPins, "");
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
                        Start(s_chips[i], "pins=" + (pin % 3 == 0 ? "led:" : pin % 3 == 1 ? "relay:" : "button:") + pin + "\n", chip.DefaultPins, "GPIO " + pin + " is used by the ");
                    }
                }
            }

            // GPIO 19 and 20 of an ESP32-S3, the USB port.
            Start("esp32-s3", "pins=light:18\n", Chip.Esp32S3.DefaultPins, "light: ADC channel 18 is used by the USB port of this ESP32-S3.");
        }

        [TestMethod]
        public void A_wrong_line_before_the_pins_hides_their_reason_not()
        {
            Start("esp32", "slots=99\npins=led:6\n", Chip.Esp32.DefaultPins, "led: GPIO 6 is used by the flash memory of this ESP32. The pins of the settings are ignored.");
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
                Assert.AreEqual(platform.Carried.DefaultPins, platform.UsedPins);

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
            Assert.AreEqual(pins, platform.UsedPins, chip + " " + lines);
            string state = platform.Get(device, "/api/state");
            Assert.IsTrue(state.IndexOf("HTTP/1.1 200 OK") == 0, state);
            Assert.AreEqual(notice.Length > 0, state.IndexOf("\"notices\":") > 0, state);
            Assert.IsTrue(notice.Length == 0 || state.IndexOf(notice) > 0, state);
            Assert.IsTrue(notice.Length == 0 || platform.Lines.IndexOf(notice) > 0, platform.Lines);
        }
    }
}
