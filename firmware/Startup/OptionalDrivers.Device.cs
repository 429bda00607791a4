using System;
using System.Reflection;
using Nano.Firmware.Drivers;

namespace Nano.Firmware.Startup
{
    /// <summary>The drivers over PWM and I2C, when the image has their assembly, Nano.Drivers. It refers to this one, so it is found by name; an image without it pays nothing.</summary>
    internal static class OptionalDrivers
    {
        private const string TypeName = "Nano.Firmware.Drivers.HardwareDrivers";

        /// <summary>Makes their catalog.</summary>
        /// <param name="isMaking">Whether the board is made; otherwise lines are checked.</param>
        /// <returns>The catalog; null when the image has none.</returns>
        public static DriverCatalog Create(bool isMaking)
        {
            MethodInfo create = Type.GetType(TypeName)?.GetMethod("Create", BindingFlags.Public | BindingFlags.Static);
            return (DriverCatalog)create?.Invoke(null, new object[] { isMaking });
        }
    }
}
