using System.Device.Gpio;

namespace Nano.Firmware
{
    /// <summary>A pin that is driven, such as an LED's or a relay's. It has its safe value from boot on and again when the device stops.</summary>
    public sealed class OutputChannel : Channel
    {
        private readonly GpioPin _pin;
        private readonly int _safeValue;
        private long _pulseEnd = Never;

        /// <summary>Makes a channel, configures its pin as an output and sets the safe value.</summary>
        /// <param name="id">See <see cref="Channel.Id"/>.</param>
        /// <param name="pin">The pin, opened. The channel keeps it.</param>
        /// <param name="safeValue">0 or 1: the value that harms nobody.</param>
        public OutputChannel(string id, GpioPin pin, int safeValue)
            : base(id, ChannelKind.Output, "", 0, 1)
        {
            _pin = pin;
            _safeValue = safeValue;
            pin.SetPinMode(PinMode.Output);
            Write(safeValue);
        }

        /// <summary>Sets the value, and ends a pulse that is under way.</summary>
        /// <param name="value">0 or 1.</param>
        public void Set(int value)
        {
            _pulseEnd = Never;
            Write(value);
        }

        /// <summary>Sets the value to 1, and back to 0 when the time is over. A pulse that is under way is lengthened or shortened.</summary>
        /// <param name="milliseconds">How long, at least 1.</param>
        /// <param name="now">The loop's time in milliseconds.</param>
        public void Pulse(int milliseconds, long now)
        {
            _pulseEnd = now + milliseconds;
            Write(1);
        }

        /// <inheritdoc/>
        public override void Read(long now)
        {
            Update(now);
        }

        /// <inheritdoc/>
        public override long Update(long now)
        {
            if (now >= _pulseEnd)
            {
                Set(0);
            }

            return _pulseEnd;
        }

        /// <inheritdoc/>
        public override void Stop()
        {
            Set(_safeValue);
        }

        private void Write(int value)
        {
            // Kept here, because an ESP32's pin that drives cannot be read.
            Value = value;
            _pin.Write(value);
        }
    }
}
