using System;
using System.Device.Gpio;
using Nano.Firmware.Channels;
using Nano.Simulator;

namespace Nano.Firmware.Drivers
{
    /// <summary>
    /// An input that learns of edges from System.Device.Gpio, which debounces nothing. A simulated chip debounces a pin and tells of each change that stays, as nanoFramework's runtime
    /// does. Of a burst of edges Linux may tell one only: there an edge has the loop look at the level often, until the level has stayed.
    /// </summary>
    public abstract class InputPin : DigitalInput
    {
        // The interval in milliseconds at which the loop reads a level without recent edges, and how long it reads often after an edge, in addition to the debouncing.
        private const int QuietInterval = 1000;
        private const int AlertTime = 250;

        private protected readonly GpioPin _pin;
        private IChannelHost _host;
        private volatile bool _isEdge;
        private bool _isWoken;
        private long _alertUntil;

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
                    ((ChipController)_pin.Controller).SetDebounceTimeout(_pin.PinNumber, value);
                }
            }
        }

        /// <inheritdoc/>
        public override void Attach(IChannelHost host)
        {
            base.Attach(host);
            _host = host;
        }

        /// <inheritdoc/>
        public override long Update(long now)
        {
            if (_isEdge)
            {
                _isEdge = false;
                _alertUntil = now + Debounce + AlertTime;
            }

            long next = base.Update(now);
            bool isQuiet = _isWoken && now >= _alertUntil && ReadLevel() == (Value != 0);
            return isQuiet ? now + QuietInterval : next;
        }

        /// <summary>Notes an edge that a chip has debounced. A thread of the platform's calls it.</summary>
        /// <param name="isHigh">The level after it.</param>
        private protected abstract void OnEdge(bool isHigh);

        /// <summary>Asks for edges.</summary>
        private protected void Listen()
        {
            if (_pin.Controller is ChipController chip)
            {
                chip.SetDebounceTimeout(_pin.PinNumber, Debounce);
                _pin.ValueChanged += OnValueChanged;
                IsInterruptDriven = true;
                return;
            }

            PinMode mode = _pin.GetPinMode();
            try
            {
                _pin.ValueChanged += OnBareEdge;
                _isWoken = true;
            }
            catch (Exception)
            {
                // A pin without interrupts: the loop looks at it. The request that failed has released the pin.
                _pin.SetPinMode(mode);
            }
        }

        private void OnValueChanged(object sender, PinValueChangedEventArgs e)
        {
            OnEdge(e.ChangeType == PinEventTypes.Rising);
        }

        private void OnBareEdge(object sender, PinValueChangedEventArgs e)
        {
            _isEdge = true;
            _host?.RunSoon();
        }
    }
}
