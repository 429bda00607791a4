namespace Nano.Firmware.Drivers
{
    /// <summary>The drivers of the assembly Nano.Drivers. The firmware finds this class by its name when the image has the assembly.</summary>
    public static class HardwareDrivers
    {
        /// <summary>Makes the catalog.</summary>
        /// <param name="isMaking">Whether the board is made; otherwise lines are checked, and nothing is opened.</param>
        public static DriverCatalog Create(bool isMaking)
        {
            return new BusDrivers(isMaking ? new HardwareBuses() : null);
        }
    }
}
