using System.Device.Gpio;

namespace Nano.Firmware
{
    /// <summary>
    /// A pin that is read, such as a button's. A contact bounces for some milliseconds when it opens or closes: a level counts
    /// only when it has stayed for <see cref="Debounce"/>.
    /// </summary>
    public sealed class InputChannel : Channel
    {
        /// <summary>How often the pin is looked at, in milliseconds. What changes and changes back in between is not seen.</summary>
        public const int PollInterval = 10;

        private readonly GpioPin _pin;
        private readonly bool _isActiveLow;
        private long _candidate;
        private long _since;

        /// <summary>Makes a channel and configures its pin.</summary>
        /// <param name="id">See <see cref="Channel.Id"/>.</param>
        /// <param name="pin">The pin, opened. The channel keeps it.</param>
        /// <param name="hasPullUp">Whether to switch on the chip's pull-up resistor. GPIO34 to GPIO39 of an ESP32 have none.</param>
        /// <param name="isActiveLow">Whether a low level is 1, as of a button to ground.</param>
        public InputChannel(string id, GpioPin pin, bool hasPullUp, bool isActiveLow)
            : base(id, ChannelKind.Input, "", 0, 1)
        {
            _pin = pin;
            _isActiveLow = isActiveLow;
            pin.SetPinMode(hasPullUp ? PinMode.InputPullUp : PinMode.Input);
            _candidate = ReadPin();
            Value = _candidate;
        }

        /// <summary>How long a level must stay, in milliseconds; 0 counts every level seen. Default 20.</summary>
        public int Debounce { get; set; } = 20;

        /// <summary>How often the value has changed.</summary>
        public long Edges { get; private set; }

        /// <inheritdoc/>
        public override void Read(long now)
        {
            Update(now);
        }

        /// <inheritdoc/>
        public override long Update(long now)
        {
            long level = ReadPin();
            if (level != _candidate)
            {
                _candidate = level;
                _since = now;
            }

            long next = now + PollInterval;
            if (level != Value)
            {
                long settled = _since + Debounce;
                if (now >= settled)
                {
                    Value = level;
                    Edges++;
                }
                else if (settled < next)
                {
                    next = settled;
                }
            }

            return next;
        }

        private long ReadPin()
        {
            return (bool)_pin.Read() != _isActiveLow ? 1 : 0;
        }
    }
}
