using System;
using System.Collections.Generic;
using System.Device.Adc;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Firmware.Boards;
using Nano.Firmware.Channels;
using Nano.Firmware.Drivers;
using Nano.Simulator;
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
            string page = Read("hardware/boards/" + file);
            Assert.Contains($"The firmware has these channels by default on an {chip.Name}.", page);
            Assert.Contains($"```\n{chip.DefaultChannels}```\n", page);
            foreach ((string id, string driver, int pin) in Channels(chip))
            {
                string numbers = driver == "adc" ? $"{pin} | {chip.AdcChannelOf(pin)}" : $"{pin} |";
                Assert.Contains($"| `{id}` | {(driver == "adc" ? "analog" : driver)} | {numbers} |", page);
            }

            Assert.Contains($"| mV | {chip.AdcFullScale} | 4096 | {chip.AdcOffset} |", page);
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
        public void The_pages_of_boards_and_simulator_have_the_channels_of_each_chip()
        {
            string boards = Read("firmware/Boards/README.md");
            string simulator = Read("hardware/simulator/README.md");
            Chip[] chips = { Chip.Esp32, Chip.Esp32C3, Chip.Esp32S3 };
            foreach (Chip chip in chips)
            {
                Assert.Contains($"```\n{chip.DefaultChannels}```\n", boards);
            }

            for (int channel = 0; channel < s_parts.Length; channel++)
            {
                IEnumerable<string> cells = chips.Select(chip => Channels(chip)[channel])
                    .Select((part, chip) => part.Driver == "adc" ? $"channel {chips[chip].AdcChannelOf(part.Pin)}, GPIO{part.Pin}" : $"GPIO{part.Pin}");
                Assert.Contains($"| {s_parts[channel]} | {string.Join(" | ", cells)} |", simulator);
            }
        }

        [TestMethod]
        public void The_faults_on_the_page_of_boards_are_what_the_firmware_says()
        {
            string section = Read("firmware/Boards/README.md").Split("| line | fault |\n| --- | --- |\n")[1].Split("\n\n")[0];
            int faults = 0;
            foreach (string row in section.Split('\n'))
            {
                Match cells = Regex.Match(row, @"^\| `([^`]+)` \| (.+) \|$");
                Assert.IsTrue(cells.Success, row);
                byte[] text = System.Text.Encoding.UTF8.GetBytes(cells.Groups[1].Value + "\n");
                BoardDescription description = new BoardDescription(Chip.Esp32, text, text.Length);
                Assert.IsFalse(description.Check(new DriverTable(null)), row);
                Assert.AreEqual(cells.Groups[2].Value, description.Fault.ToString());
                faults++;
            }

            Assert.AreEqual(13, faults);
        }

        [TestMethod]
        public void Every_line_of_the_pages_about_boards_and_drivers_is_accepted_and_every_driver_has_a_page_with_one()
        {
            List<string> folders = Directory.GetDirectories(Path.Combine(Repository.Root, "firmware/Drivers")).Select(Path.GetFileName).ToList();
            List<string> drivers = Regex.Matches(Read("firmware/Boards/DriverTable.cs") + Read("firmware/Drivers/BusDrivers.cs"), "IsFor\\(\"([a-z0-9-]+)\"\\)").Select(match => match.Groups[1].Value).ToList();
            Assert.IsGreaterThan(11, drivers.Count);
            HashSet<string> described = new HashSet<string>();
            foreach (string page in folders.Select(folder => $"firmware/Drivers/{folder}/README.md").Where(page => File.Exists(Path.Combine(Repository.Root, page))).Append("firmware/Boards/README.md").Append("README.md"))
            {
                MatchCollection blocks = Regex.Matches(Read(page), "```\n((channel=[^\n]*\n)+)```");
                Assert.AreNotEqual(0, blocks.Count, page);
                foreach (Match block in blocks)
                {
                    byte[] text = System.Text.Encoding.UTF8.GetBytes(block.Groups[1].Value);
                    Chip chip = new[] { Chip.Esp32, Chip.Esp32C3, Chip.Esp32S3 }.FirstOrDefault(chip => chip.DefaultChannels == block.Groups[1].Value) ?? Chip.Esp32;
                    BoardDescription description = new BoardDescription(chip, text, text.Length);
                    Assert.IsTrue(description.Check(new DriverTable(null, new BusDrivers(null))), $"{page}: {description.Fault}");
                    SimulatedBoard.Current = new SimulatedBoard(1, new ChipModel(chip), () => 0);
                    DescribedParts.Place(SimulatedBoard.Current, description, 1);
                    Board board = description.Create(new DriverTable(new Equipment(new ChipController(), new AdcController()), new BusDrivers(new SimulatedBuses(SimulatedBoard.Current))));
                    board.Update(0);
                    board.Read(0);
                    Assert.AreEqual(0, board.Faults, page);
                    described.UnionWith(Regex.Matches(block.Groups[1].Value, "^channel=\\S+ (\\S+)", RegexOptions.Multiline).Select(match => match.Groups[1].Value));
                }
            }

            Assert.IsEmpty(drivers.Except(described), string.Join(", ", drivers.Except(described)));
        }

        private static List<(string Id, string Driver, int Pin)> Channels(Chip chip)
        {
            return Regex.Matches(chip.DefaultChannels, @"^channel=(\S+) (\S+) .*?pin=(\d+)", RegexOptions.Multiline)
                .Select(line => (line.Groups[1].Value, line.Groups[2].Value, int.Parse(line.Groups[3].Value))).ToList();
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
