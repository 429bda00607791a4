using System.Device.Gpio;
using System.IO;
using System.Threading;

namespace Nano.Tests.Host.Linux
{
    /// <summary>Pins without interrupts: the request for them fails and releases the pin, as LibGpiodDriver's.</summary>
    internal sealed class DeafDriver : GpioDriver
    {
        private PinMode? _mode;

        protected override int PinCount => 8;

        protected override void OpenPin(int pinNumber)
        {
        }

        protected override void ClosePin(int pinNumber)
        {
        }

        protected override void SetPinMode(int pinNumber, PinMode mode) => _mode = mode;

        protected override PinMode GetPinMode(int pinNumber) => _mode ?? PinMode.Input;

        protected override bool IsPinModeSupported(int pinNumber, PinMode mode) => true;

        protected override PinValue Read(int pinNumber) => _mode != null ? PinValue.High : throw new IOException("Error while reading value from pin: 3, error: 1 (Operation not permitted)");

        protected override void Write(int pinNumber, PinValue value)
        {
        }

        protected override void AddCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback)
        {
            _mode = null;
            throw new IOException("Error while requesting event listener for pin 3, error: 6 (No such device or address)");
        }

        protected override void RemoveCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback)
        {
        }

        protected override WaitForEventResult WaitForEvent(int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken) => default;
    }
}
