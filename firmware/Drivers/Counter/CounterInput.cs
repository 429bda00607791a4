using System.Device.Gpio;
using Nano.Firmware.Channels;

namespace Nano.Firmware.Drivers
{
    /// <summary>The pin of a <see cref="PulseCounter"/>.</summary>
    internal sealed class CounterInput : InputPin
    {
        private readonly bool _isActiveLow;

        public CounterInput(string id, GpioPin pin, PinMode mode, bool isActiveLow, int debounce)
            : base(id, pin)
        {
            _isActiveLow = isActiveLow;
            pin.SetPinMode(mode);
            Debounce = debounce;
            Listen();
            Begin();
        }

        /// <inheritdoc/>
        public override void Attach(IChannelHost host)
        {
            // Where the platform interrupts it counts: the loop need not wake for each pulse.
            base.Attach(IsInterruptDriven ? null : host);
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
