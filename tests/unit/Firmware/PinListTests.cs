using Nano.Firmware.Boards;
using Nano.Firmware.Settings;
using Nano.Tests.Unit.Support;
using Nano.Web.Text;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>Which pins the channels of a board may have, and what is said of the others.</summary>
    [TestClass]
    public class PinListTests
    {
        [TestMethod]
        public void The_default_pins_of_each_board_can_be_used()
        {
            Chip[] chips = { Chip.Esp32, Chip.Esp32C3, Chip.Esp32S3, Chip.Find("ESP32_PSRAM_REV3"), Chip.Find("ESP32_S3_OCTAL") };
            for (int i = 0; i < chips.Length; i++)
            {
                PinList pins = new PinList(chips[i]);
                Assert.AreEqual(chips[i].DefaultPins, Text(pins));
                Assert.AreEqual(PinFault.None, Read(pins, ""));
                Assert.AreEqual(PinFault.None, Read(pins, chips[i].DefaultPins));
                Assert.AreEqual(chips[i].DefaultPins, Text(pins));
            }
        }

        [TestMethod]
        public void Each_number_from_0_to_60_is_taken_for_the_channels_that_can_use_it_and_refused_with_its_reason_for_the_others()
        {
            // No board: there are no pins that could be taken already.
            Check(Chip.Find("ESP32_X"), "0 2 4 5 12 13 14 15 16 17 18 19 20 21 22 23 25 26 27 32 33", " 34 35 36 37 38 39", "0 1 2 3 4 5 6 7");
            Check(Chip.Find("ESP32_X_PSRAM"), "0 2 4 5 12 13 14 15 18 19 20 21 22 23 25 26 27 32 33", " 34 35 36 37 38 39", "0 1 2 3 4 5 6 7");
            Check(Chip.Find("ESP32_C3_X"), "0 1 2 3 4 5 6 7 8 9 10", "", "0 1 2 3 4");
            Check(Chip.Find("ESP32_S3_X"), "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 21 33 34 35 36 37 38 39 40 41 42 45 46 47 48", "", "0 1 2 3 4 5 6 7 8 9");
            Check(Chip.Find("ESP32_S3_X_OCTAL"), "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 21 38 39 40 41 42 45 46 47 48", "", "0 1 2 3 4 5 6 7 8 9");
        }

        [TestMethod]
        public void The_reason_names_channel_pin_and_chip()
        {
            string[] lists =
            {
                "led:6", "led: GPIO 6 is used by the flash memory of this ESP32.",
                "button:1:up", "button: GPIO 1 is used by the serial console of this ESP32.",
                "relay:24", "relay: GPIO 24 does not exist on this ESP32.",
                "relay:60", "relay: GPIO 60 does not exist on this ESP32.",
                "relay:255", "relay: GPIO 255 does not exist on this ESP32.",
                "relay:4294967296", "relay: GPIO 4095 does not exist on this ESP32.",
                "led:34", "led: GPIO 34 can only be an input on this ESP32.",
                "button:39:low:up", "button: GPIO 39 has no pull-up resistor on this ESP32.",
                "light:8", "light: ADC channel 8 does not exist on this ESP32.",
                "light:20", "light: ADC channel 20 does not exist on this ESP32.",
                "light:10", "light: ADC channel 10 belongs to ADC2, which is unreliable beside Wi-Fi, on this ESP32.",
                "led:5 relay:5", "relay: GPIO 5 is that of led.",
                "pot:1 temperature:1", "temperature: ADC channel 1 has the GPIO of pot.",
                "led:32 pot:4", "pot: ADC channel 4 has the GPIO of led.",
                "button:36", "pot: ADC channel 0 has the GPIO of button.",
                "led:5 led:18", "led is named twice among the pins.",
                "pump:5", "Only led, relay, button, pot, light and temperature have pins.",
                "led:-1", "Pins are words such as led:2 with single spaces between; :low may follow for led, relay and button, :up for button.",
            };
            for (int i = 0; i < lists.Length; i += 2)
            {
                PinList pins = new PinList(Chip.Esp32);
                Assert.AreEqual(lists[i + 1], Describe(Read(pins, lists[i]), Chip.Esp32), lists[i]);
            }

            Assert.AreEqual("led: GPIO 18 is used by the USB port of this ESP32-C3.", Describe(Read(new PinList(Chip.Esp32C3), "led:18"), Chip.Esp32C3));
            Assert.AreEqual("pot: ADC channel 6 does not exist on this ESP32-C3.", Describe(Read(new PinList(Chip.Esp32C3), "pot:6"), Chip.Esp32C3));
            Chip octal = Chip.Find("ESP32_S3_OCTAL");
            Assert.AreEqual("led: GPIO 33 is used by the PSRAM of this ESP32-S3.", Describe(Read(new PinList(octal), "led:33"), octal));
        }

        [TestMethod]
        public void An_unknown_chip_has_no_pins_and_takes_none()
        {
            PinList pins = new PinList(null);
            Assert.AreEqual("", Text(pins));
            Assert.AreEqual(PinFault.None, Read(pins, ""));
            Assert.AreEqual("This firmware does not know the pins of this chip, so it uses none.", Describe(Read(pins, "led:2"), null));
            for (int i = 0; i < PinList.Channels; i++)
            {
                Assert.AreEqual(PinList.None, pins[i]);
            }
        }

        [TestMethod]
        public void A_known_chip_on_an_unknown_board_has_the_pins_that_are_given_to_it()
        {
            PinList pins = new PinList(Chip.Find("M5Stack"));
            Assert.AreEqual("", Text(pins));
            Assert.AreEqual(PinFault.None, Read(pins, "button:39:low temperature:7"));
            Assert.AreEqual("button:39:low temperature:7", Text(pins));
            Assert.AreEqual(PinList.None, pins[PinList.Led]);
        }

        [TestMethod]
        public void The_default_pins_of_another_chip_are_used_or_refused_as_a_whole()
        {
            string[] cases =
            {
                "esp32", "esp32-c3", "led: GPIO 6 is used by the flash memory of this ESP32.",
                "esp32", "esp32-s3", "",
                "esp32-c3", "esp32", "temperature: ADC channel 6 does not exist on this ESP32-C3.",
                "esp32-c3", "esp32-s3", "relay: GPIO 21 is used by the serial console of this ESP32-C3.",
                "esp32-s3", "esp32", "light: ADC channel 3 has the GPIO of relay.",
                "esp32-s3", "esp32-c3", "",
            };
            for (int i = 0; i < cases.Length; i += 3)
            {
                Chip chip = Chip.Find(cases[i]);
                string list = Chip.Find(cases[i + 1]).DefaultPins;
                BoardSettings settings = new BoardSettings(chip);
                byte[] text = Bytes.Of("pins=" + list);
                int wrong = settings.Read(text, 0, text.Length);
                Assert.AreEqual(cases[i + 2], Describe(settings.PinsFault, chip), cases[i] + " " + cases[i + 1]);
                Assert.AreEqual(cases[i + 2].Length > 0 ? 1 : 0, wrong);
                Assert.AreEqual(wrong == 0 ? list : chip.DefaultPins, Text(settings.Pins));
            }
        }

        [TestMethod]
        public void Settings_of_random_bytes_leave_pins_that_the_chip_has()
        {
            string[] names = { "esp32", "esp32-c3", "esp32-s3", "ESP32_S2" };
            uint state = 15;
            byte[] start = Bytes.Of("pins=led:2 pot:");
            for (int i = 0; i < 120; i++)
            {
                byte[] text = new byte[start.Length + 24];
                start.CopyTo(text, 0);
                for (int j = i % 3 == 0 ? 0 : i % 3 == 1 ? 9 : start.Length; j < text.Length; j++)
                {
                    state = state * 1664525 + 1013904223;
                    text[j] = i % 2 == 0 ? (byte)(state >> 24) : (byte)("0123456789 :ledpotlightup\n"[(int)((state >> 16) % 26)]);
                }

                Chip chip = Chip.Find(names[i % 4]);
                BoardSettings settings = new BoardSettings(chip);
                settings.Read(text, 0, text.Length);
                Assert.AreEqual(PinFault.None, Read(new PinList(chip), Text(settings.Pins)));
            }
        }

        private static void Check(Chip chip, string outputs, string inputsOnly, string analogs)
        {
            for (int channel = 0; channel < PinList.Channels; channel++)
            {
                string right = " " + (PinList.IsAnalog(channel) ? analogs : channel == PinList.Button ? outputs + inputsOnly : outputs) + " ";
                for (int number = -1; number <= 60; number++)
                {
                    PinList pins = new PinList(chip);
                    int fault = Read(pins, PinList.IdOf(channel) + ":" + number);
                    string what = chip.Name + " " + PinList.IdOf(channel) + ":" + number;
                    Assert.AreEqual(right.IndexOf(" " + number + " ") >= 0, fault == PinFault.None, what);
                    string reason = Describe(fault, chip);
                    if (fault == PinFault.None)
                    {
                        Assert.AreEqual(number, pins[channel], what);
                        Assert.AreEqual("", reason, what);
                    }
                    else if (number >= 0)
                    {
                        Assert.IsTrue(reason.IndexOf(PinList.IdOf(channel) + ": " + (PinList.IsAnalog(channel) ? "ADC channel " : "GPIO ") + number + " ") == 0, what + " " + reason);
                        Assert.IsTrue(reason.IndexOf(" this " + chip.Name + ".") > 0, what + " " + reason);
                    }
                }
            }
        }

        private static int Read(PinList pins, string text)
        {
            byte[] bytes = Bytes.Join(Bytes.Of("??"), Bytes.Of(text));
            return pins.Read(bytes, 2, bytes.Length - 2);
        }

        private static string Text(PinList pins)
        {
            ByteWriter writer = new ByteWriter(new byte[PinList.MaximumLength]);
            pins.Write(writer);
            return Bytes.Text(writer.Buffer, 0, writer.Count);
        }

        private static string Describe(int fault, Chip chip)
        {
            ByteWriter writer = new ByteWriter(new byte[PinFault.MaximumText]);
            PinFault.Write(writer, fault, chip);
            Assert.IsFalse(writer.Overflowed);
            return Bytes.Text(writer.Buffer, 0, writer.Count);
        }
    }
}
