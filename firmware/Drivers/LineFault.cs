using System.Text;
using Nano.Web.Text;

namespace Nano.Firmware.Drivers
{
    /// <summary>What is wrong with a channel line: the line, the word and what to do. <see cref="ToString"/> says it in English.</summary>
    public sealed class LineFault
    {
        internal LineFault(LineError error, int line, string word, string text, int first, int second, int decimals, string chip)
        {
            Error = error;
            Line = line;
            Word = word;
            Text = text;
            First = first;
            Second = second;
            Decimals = decimals;
            Chip = chip;
        }

        /// <summary>What is wrong.</summary>
        public LineError Error { get; }

        /// <summary>The number of the line among the channel lines, 1 for the first; 0 when the whole text is wrong.</summary>
        public int Line { get; }

        /// <summary>The word, in printable ASCII and cut after 40 characters.</summary>
        public string Word { get; }

        /// <summary>A list of what there is, an id, or a driver's own remedy; null for none.</summary>
        public string Text { get; }

        /// <summary>The pin, or the least number.</summary>
        public int First { get; }

        /// <summary>The other line that uses the pin, or the greatest number.</summary>
        public int Second { get; }

        /// <summary>The decimals of the numbers.</summary>
        public int Decimals { get; }

        /// <summary>The chip's name.</summary>
        public string Chip { get; }

        /// <summary>One of the numbers with its decimals.</summary>
        /// <param name="number"><see cref="First"/> or <see cref="Second"/>.</param>
        public string Show(int number)
        {
            ByteWriter writer = new ByteWriter(new byte[ByteWriter.MaximumDecimal]);
            writer.WriteDecimal(number, Decimals);
            return Encoding.UTF8.GetString(writer.Buffer, writer.Start, writer.Count);
        }

        /// <summary>The sentence.</summary>
        public override string ToString()
        {
            return (Line > 0 ? "Channel line " + Line + ", \"" + Word + "\": " : "The channel lines: ") + Reason();
        }

        private string Reason()
        {
            string pin = "GPIO " + First + " of the " + Chip;
            string other = " Take another one.";
            switch (Error)
            {
                case LineError.Malformed: return "a line is channel=, an id, a driver and words such as pin=5 or name=\"Fan\", with single spaces between; a text with spaces stands in quotes.";
                case LineError.NotUtf8: return "they are not UTF-8. Write them with an editor that saves UTF-8.";
                case LineError.TooLong: return "they have more than " + Second + " bytes. Shorten names, or remove lines.";
                case LineError.UnknownChip: return "this firmware does not know the pins of this chip, so it uses none. Remove the lines.";
                case LineError.TooManyChannels: return "a board has at most 32 channels. Remove some lines.";
                case LineError.BadId: return "an id is 1 to 16 of a-z, 0-9 and -, and \"" + Text + "\" is not." + other;
                case LineError.DuplicateId: return "another line makes the channel " + Text + ". Take another id.";
                case LineError.UnknownDriver: return "there is no such driver. Take one of " + Text + ".";
                case LineError.UnknownWord: return "this driver does not know the word. It knows name, group, order, " + Text + ".";
                case LineError.DuplicateWord: return "the word is there twice. Remove one.";
                case LineError.MissingWord: return "the driver needs " + Text + "=. Add it.";
                case LineError.BadNumber: return "take " + (Decimals > 0 ? "a number" : "a whole number") + " from " + Show(First) + " to " + Show(Second)
                    + (Decimals > 0 ? " with at most " + Decimals + " decimals." : ".");
                case LineError.BadChoice: return "take one of " + Text + ".";
                case LineError.BadText: return "take a text of 1 to " + Second + " bytes without backslashes and control characters, in quotes where it has spaces.";
                case LineError.BadFlag: return "the word has no value. Write " + Text + " alone.";
                case LineError.Conflict: return Text + ".";
                case LineError.TwoOn: return "another output of the group is on from the start. Give one of them safe=0, and restore=off or none.";
                case LineError.NoSuchPin: return "the " + Chip + " has no GPIO " + First + "." + other;
                case LineError.InputOnly: return pin + " can only be an input." + other;
                case LineError.NoResistors: return pin + " has no pull-up and no pull-down. Take another GPIO, or leave the word out and wire a resistor.";
                case LineError.UsedByFlash: return pin + " is used by the flash memory." + other;
                case LineError.UsedByPsram: return pin + " is used by the PSRAM." + other;
                case LineError.UsedByUsb: return pin + " is used by the USB port." + other;
                case LineError.UsedByConsole: return pin + " is used by the serial console." + other;
                case LineError.NotAnalog: return pin + " cannot measure a voltage. Take one of " + Text + ".";
                case LineError.SecondConverter: return pin + " belongs to ADC2, which is unreliable beside Wi-Fi. Take one of " + Text + ".";
                default: return "line " + Second + " uses GPIO " + First + " already." + other;
            }
        }
    }
}
