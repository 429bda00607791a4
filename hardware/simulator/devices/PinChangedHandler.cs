using System.Device.Gpio;

namespace Nano.Simulator
{
    /// <summary>Told that an output has changed.</summary>
    /// <param name="pin">The GPIO number.</param>
    /// <param name="value">The level that it drives now.</param>
    /// <param name="name">The part on it, such as LED; empty when there is none.</param>
    public delegate void PinChangedHandler(int pin, PinValue value, string name);
}
