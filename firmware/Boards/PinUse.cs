namespace Nano.Firmware.Boards
{
    /// <summary>The use that a chip or its board already makes of a GPIO.</summary>
    public enum PinUse
    {
        /// <summary>Nothing: a channel may have it.</summary>
        None,

        /// <summary>The flash memory that holds the firmware. A program that configures the GPIO stops the chip.</summary>
        Flash,

        /// <summary>The PSRAM of a runtime that uses one.</summary>
        Psram,

        /// <summary>The chip's own USB port, by which it is flashed.</summary>
        Usb,

        /// <summary>The serial console: the chip writes its boot messages there, independently of the firmware.</summary>
        Console,
    }
}
