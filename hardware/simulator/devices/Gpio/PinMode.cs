namespace System.Device.Gpio
{
    /// <summary>What a pin is configured as. Every mode from <see cref="Output"/> on drives the pin.</summary>
    public enum PinMode
    {
        /// <summary>An input without resistor.</summary>
        Input,

        /// <summary>An input that reads low when nothing drives it.</summary>
        InputPullDown,

        /// <summary>An input that reads high when nothing drives it.</summary>
        InputPullUp,

        /// <summary>An output that drives both levels.</summary>
        Output,

        /// <summary>An output that drives low and lets go for high.</summary>
        OutputOpenDrain,

        /// <summary>As <see cref="OutputOpenDrain"/>, with a pull-up resistor.</summary>
        OutputOpenDrainPullUp,

        /// <summary>An output that drives high and lets go for low.</summary>
        OutputOpenSource,

        /// <summary>As <see cref="OutputOpenSource"/>, with a pull-down resistor.</summary>
        OutputOpenSourcePullDown,
    }
}
