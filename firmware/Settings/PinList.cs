using Nano.Web.Text;

namespace Nano.Firmware
{
    /// <summary>
    /// Which pins the channels of the default board are on. As text, words with single
    /// spaces between: a channel's id, a colon, and the number of its GPIO, for pot, light and temperature that of the ADC channel as nanoFramework counts. Behind an
    /// output's or input's number <c>:low</c> means that a low level is 1, behind an input's <c>:up</c> the chip's pull-up.
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

        private const int Channels = 6;
        private const int MaximumPin = 48;
        private const int MaximumAnalog = 19;

        // A digital channel's level, an input's resistor.
        private const int ActiveLow = 1;
        private const int PullUp = 2;

        private readonly int[] _numbers = { 2, 4, 0, 0, 3, 6 };
        private readonly int[] _flags = { 0, 0, ActiveLow | PullUp, 0, 0, 0 };

        /// <summary>The number of a channel's GPIO or ADC channel.</summary>
        public int this[int channel] => _numbers[channel];

        /// <summary>Whether a low level is 1.</summary>
        public bool IsActiveLow(int channel)
        {
            return (_flags[channel] & ActiveLow) != 0;
        }

        /// <summary>Whether the chip's pull-up is on.</summary>
        public bool HasPullUp(int channel)
        {
            return (_flags[channel] & PullUp) != 0;
        }

        /// <summary>Takes what a text says; channels that it does not name stay as they are. After an error the list is of no use.</summary>
        /// <param name="buffer">Holds the text.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length.</param>
        /// <returns>What is wrong with it.</returns>
        public PinError Read(byte[] buffer, int offset, int count)
        {
            if (count > MaximumLength)
            {
                return PinError.Malformed;
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
                    return PinError.Malformed;
                }

                if (channel < 0)
                {
                    return PinError.UnknownChannel;
                }

                if ((named >> channel & 1) != 0)
                {
                    return PinError.DuplicateChannel;
                }

                named |= 1 << channel;
                PinError error = ReadPin(channel, buffer, colon + 1, word);
                if (error != PinError.None)
                {
                    return error;
                }

                offset = word + 1;
            }

            return IsAnyTaken() ? PinError.Taken : PinError.None;
        }

        /// <summary>Writes all channels, at most <see cref="MaximumLength"/> bytes.</summary>
        public void Write(ByteWriter writer)
        {
            for (int i = 0; i < Channels; i++)
            {
                writer.WriteAscii(i == 0 ? "" : " ");
                writer.WriteAscii(Id(i));
                writer.WriteAscii(":");
                writer.WriteNumber(_numbers[i]);
                writer.WriteAscii(IsActiveLow(i) ? ":low" : "");
                writer.WriteAscii(HasPullUp(i) ? ":up" : "");
            }
        }

        private PinError ReadPin(int channel, byte[] buffer, int offset, int end)
        {
            int next = Ascii.IndexOf(buffer, ':', offset, end);
            long number = Ascii.ParseNumber(buffer, offset, next - offset);
            int flags = 0;
            while (next < end)
            {
                offset = next + 1;
                next = Ascii.IndexOf(buffer, ':', offset, end);
                int flag = Ascii.Equals(buffer, offset, next - offset, "low") && channel < Pot ? ActiveLow
                    : Ascii.Equals(buffer, offset, next - offset, "up") && channel == Button ? PullUp
                    : 0;
                if (flag == 0 || (flags & flag) != 0)
                {
                    return PinError.Malformed;
                }

                flags |= flag;
            }

            if (number < 0)
            {
                return PinError.Malformed;
            }

            if (number > (channel < Pot ? MaximumPin : MaximumAnalog))
            {
                return PinError.OutOfRange;
            }

            _numbers[channel] = (int)number;
            _flags[channel] = flags;
            return PinError.None;
        }

        private bool IsAnyTaken()
        {
            for (int i = 0; i < Channels; i++)
            {
                for (int j = i < Pot ? 0 : Pot; j < i; j++)
                {
                    if (_numbers[i] == _numbers[j])
                    {
                        return true;
                    }
                }
            }

            return false;
        }

        private static int Find(byte[] buffer, int offset, int count)
        {
            int channel = Channels - 1;
            while (channel >= 0 && !Ascii.Equals(buffer, offset, count, Id(channel)))
            {
                channel--;
            }

            return channel;
        }

        private static string Id(int channel)
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
    }
}
