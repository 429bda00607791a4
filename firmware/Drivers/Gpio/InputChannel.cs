using System;
using System.Device.Gpio;
using Nano.Firmware.Channels;

namespace Nano.Firmware.Drivers
{
    /// <summary>A pin that is read, such as a button's.</summary>
    public sealed class InputChannel : DigitalInput
    {
        private readonly GpioPin _pin;
        private readonly bool _isActiveLow;

        /// <summary>Makes a channel and configures its pin.</summary>
        /// <param name="id">See <see cref="Channel.Id"/>.</param>
        /// <param name="pin">The pin, opened. The channel keeps it.</param>
        /// <param name="hasPullUp">Whether to switch on the chip's pull-up resistor. GPIO34 to GPIO39 of an ESP32 have none.</param>
        /// <param name="isActiveLow">Whether a low level is 1, as of a button to ground.</param>
        public InputChannel(string id, GpioPin pin, bool hasPullUp, bool isActiveLow)
            : base(id)
        {
            _pin = pin;
            _isActiveLow = isActiveLow;
            pin.SetPinMode(hasPullUp ? PinMode.InputPullUp : PinMode.Input);
            try
            {
                pin.DebounceTimeout = new TimeSpan(Debounce * TimeSpan.TicksPerMillisecond);
                pin.ValueChanged += OnValueChanged;
                IsInterruptDriven = true;
            }
            catch (Exception)
            {
                // A platform without interrupts on this pin: the loop looks at it.
            }

            Begin();
        }

        /// <inheritdoc/>
        public override int Debounce
        {
            get => base.Debounce;
            set
            {
                base.Debounce = value;
                if (IsInterruptDriven)
                {
                    _pin.DebounceTimeout = new TimeSpan(value * TimeSpan.TicksPerMillisecond);
                }
            }
        }

        /// <inheritdoc/>
        protected override bool ReadLevel()
        {
            return (bool)_pin.Read() != _isActiveLow;
        }

        /// <summary>Called on a thread of the platform's.</summary>
        private void OnValueChanged(object sender, PinValueChangedEventArgs e)
        {
            Note(e.ChangeType == PinEventTypes.Rising != _isActiveLow);
        }
    }
}
