using Nano.Firmware.Boards;
using Nano.Tests.Unit.Support;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>The tables of the chips' pins, beside what the data sheets and nf-interpreter say.</summary>
    [TestClass]
    public class ChipTests
    {
        [TestMethod]
        public void Each_chip_has_the_GPIOs_of_its_data_sheet()
        {
            Assert.AreEqual("0-23 25-27 32-39", Pins(Chip.Esp32, 0));
            Assert.AreEqual("0-21", Pins(Chip.Esp32C3, 0));
            Assert.AreEqual("0-21 26-48", Pins(Chip.Esp32S3, 0));
            Assert.AreEqual("40 22 49", Chip.Esp32.PinCount + " " + Chip.Esp32C3.PinCount + " " + Chip.Esp32S3.PinCount);
        }

        [TestMethod]
        public void Only_an_ESP32_has_GPIOs_that_are_inputs_only()
        {
            Assert.AreEqual("0-23 25-27 32-33", Pins(Chip.Esp32, 1));
            Assert.AreEqual("0-21", Pins(Chip.Esp32C3, 1));
            Assert.AreEqual("0-21 26-48", Pins(Chip.Esp32S3, 1));
        }

        [TestMethod]
        public void Flash_PSRAM_USB_and_console_have_their_GPIOs()
        {
            Assert.AreEqual("flash 6-11, PSRAM , USB , console 1 3", Uses(Chip.Esp32));
            Assert.AreEqual("flash 6-11, PSRAM 16-17, USB , console 1 3", Uses(Chip.Find("ESP32_PSRAM_REV3")));
            Assert.AreEqual("flash 11-17, PSRAM , USB 18-19, console 20-21", Uses(Chip.Esp32C3));
            Assert.AreEqual("flash 26-32, PSRAM , USB 19-20, console 43-44", Uses(Chip.Esp32S3));
            Assert.AreEqual("flash 26-32, PSRAM 33-37, USB 19-20, console 43-44", Uses(Chip.Find("ESP32_S3_OCTAL")));
        }

        [TestMethod]
        public void ADC_channels_are_on_the_GPIOs_of_nf_interpreters_device_mapping()
        {
            Assert.AreEqual("36 37 38 39 32 33 34 35 -1 -1 4* 0* 2* 15* 13* 12* 14* 27* 25* 26*", Adc(Chip.Esp32));
            Assert.AreEqual("0 1 2 3 4 5*", Adc(Chip.Esp32C3));
            Assert.AreEqual("1 2 3 4 5 6 7 8 9 10 11* 12* 13* 14* 15* 16* 17* 18* 19* 20*", Adc(Chip.Esp32S3));
            Assert.AreEqual(-1, Chip.Esp32C3.GpioOf(6));
            Assert.AreEqual(-1, Chip.Esp32.GpioOf(-1));
            Assert.IsFalse(Chip.Esp32.IsSecondConverter(20));
        }

        [TestMethod]
        public void Targets_tell_their_chip_its_memory_and_whether_its_board_is_known()
        {
            string[] names =
            {
                "ESP32_REV0", "ESP32 board", "ESP32_REV3", "ESP32 board", "ESP32_BLE_REV0", "ESP32 board", "esp32", "ESP32 board",
                "ESP32_PSRAM_REV0", "ESP32 PSRAM board", "ESP32_PSRAM_REV3_IPV6", "ESP32 PSRAM board", "ESP32_PSRAM_XTAL26_REV0", "ESP32 PSRAM board",
                "ESP32_PICO", "ESP32 PSRAM board", "ESP_WROVER_KIT", "ESP32 PSRAM", "ESP32_OLIMEX", "ESP32", "ESP32_OLIMEX_WROVER", "ESP32 PSRAM",
                "ESP32_ETHERNET_KIT_1.2", "ESP32", "ESP32_WT32_ETH01", "ESP32", "ESP32_WESP32", "ESP32", "ESP32_GenericDisplay_REV0", "ESP32",
                "M5Stack", "ESP32", "M5Core", "ESP32", "M5Core2", "ESP32 PSRAM", "M5StickC", "ESP32 PSRAM", "M5StickCPlus", "ESP32 PSRAM",
                "LilygoTWatch2021", "ESP32 PSRAM", "ESP32_C3", "ESP32-C3 board", "ESP32_C3_REV3", "ESP32-C3 board", "ESP32_C3_BETA", "ESP32-C3 board",
                "XIAO_ESP32C3", "ESP32-C3 board", "esp32-c3", "ESP32-C3 board", "ESP32_S3", "ESP32-S3 board", "ESP32_S3_BLE", "ESP32-S3 board",
                "ESP32_S3_ALL", "ESP32-S3 PSRAM board", "ESP32_S3_QUAD", "ESP32-S3 board", "ESP32_S3_OCTAL", "ESP32-S3 PSRAM board", "AtomS3", "ESP32-S3",
                "esp32-s3", "ESP32-S3 board",
            };
            for (int i = 0; i < names.Length; i += 2)
            {
                Chip chip = Chip.Find(names[i]);
                Assert.IsNotNull(chip, names[i]);
                bool hasPsram = chip.UseOf(16) == PinUse.Psram || chip.UseOf(33) == PinUse.Psram;
                Assert.AreEqual(names[i + 1], chip.Name + (hasPsram ? " PSRAM" : "") + (chip.DefaultChannels.Length > 0 ? " board" : ""), names[i]);
            }
        }

        [TestMethod]
        public void Chips_without_a_table_are_unknown()
        {
            string[] names =
            {
                null, "", "-", "nanoCLR", "Win32", "ESP", "STM32F769I_DISCOVERY", "ESP32_S2", "FEATHER_S2", "ESP32_C2", "ESP32_C5_THREAD", "ESP32_C6_THREAD", "ESP32_C61",
                "ESP32_H2_THREAD", "ESP32_P4", "ESP32_P4_REV_LESS3", "ESP32S2", "esp32-h2",
            };
            for (int i = 0; i < names.Length; i++)
            {
                Assert.IsNull(Chip.Find(names[i]), names[i]);
            }
        }

        private static string Uses(Chip chip)
        {
            return "flash " + Pins(chip, 2) + ", PSRAM " + Pins(chip, 3) + ", USB " + Pins(chip, 4) + ", console " + Pins(chip, 5);
        }

        /// <summary>The ranges of the GPIOs that have a property: 0 that they exist, 1 that they can be outputs, else the use.</summary>
        private static string Pins(Chip chip, int property)
        {
            string text = "";
            int first = -1;
            for (int pin = -2; pin < 80; pin++)
            {
                if (!Has(chip, pin, property))
                {
                    first = -1;
                }
                else if (first < 0)
                {
                    first = pin;
                    text += (text.Length > 0 ? " " : "") + pin;
                }
                else if (!Has(chip, pin + 1, property))
                {
                    text += "-" + pin;
                }
            }

            return text;
        }

        private static bool Has(Chip chip, int pin, int property)
        {
            switch (property)
            {
                case 0: return chip.HasPin(pin);
                case 1: return chip.IsOutput(pin);
                case 2: return chip.UseOf(pin) == PinUse.Flash;
                case 3: return chip.UseOf(pin) == PinUse.Psram;
                case 4: return chip.UseOf(pin) == PinUse.Usb;
                default: return chip.UseOf(pin) == PinUse.Console;
            }
        }

        private static string Adc(Chip chip)
        {
            string text = "";
            for (int i = 0; i < chip.AdcChannelCount; i++)
            {
                text += (i > 0 ? " " : "") + chip.GpioOf(i) + (chip.IsSecondConverter(i) ? "*" : "");
            }

            return text;
        }
    }
}
