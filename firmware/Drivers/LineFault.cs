using System.Text;
using Nano.Web.Text;

namespace Nano.Firmware.Drivers
{
    /// <summary>A fault of a channel line: the line, the word and the remedy. <see cref="ToString"/> describes it in English.</summary>
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

        /// <summary>Gets the kind of the fault.</summary>
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
            return Error switch
            {
                LineError.Malformed => "a line is channel=, an id, a driver and words such as pin=5 or name=\"Fan\", with single spaces between; a text with spaces stands in quotes.",
                LineError.NotUtf8 => "they are not UTF-8. Write them with an editor that saves UTF-8.",
                LineError.TooLong => "they have more than " + Second + " bytes. Shorten names, or remove lines.",
                LineError.UnknownChip => "this firmware does not know the pins of this chip, so it uses none. Remove the lines.",
                LineError.TooManyChannels => "a board has at most 32 channels. Remove some lines.",
                LineError.BadId => "an id is 1 to 16 of a-z, 0-9 and -, and \"" + Text + "\" is not." + other,
                LineError.DuplicateId => "another line makes the channel " + Text + ". Take another id.",
                LineError.UnknownDriver => "there is no such driver. Take one of " + Text + ".",
                LineError.UnknownWord => "this driver does not know the word. It knows name, group, order, " + Text + ".",
                LineError.DuplicateWord => "the word is there twice. Remove one.",
                LineError.MissingWord => "the driver needs " + Text + "=. Add it.",
                LineError.BadNumber => "take " + (Decimals > 0 ? "a number" : "a whole number") + " from " + Show(First) + " to " + Show(Second)
                    + (Decimals > 0 ? " with at most " + Decimals + " decimals." : "."),
                LineError.BadChoice => "take one of " + Text + ".",
                LineError.BadText => "take a text of 1 to " + Second + " bytes without backslashes and control characters, in quotes where it has spaces.",
                LineError.BadFlag => "the word has no value. Write " + Text + " alone.",
                LineError.Conflict => Text + ".",
                LineError.TwoOn => "another output of the group is on from the start. Give one of them safe=0, and restore=off or none.",
                LineError.NoSuchPin => "the " + Chip + " has no GPIO " + First + "." + other,
                LineError.InputOnly => pin + " can only be an input." + other,
                LineError.NoResistors => pin + " has no pull-up and no pull-down. Take another GPIO, or leave the word out and wire a resistor.",
                LineError.UsedByFlash => pin + " is used by the flash memory." + other,
                LineError.UsedByPsram => pin + " is used by the PSRAM." + other,
                LineError.UsedByUsb => pin + " is used by the USB port." + other,
                LineError.UsedByConsole => pin + " is used by the serial console." + other,
                LineError.NotAnalog => pin + " cannot measure a voltage. Take one of " + Text + ".",
                LineError.SecondConverter => pin + " belongs to ADC2, which is unreliable beside Wi-Fi. Take one of " + Text + ".",
                _ => "line " + Second + " uses GPIO " + First + " already." + other,
            };
        }
    }
}
