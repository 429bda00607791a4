namespace System.Device.Gpio
{
    /// <summary>How pins are counted. An ESP32 knows only its own GPIO numbers, whichever is chosen.</summary>
    public enum PinNumberingScheme
    {
        /// <summary>The chip's GPIO numbers.</summary>
        Logical,

        /// <summary>The numbers printed on the board's headers.</summary>
        Board,
    }
}
