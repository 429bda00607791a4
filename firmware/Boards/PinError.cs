namespace Nano.Firmware.Boards
{
    /// <summary>What is wrong with a list of pins.</summary>
    public enum PinError
    {
        /// <summary>Nothing.</summary>
        None,

        /// <summary>It is not words such as led:2, with single spaces between and :low or :up behind the number.</summary>
        Malformed,

        /// <summary>The board has no channel of an id, or none that has a pin.</summary>
        UnknownChannel,

        /// <summary>A channel is named twice.</summary>
        DuplicateChannel,

        /// <summary>The chip has no GPIO of a number, or no ADC channel of it that has a GPIO.</summary>
        NoSuchPin,

        /// <summary>The GPIO of an output can only be an input.</summary>
        InputOnly,

        /// <summary>A pull-up is wanted where the chip has none.</summary>
        NoPullUp,

        /// <summary>The flash memory uses the GPIO.</summary>
        UsedByFlash,

        /// <summary>The PSRAM uses the GPIO.</summary>
        UsedByPsram,

        /// <summary>The chip's USB port uses the GPIO.</summary>
        UsedByUsb,

        /// <summary>The serial console uses the GPIO.</summary>
        UsedByConsole,

        /// <summary>The ADC channel belongs to the second converter, which gives no reliable values beside Wi-Fi.</summary>
        SecondConverter,

        /// <summary>Two channels would share a GPIO, an ADC channel's own included.</summary>
        Taken,

        /// <summary>The firmware has no table of this chip's pins.</summary>
        UnknownChip,
    }
}
