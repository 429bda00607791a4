using System.Device.Gpio;

namespace Nano.Firmware.Drivers
{
    /// <summary>How a pin becomes an output on nanoFramework.</summary>
    internal static class OutputPin
    {
        /// <summary>Makes a pin an output. nanoFramework drives it low first, and takes no level before.</summary>
        /// <param name="pin">The pin, opened.</param>
        /// <param name="isHigh">The level.</param>
        public static void Begin(GpioPin pin, bool isHigh)
        {
            pin.SetPinMode(PinMode.Output);
            pin.Write(isHigh);
        }
    }
}
