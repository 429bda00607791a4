using System;
using System.Device.Gpio;
using Nano.Firmware.Channels;

namespace Nano.Firmware.Drivers
{
    /// <summary>An input that learns of edges from nanoFramework's runtime, which debounces a pin and tells of each change that stays.</summary>
    public abstract class InputPin : DigitalInput
    {
        private protected readonly GpioPin _pin;

        /// <summary>Makes a channel.</summary>
        /// <param name="id">See <see cref="Channel.Id"/>.</param>
        /// <param name="pin">The pin, opened.</param>
        private protected InputPin(string id, GpioPin pin)
            : base(id)
        {
            _pin = pin;
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

        /// <summary>Notes an edge, of which the platform tells on a thread of its own.</summary>
        /// <param name="isHigh">The level after it.</param>
        private protected abstract void OnEdge(bool isHigh);

        /// <summary>Asks for edges.</summary>
        private protected void Listen()
        {
            try
            {
                _pin.DebounceTimeout = new TimeSpan(Debounce * TimeSpan.TicksPerMillisecond);
                _pin.ValueChanged += OnValueChanged;
                IsInterruptDriven = true;
            }
            catch (Exception)
            {
                // A platform without interrupts on this pin: the loop looks at it.
            }
        }

        private void OnValueChanged(object sender, PinValueChangedEventArgs e)
        {
            OnEdge(e.ChangeType == PinEventTypes.Rising);
        }
    }
}
