namespace Nano.Firmware.Drivers
{
    /// <summary>The use that a driver makes of a pin.</summary>
    public enum PinRole
    {
        /// <summary>Reads its level.</summary>
        Input,

        /// <summary>Drives it.</summary>
        Output,

        /// <summary>Measures its voltage: the pin has a channel of the analog-to-digital converter.</summary>
        Analog,

        /// <summary>Uses it as a line of a bus, which several channel lines may share.</summary>
        Bus,
    }
}
