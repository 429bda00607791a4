using System.Text;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware.Boards
{
    /// <summary>
    /// Which pins the channels of the board are on, none that its chip lacks or already uses. As text, words with single spaces between: a channel's id, a
    /// colon, and the number of its GPIO, for pot, light and temperature that of the ADC channel as nanoFramework counts. Behind an output's or input's
    /// number <c>:low</c> means that a low level is 1, behind an input's <c>:up</c> the chip's pull-up.
    /// </summary>
    public sealed class PinList
    {
        /// <summary>The longest text in bytes.</summary>
        public const int MaximumLength = 96;

        /// <summary>The LED, an output.</summary>
        public const int Led = 0;

        /// <summary>The relay, an output.</summary>
        public const int Relay = 1;

        /// <summary>The button, an input.</summary>
        public const int Button = 2;

        /// <summary>The potentiometer, analog.</summary>
        public const int Pot = 3;

        /// <summary>The light sensor, analog.</summary>
        public const int Light = 4;

        /// <summary>The temperature sensor, analog.</summary>
        public const int Temperature = 5;

        /// <summary>How many channels have pins.</summary>
        public const int Channels = 6;

        /// <summary>Instead of a number: the channel has no pin, and the board no such channel.</summary>
        public const int None = -1;

        private const byte Unset = 255;

        // A digital channel's level, an input's resistor.
        private const int ActiveLow = 1;
        private const int PullUp = 2;

        // The channels' numbers, then their flags.
        private readonly byte[] _pins = { Unset, Unset, Unset, Unset, Unset, Unset, 0, 0, 0, 0, 0, 0 };

        /// <summary>Makes the list of the board's own pins.</summary>
        /// <param name="chip">The chip of the board, from which <see cref="Chip.DefaultPins"/> are taken; null when it is unknown: then the list has no pins and takes none.</param>
        public PinList(Chip chip)
        {
            Chip = chip;
            if (chip != null)
            {
                byte[] pins = Encoding.UTF8.GetBytes(chip.DefaultPins);
                Read(pins, 0, pins.Length);
            }
        }

        /// <summary>The chip whose pins these are; null when it is unknown.</summary>
        public Chip Chip { get; }

        /// <summary>Whether no channel has a pin.</summary>
        public bool IsEmpty
        {
            get
            {
                int channel = 0;
                while (channel < Channels && _pins[channel] == Unset)
                {
                    channel++;
                }

                return channel == Channels;
            }
        }

        /// <summary>The number of a channel's GPIO or ADC channel; <see cref="None"/> when it has no pin.</summary>
        /// <param name="channel"><see cref="Led"/> to <see cref="Temperature"/>.</param>
        public int this[int channel] => _pins[channel] == Unset ? None : _pins[channel];

        /// <summary>Whether a channel measures a voltage: its number is that of an ADC channel.</summary>
        /// <param name="channel"><see cref="Led"/> to <see cref="Temperature"/>.</param>
        public static bool IsAnalog(int channel)
        {
            return channel >= Pot;
        }

        /// <summary>The id of a channel.</summary>
        /// <param name="channel"><see cref="Led"/> to <see cref="Temperature"/>.</param>
        public static string IdOf(int channel)
        {
            switch (channel)
            {
                case Led: return "led";
                case Relay: return "relay";
                case Button: return "button";
                case Pot: return "pot";
                case Light: return "light";
                default: return "temperature";
            }
        }

        /// <summary>Whether a low level is 1.</summary>
        /// <param name="channel"><see cref="Led"/> to <see cref="Button"/>.</param>
        public bool IsActiveLow(int channel)
        {
            return (_pins[Channels + channel] & ActiveLow) != 0;
        }

        /// <summary>Whether the chip's pull-up is on.</summary>
        /// <param name="channel"><see cref="Button"/>; no other channel has one.</param>
        public bool HasPullUp(int channel)
        {
            return (_pins[Channels + channel] & PullUp) != 0;
        }

        /// <summary>Takes the pins of a text; channels that it does not name stay as they are. After an error the list must not be used.</summary>
        /// <param name="buffer">Holds the text.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length.</param>
        /// <returns><see cref="PinFault.None"/>, or what is wrong with which pin: see <see cref="PinFault"/>.</returns>
        public int Read(byte[] buffer, int offset, int count)
        {
            if (count > MaximumLength)
            {
                return (int)PinError.Malformed;
            }

            if (count > 0 && Chip == null)
            {
                return (int)PinError.UnknownChip;
            }

            int named = 0;
            int end = offset + count;
            while (offset < end)
            {
                int word = Ascii.IndexOf(buffer, ' ', offset, end);
                int colon = Ascii.IndexOf(buffer, ':', offset, word);
                int channel = Find(buffer, offset, colon - offset);
                if (colon == word || word == end - 1)
                {
                    return (int)PinError.Malformed;
                }

                if (channel < 0)
                {
                    return (int)PinError.UnknownChannel;
                }

                if ((named >> channel & 1) != 0)
                {
                    return PinFault.Create(PinError.DuplicateChannel, channel, 0, 0);
                }

                named |= 1 << channel;
                int fault = ReadPin(channel, buffer, colon + 1, word);
                if (fault != PinFault.None)
                {
                    return fault;
                }

                offset = word + 1;
            }

            return FindTaken();
        }

        /// <summary>Writes the channels that have pins, at most <see cref="MaximumLength"/> bytes.</summary>
        /// <param name="writer">Receives the text, as <see cref="Read"/> takes it.</param>
        public void Write(ByteWriter writer)
        {
            string separator = "";
            for (int i = 0; i < Channels; i++)
            {
                if (_pins[i] != Unset)
                {
                    writer.WriteText(separator);
                    writer.WriteText(IdOf(i));
                    writer.WriteText(":");
                    writer.WriteNumber(_pins[i]);
                    writer.WriteText(IsActiveLow(i) ? ":low" : "");
                    writer.WriteText(HasPullUp(i) ? ":up" : "");
                    separator = " ";
                }
            }
        }

        private int ReadPin(int channel, byte[] buffer, int offset, int end)
        {
            int next = Ascii.IndexOf(buffer, ':', offset, end);
            long number = Ascii.ParseNumber(buffer, offset, next - offset);
            int flags = 0;
            while (next < end)
            {
                offset = next + 1;
                next = Ascii.IndexOf(buffer, ':', offset, end);
                int flag = Ascii.Equals(buffer, offset, next - offset, "low") && !IsAnalog(channel) ? ActiveLow
                    : Ascii.Equals(buffer, offset, next - offset, "up") && channel == Button ? PullUp
                    : 0;
                if (flag == 0 || (flags & flag) != 0)
                {
                    return (int)PinError.Malformed;
                }

                flags |= flag;
            }

            if (number < 0)
            {
                return (int)PinError.Malformed;
            }

            PinError error = Check(channel, number, (flags & PullUp) != 0);
            if (error != PinError.None)
            {
                return PinFault.Create(error, channel, 0, number);
            }

            _pins[channel] = (byte)number;
            _pins[Channels + channel] = (byte)flags;
            return PinFault.None;
        }

        /// <summary>Whether the chip can give a channel a pin.</summary>
        private PinError Check(int channel, long number, bool hasPullUp)
        {
            int pin = number >= Unset ? None : IsAnalog(channel) ? Chip.GpioOf((int)number) : (int)number;
            if (!Chip.HasPin(pin))
            {
                return PinError.NoSuchPin;
            }

            switch (Chip.UseOf(pin))
            {
                case PinUse.Flash: return PinError.UsedByFlash;
                case PinUse.Psram: return PinError.UsedByPsram;
                case PinUse.Usb: return PinError.UsedByUsb;
                case PinUse.Console: return PinError.UsedByConsole;
            }

            return IsAnalog(channel) ? (Chip.IsSecondConverter((int)number) ? PinError.SecondConverter : PinError.None)
                : Chip.IsOutput(pin) ? PinError.None
                : channel != Button ? PinError.InputOnly
                : hasPullUp ? PinError.NoPullUp
                : PinError.None;
        }

        /// <summary>Finds two channels on one GPIO.</summary>
        private int FindTaken()
        {
            for (int i = 0; i < Channels; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    if (_pins[i] != Unset && GpioOf(i) == GpioOf(j))
                    {
                        return PinFault.Create(PinError.Taken, i, j, _pins[i]);
                    }
                }
            }

            return PinFault.None;
        }

        private int GpioOf(int channel)
        {
            return _pins[channel] == Unset ? None : IsAnalog(channel) ? Chip.GpioOf(_pins[channel]) : _pins[channel];
        }

        private static int Find(byte[] buffer, int offset, int count)
        {
            int channel = Channels - 1;
            while (channel >= 0 && !Ascii.Equals(buffer, offset, count, IdOf(channel)))
            {
                channel--;
            }

            return channel;
        }
    }
}
