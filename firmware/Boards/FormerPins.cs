using System.Text;
using Nano.Firmware.Drivers;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware.Boards
{
    /// <summary>
    /// Channel lines made of the setting <c>pins=led:2 button:0:low:up pot:0</c>, which firmware before them had: words with the numbers of GPIOs, for pot, light and temperature of ADC
    /// channels. Channels that it does not name keep the lines of the board.
    /// </summary>
    public static class FormerPins
    {
        /// <summary>The greatest length of the value in bytes.</summary>
        public const int MaximumLength = 96;

        private const int Channels = 6;
        private const int Button = 2;
        private const int Pot = 3;

        /// <summary>Makes the lines.</summary>
        /// <param name="chip">The chip.</param>
        /// <param name="buffer">Holds the value of the setting.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length.</param>
        /// <returns>The lines, whose pins are not checked; null when the value is not as it must be.</returns>
        public static byte[] ToLines(Chip chip, byte[] buffer, int offset, int count)
        {
            if (count > MaximumLength)
            {
                return null;
            }

            string[] lines = new string[Channels];
            string board = chip.DefaultChannels;
            for (int i = 0, at = 0; at < board.Length; i++)
            {
                int end = board.IndexOf('\n', at) + 1;
                lines[i] = board.Substring(at, end - at);
                at = end;
            }

            for (int end = offset + count; offset < end;)
            {
                int word = Ascii.IndexOf(buffer, ' ', offset, end);
                int colon = Ascii.IndexOf(buffer, ':', offset, word);
                int channel = Channels - 1;
                while (channel >= 0 && !Ascii.Equals(buffer, offset, colon - offset, IdOf(channel)))
                {
                    channel--;
                }

                string line = channel < 0 || colon == word ? null : ToLine(chip, channel, buffer, colon + 1, word);
                if (line == null)
                {
                    return null;
                }

                lines[channel] = line;
                offset = word + 1;
            }

            string text = "";
            for (int i = 0; i < Channels; i++)
            {
                text += lines[i] ?? "";
            }

            return Encoding.UTF8.GetBytes(text);
        }

        private static string ToLine(Chip chip, int channel, byte[] buffer, int offset, int end)
        {
            int next = Ascii.IndexOf(buffer, ':', offset, end);
            long number = Ascii.ParseNumber(buffer, offset, next - offset);
            int pin = number < 0 || number > 255 ? -1 : channel >= Pot ? chip.GpioOf((int)number) : (int)number;
            if (pin < 0)
            {
                return null;
            }

            string line = "channel=" + IdOf(channel) + (channel < Button ? " output pin=" : channel == Button ? " input pin=" : " adc pin=") + pin;
            while (next < end)
            {
                offset = next + 1;
                next = Ascii.IndexOf(buffer, ':', offset, end);
                string flag = channel < Pot && Ascii.Equals(buffer, offset, next - offset, "low") ? " active=low"
                    : channel == Button && Ascii.Equals(buffer, offset, next - offset, "up") ? " pull=up"
                    : null;
                if (flag == null)
                {
                    return null;
                }

                line += flag;
            }

            return line + (channel < Pot ? "\n" : channel == Pot ? " clamp\n" : channel == Pot + 1 ? " as=ratio\n" : " as=tmp36\n");
        }

        private static string IdOf(int channel)
        {
            switch (channel)
            {
                case 0: return "led";
                case 1: return "relay";
                case Button: return "button";
                case Pot: return "pot";
                case Pot + 1: return "light";
                default: return "temperature";
            }
        }
    }
}
