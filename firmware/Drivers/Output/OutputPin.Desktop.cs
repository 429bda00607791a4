using System.Device.Gpio;

namespace Nano.Firmware.Drivers
{
    /// <summary>How a pin becomes an output under System.Device.Gpio.</summary>
    internal static class OutputPin
    {
        /// <summary>Makes a pin an output. The controller sets the level together with the direction where its driver can, as Linux does.</summary>
        /// <param name="pin">The pin, opened.</param>
        /// <param name="isHigh">The level.</param>
        public static void Begin(GpioPin pin, bool isHigh)
        {
            pin.Controller.OpenPin(pin.PinNumber, PinMode.Output, isHigh);
        }
    }
}
