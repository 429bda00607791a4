using System.Text;
using Nano.Web.Text;

namespace Nano.Firmware.Boards
{
    /// <summary>What is wrong with a list of pins, and with which of them: in one number, so that it takes no memory to keep.</summary>
    public static class PinFault
    {
        /// <summary>Nothing is wrong.</summary>
        public const int None = 0;

        /// <summary>The longest text that <see cref="Write"/> writes, in bytes.</summary>
        public const int MaximumText = 192;

        private const int MaximumNumber = 4095;

        /// <summary>Makes one.</summary>
        /// <param name="error">What is wrong.</param>
        /// <param name="channel">With which channel: <see cref="PinList.Led"/> and its like; 0 when it is none of them.</param>
        /// <param name="other">The channel that has its GPIO already; for <see cref="PinError.Taken"/> only.</param>
        /// <param name="number">The number that the list gives it; one above 4,095 is told as 4,095.</param>
        public static int Create(PinError error, int channel, int other, long number)
        {
            return (int)error | channel << 4 | other << 8 | (int)(number > MaximumNumber ? MaximumNumber : number) << 12;
        }

        /// <summary>What is wrong.</summary>
        /// <param name="fault">What <see cref="PinList.Read"/> returned.</param>
        public static PinError ErrorOf(int fault)
        {
            return (PinError)(fault & 15);
        }

        /// <summary>The channel that it is wrong with.</summary>
        /// <param name="fault">What <see cref="PinList.Read"/> returned.</param>
        public static int ChannelOf(int fault)
        {
            return fault >> 4 & 15;
        }

        /// <summary>The channel that has the GPIO already, for <see cref="PinError.Taken"/>.</summary>
        /// <param name="fault">What <see cref="PinList.Read"/> returned.</param>
        public static int OtherOf(int fault)
        {
            return fault >> 8 & 15;
        }

        /// <summary>The number that the list gives the channel, at most 4,095.</summary>
        /// <param name="fault">What <see cref="PinList.Read"/> returned.</param>
        public static int NumberOf(int fault)
        {
            return fault >> 12;
        }

        /// <summary>Says it in a sentence that names the pin and the reason; nothing when nothing is wrong. At most <see cref="MaximumText"/> bytes of UTF-8.</summary>
        /// <param name="writer">Receives the sentence.</param>
        /// <param name="fault">What <see cref="PinList.Read"/> returned.</param>
        /// <param name="chip">The chip of that list; null when it is unknown.</param>
        public static void Write(ByteWriter writer, int fault, Chip chip)
        {
            switch (ErrorOf(fault))
            {
                case PinError.None:
                    return;
                case PinError.Malformed:
                    writer.WriteText("Pins are words such as led:2 with single spaces between; :low may follow for led, relay and button, :up for button.");
                    return;
                case PinError.UnknownChannel:
                    writer.WriteText("Only led, relay, button, pot, light and temperature have pins.");
                    return;
                case PinError.UnknownChip:
                    writer.WriteText("This firmware does not know the pins of this chip, so it uses none.");
                    return;
                case PinError.DuplicateChannel:
                    writer.WriteText(PinList.IdOf(ChannelOf(fault)));
                    writer.WriteText(" is named twice among the pins.");
                    return;
            }

            WritePin(writer, fault);
            switch (ErrorOf(fault))
            {
                case PinError.NoSuchPin:
                    writer.WriteText(" does not exist on ");
                    break;
                case PinError.InputOnly:
                    writer.WriteText(" can only be an input on ");
                    break;
                case PinError.NoPullUp:
                    writer.WriteText(" has no pull-up resistor on ");
                    break;
                case PinError.UsedByFlash:
                    writer.WriteText(" is used by the flash memory of ");
                    break;
                case PinError.UsedByPsram:
                    writer.WriteText(" is used by the PSRAM of ");
                    break;
                case PinError.UsedByUsb:
                    writer.WriteText(" is used by the USB port of ");
                    break;
                case PinError.UsedByConsole:
                    writer.WriteText(" is used by the serial console of ");
                    break;
                case PinError.SecondConverter:
                    writer.WriteText(" belongs to ADC2, which is unreliable beside Wi-Fi, on ");
                    break;
                default:
                    writer.WriteText(PinList.IsAnalog(ChannelOf(fault)) ? " has the GPIO of " : " is that of ");
                    writer.WriteText(PinList.IdOf(OtherOf(fault)));
                    writer.WriteText(".");
                    return;
            }

            writer.WriteText("this ");
            writer.WriteText(chip.Name);
            writer.WriteText(".");
        }

        /// <summary>Says it in a text of its own: for a start, not for what is done often.</summary>
        /// <param name="fault">What <see cref="PinList.Read"/> returned.</param>
        /// <param name="chip">The chip of that list; null when it is unknown.</param>
        /// <returns>What <see cref="Write"/> writes.</returns>
        public static string Describe(int fault, Chip chip)
        {
            ByteWriter writer = new ByteWriter(new byte[MaximumText]);
            Write(writer, fault, chip);
            return Encoding.UTF8.GetString(writer.Buffer, writer.Start, writer.Count);
        }

        /// <summary>Writes the channel and what the list gives it: led: GPIO 6, or pot: ADC channel 6.</summary>
        private static void WritePin(ByteWriter writer, int fault)
        {
            int channel = ChannelOf(fault);
            writer.WriteText(PinList.IdOf(channel));
            writer.WriteText(PinList.IsAnalog(channel) ? ": ADC channel " : ": GPIO ");
            writer.WriteNumber(NumberOf(fault));
        }
    }
}
