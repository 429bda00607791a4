using System;
using System.Text;
using System.Text.RegularExpressions;
using Nano.Firmware.Boards;
using Nano.Simulator.Parts;

namespace Nano.Simulator
{
    /// <summary>The parts that a description speaks of, on pins where the board has none of its own: a line for each driver.</summary>
    internal static class DescribedParts
    {
        private static readonly Regex s_line = new Regex("^channel=(?<id>[a-z0-9-]+) (?<driver>[a-z0-9-]+) (?<words>.*)$", RegexOptions.Multiline);

        /// <summary>Places the parts.</summary>
        /// <param name="board">The board.</param>
        /// <param name="description">The description, which need not be right.</param>
        /// <param name="seed">Any number; each pin gets a course of its own.</param>
        public static void Place(SimulatedBoard board, BoardDescription description, int seed)
        {
            foreach (Match line in s_line.Matches(Encoding.UTF8.GetString(description.Text, 0, description.Count)))
            {
                string words = line.Groups["words"].Value;
                Match pinWord = Regex.Match(words, @"(^| )pin=(\d{1,2})( |$)");
                int pin = pinWord.Success ? int.Parse(pinWord.Groups[2].Value) : -1;
                if (!description.Chip.HasPin(pin))
                {
                    continue;
                }

                switch (line.Groups["driver"].Value)
                {
                    case "input": board.TryPlace(pin, new Button(seed + pin)); break;
                    case "output": board.TryPlace(pin, new Load(line.Groups["id"].Value)); break;
                    case "counter": board.TryPlace(pin, new PulseMeter(seed + pin)); break;
                    case "adc":
                        board.TryPlace(
                            description.Chip.AdcChannelOf(pin),
                            words.Contains("as=tmp36", StringComparison.Ordinal) ? new TemperatureSensor(seed + pin, board.Relay)
                            : words.Contains("as=thermistor", StringComparison.Ordinal) ? new Thermistor(seed + pin)
                            : new Potentiometer(seed + pin));
                        break;
                }
            }
        }
    }
}
