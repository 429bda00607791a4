namespace Nano.Firmware.Drivers
{
    /// <summary>The kinds of faults of a channel line.</summary>
    public enum LineError
    {
        /// <summary>Nothing.</summary>
        None,

        /// <summary>It is not channel=, an id, a driver and words, with single spaces between.</summary>
        Malformed,

        /// <summary>The text is not UTF-8.</summary>
        NotUtf8,

        /// <summary>The text is too long.</summary>
        TooLong,

        /// <summary>The lines make more channels than a board has.</summary>
        TooManyChannels,

        /// <summary>The firmware has no table of the chip's pins.</summary>
        UnknownChip,

        /// <summary>The id is not 1 to 16 of a-z, 0-9 and '-', with what the driver puts behind it.</summary>
        BadId,

        /// <summary>Another line makes a channel of that id.</summary>
        DuplicateId,

        /// <summary>There is no driver of that name.</summary>
        UnknownDriver,

        /// <summary>The driver does not know the word.</summary>
        UnknownWord,

        /// <summary>The word is there twice.</summary>
        DuplicateWord,

        /// <summary>A word that the driver needs is not there.</summary>
        MissingWord,

        /// <summary>The value is not a number in its range, or has too many decimals.</summary>
        BadNumber,

        /// <summary>The value is not in the list of permitted values.</summary>
        BadChoice,

        /// <summary>The text is empty, too long, or has characters that it must not have.</summary>
        BadText,

        /// <summary>A word that has no value has one.</summary>
        BadFlag,

        /// <summary>The word does not go together with another one.</summary>
        Conflict,

        /// <summary>More than one output of an exclusive group would be on.</summary>
        TwoOn,

        /// <summary>The chip has no GPIO of the number.</summary>
        NoSuchPin,

        /// <summary>The GPIO can only be an input.</summary>
        InputOnly,

        /// <summary>The GPIO has no pull-up and pull-down resistors.</summary>
        NoResistors,

        /// <summary>The flash memory uses the GPIO.</summary>
        UsedByFlash,

        /// <summary>The PSRAM uses the GPIO.</summary>
        UsedByPsram,

        /// <summary>The chip's USB port uses the GPIO.</summary>
        UsedByUsb,

        /// <summary>The serial console uses the GPIO.</summary>
        UsedByConsole,

        /// <summary>The GPIO has no channel of the analog-to-digital converter.</summary>
        NotAnalog,

        /// <summary>The GPIO's channel belongs to the second converter, which gives no reliable values beside Wi-Fi.</summary>
        SecondConverter,

        /// <summary>Another line uses the GPIO.</summary>
        Taken,
    }
}
