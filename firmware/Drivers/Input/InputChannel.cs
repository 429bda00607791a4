using System.Device.Gpio;
using Nano.Firmware.Channels;

namespace Nano.Firmware.Drivers
{
    /// <summary>A pin that is read, such as a button's.</summary>
    public sealed class InputChannel : InputPin
    {
        private readonly bool _isActiveLow;

        /// <summary>Makes a channel and configures its pin.</summary>
        /// <param name="id">See <see cref="Channel.Id"/>.</param>
        /// <param name="pin">The pin, opened. The channel keeps it.</param>
        /// <param name="hasPullUp">Whether to switch on the chip's pull-up resistor. GPIO34 to GPIO39 of an ESP32 have none.</param>
        /// <param name="isActiveLow">Whether a low level is 1, as of a button to ground.</param>
        public InputChannel(string id, GpioPin pin, bool hasPullUp, bool isActiveLow)
            : this(id, pin, hasPullUp ? PinMode.InputPullUp : PinMode.Input, isActiveLow)
        {
        }

        /// <summary>Makes a channel and configures its pin.</summary>
        /// <param name="id">See <see cref="Channel.Id"/>.</param>
        /// <param name="pin">The pin, opened. The channel keeps it.</param>
        /// <param name="mode">An input without or with one of the chip's resistors.</param>
        /// <param name="isActiveLow">Whether a low level is 1, as of a button to ground.</param>
        public InputChannel(string id, GpioPin pin, PinMode mode, bool isActiveLow)
            : base(id, pin)
        {
            _isActiveLow = isActiveLow;
            pin.SetPinMode(mode);
            Listen();
            Begin();
        }

        /// <inheritdoc/>
        protected override bool ReadLevel()
        {
            return (bool)_pin.Read() != _isActiveLow;
        }

        /// <inheritdoc/>
        private protected override void OnEdge(bool isHigh)
        {
            Note(isHigh != _isActiveLow);
        }
    }
}
