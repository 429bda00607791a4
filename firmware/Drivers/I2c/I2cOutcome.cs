namespace Nano.Firmware.Drivers
{
    /// <summary>How a transfer on an I2C bus ended.</summary>
    public enum I2cOutcome
    {
        /// <summary>All bytes were transferred.</summary>
        Done,

        /// <summary>The part did not acknowledge: it is not there, or it is busy.</summary>
        NoAnswer,

        /// <summary>The bus does not work: it is held low, it does not exist, or the program has no right to use it.</summary>
        Failed,
    }
}
