using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Firmware.Boards;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.SourceTree
{
    /// <summary>The pages about boards, settings and the simulator say what the firmware's tables of the chips have.</summary>
    [TestClass]
    public class BoardPageTests
    {
        private static readonly string[] s_parts = { "LED, output", "Relay, output", "Button, input with pull-up", "Potentiometer, analog", "Light sensor, analog", "Temperature sensor, analog" };

        [TestMethod]
        [DataRow("esp32", "esp32-devkitc.md")]
        [DataRow("esp32-c3", "esp32-c3.md")]
        [DataRow("esp32-s3", "esp32-s3.md")]
        public void A_boards_page_wires_the_default_pins_of_its_chip(string name, string file)
        {
            Chip chip = Chip.Find(name);
            PinList pins = new PinList(chip);
            string page = Read("hardware/boards/" + file);
            Assert.Contains($"The firmware uses these pins by default on an {chip.Name}: `{chip.DefaultPins}`.", page);
            for (int channel = 0; channel < PinList.Channels; channel++)
            {
                string kind = PinList.IsAnalog(channel) ? "analog" : channel == PinList.Button ? "input" : "output";
                string numbers = PinList.IsAnalog(channel) ? $"{chip.GpioOf(pins[channel])} | {pins[channel]}" : $"{pins[channel]} |";
                Assert.Contains($"| `{PinList.IdOf(channel)}` | {kind} | {numbers} |", page);
            }

            Assert.Contains($"| `pot`, mV | {chip.AdcFullScale} | 4096 | {chip.AdcOffset} |", page);
            Assert.Contains($"| `temperature`, °C | {chip.AdcFullScale / 10} | 4096 | {(chip.AdcOffset - 505) / 10} |", page);
            Assert.DoesNotContain("begins with none", page);
        }

        [TestMethod]
        [DataRow("esp32", "ESP32_PSRAM_REV0", "esp32-devkitc.md")]
        [DataRow("esp32-c3", "esp32-c3", "esp32-c3.md")]
        [DataRow("esp32-s3", "ESP32_S3_OCTAL", "esp32-s3.md")]
        public void A_boards_page_names_the_pins_that_cannot_be_used(string name, string withPsram, string file)
        {
            Chip chip = Chip.Find(name);
            string page = Read("hardware/boards/" + file);
            string psram = Ranges(Chip.Find(withPsram), pin => Chip.Find(withPsram).UseOf(pin) == PinUse.Psram);
            Assert.Contains($"| GPIO {Ranges(chip, pin => chip.UseOf(pin) == PinUse.Flash)} are taken{(psram.Length > 0 ? $", {psram} too on a target with " : " |")}", page);
            Assert.Contains($"| GPIO {Ranges(chip, pin => chip.UseOf(pin) == PinUse.Console)} are the serial console |", page);
            AssertRow(page, "| GPIO {0} are the ", Ranges(chip, pin => chip.UseOf(pin) == PinUse.Usb));
            AssertRow(page, "| GPIO {0} do not exist |", Ranges(chip, pin => !chip.HasPin(pin)));
            AssertRow(page, "| GPIO {0} only read |", Ranges(chip, pin => chip.HasPin(pin) && !chip.IsOutput(pin)));
            int[] second = Enumerable.Range(0, chip.AdcChannelCount).Where(chip.IsSecondConverter).ToArray();
            Assert.Contains(second.Length > 1 ? $"| ADC channels {second[0]} to {second[^1]} " : $"| ADC channel {second[0]} ", page);
        }

        [TestMethod]
        public void The_pages_of_settings_and_simulator_have_the_default_pins_of_each_chip()
        {
            string settings = Read("firmware/Settings/README.md");
            string simulator = Read("hardware/simulator/README.md");
            Chip[] chips = { Chip.Esp32, Chip.Esp32C3, Chip.Esp32S3 };
            foreach (Chip chip in chips)
            {
                Assert.MatchesRegex(new Regex($@"\| {chip.Name} \| \[[^|]* \| `{chip.DefaultPins}` \|"), settings);
            }

            for (int channel = 0; channel < PinList.Channels; channel++)
            {
                IEnumerable<string> cells = chips.Select(chip => PinList.IsAnalog(channel)
                    ? $"channel {new PinList(chip)[channel]}, GPIO{chip.GpioOf(new PinList(chip)[channel])}" : $"GPIO{new PinList(chip)[channel]}");
                Assert.Contains($"| {s_parts[channel]} | {string.Join(" | ", cells)} |", simulator);
            }

            Assert.DoesNotContain("starts without any:", settings);
        }

        [TestMethod]
        public void The_lists_that_the_page_of_settings_calls_refused_are()
        {
            string section = Read("firmware/Settings/README.md").Split("| a list has | such as |")[1].Split("\n\n")[0];
            int lists = 0;
            foreach (string line in section.Split('\n'))
            {
                // Such as: `led:6` and `led:1` on an ESP32, `led:18` on an ESP32-C3.
                Chip chip = Chip.Esp32;
                foreach (Match match in Regex.Matches(line, "`([^`]+)`(?=.*? on an (ESP32(-[CS]3)?))|`([^`]+)`"))
                {
                    chip = match.Groups[2].Success ? Chip.Find(match.Groups[2].Value) : chip;
                    string list = match.Groups[1].Success ? match.Groups[1].Value : match.Groups[4].Value;
                    byte[] text = System.Text.Encoding.ASCII.GetBytes(list);
                    Assert.AreNotEqual(PinFault.None, new PinList(chip).Read(text, 0, text.Length), list);
                    lists++;
                }
            }

            Assert.AreEqual(10, lists);
        }

        private static void AssertRow(string page, string format, string ranges)
        {
            if (ranges.Length > 0)
            {
                Assert.Contains(string.Format(format, ranges), page);
            }
            else
            {
                Assert.DoesNotMatchRegex(new Regex(Regex.Escape(format).Replace("\\{0}", "[0-9 a-z]+").Replace("are\\ the\\ ", "are\\ the\\ [^|]*USB")), page);
            }
        }

        /// <summary>The numbers below <see cref="Chip.PinCount"/> that have a property, such as 24 and 28 to 31.</summary>
        private static string Ranges(Chip chip, Func<int, bool> has)
        {
            List<string> ranges = new List<string>();
            for (int pin = 0; pin < chip.PinCount; pin++)
            {
                int first = pin;
                while (pin < chip.PinCount && has(pin))
                {
                    pin++;
                }

                if (pin - first > 0)
                {
                    ranges.Add(pin - first == 1 ? $"{first}" : pin - first == 2 ? $"{first} and {pin - 1}" : $"{first} to {pin - 1}");
                }
            }

            return string.Join(" and ", ranges);
        }

        private static string Read(string path)
        {
            return File.ReadAllText(Path.Combine(Repository.Root, path));
        }
    }
}
