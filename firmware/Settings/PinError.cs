namespace Nano.Firmware
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

        /// <summary>A number is above 48, of an analog channel above 19.</summary>
        OutOfRange,

        /// <summary>Two channels would share a pin.</summary>
        Taken,
    }
}
