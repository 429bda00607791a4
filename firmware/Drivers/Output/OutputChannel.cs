using System.Device.Gpio;
using Nano.Firmware.Channels;

namespace Nano.Firmware.Drivers
{
    /// <summary>A pin that is driven, such as an LED's or a relay's.</summary>
    public sealed class OutputChannel : DigitalOutput
    {
        private readonly GpioPin _pin;
        private readonly bool _isActiveLow;
        private bool _isHigh;

        /// <summary>Makes a channel, configures its pin as an output and sets the safe value.</summary>
        /// <param name="id">See <see cref="Channel.Id"/>.</param>
        /// <param name="pin">The pin, opened. The channel keeps it.</param>
        /// <param name="safeValue">0 or 1: the safe value.</param>
        public OutputChannel(string id, GpioPin pin, int safeValue)
            : this(id, pin, safeValue, false)
        {
        }

        /// <summary>Makes a channel, configures its pin as an output and sets the safe value.</summary>
        /// <param name="id">See <see cref="Channel.Id"/>.</param>
        /// <param name="pin">The pin, opened. The channel keeps it.</param>
        /// <param name="safeValue">0 or 1: the safe value.</param>
        /// <param name="isActiveLow">Whether a low level is 1, as of many relay boards. On an ESP32 the pin is low for a moment while it is configured.</param>
        public OutputChannel(string id, GpioPin pin, int safeValue, bool isActiveLow)
            : base(id, safeValue)
        {
            _pin = pin;
            _isActiveLow = isActiveLow;
            _isHigh = safeValue != 0 != isActiveLow;
            OutputPin.Begin(pin, _isHigh);
            Begin();
        }

        /// <inheritdoc/>
        protected override void WriteLevel(bool level)
        {
            bool isHigh = level != _isActiveLow;
            if (isHigh != _isHigh)
            {
                // Not Write: on nanoFramework each value is a new object, and the desktop's controller stores each value in a new object.
                _isHigh = isHigh;
                _pin.Toggle();
            }
        }
    }
}
