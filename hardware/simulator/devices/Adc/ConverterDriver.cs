namespace System.Device.Adc
{
    /// <summary>The converter behind an <see cref="AdcController"/>, as a GpioDriver is the pins behind a GpioController. Neither Microsoft nor nanoFramework has such a class.</summary>
    public abstract class ConverterDriver
    {
        /// <summary>How many channels there are.</summary>
        public abstract int ChannelCount { get; }

        /// <summary>The least value that can be read. Default 0.</summary>
        public virtual int MinValue => 0;

        /// <summary>The greatest value that can be read.</summary>
        public abstract int MaxValue { get; }

        /// <summary>How many bits a value has. Default 12.</summary>
        public virtual int ResolutionInBits => 12;

        /// <summary>Opens a channel; it may be open already.</summary>
        /// <param name="channelNumber">Any number.</param>
        /// <exception cref="Exception">There is no such channel, or it cannot be used. Which type it throws is the converter's choice.</exception>
        public abstract void OpenChannel(int channelNumber);

        /// <summary>The value of a channel now, <see cref="MinValue"/> to <see cref="MaxValue"/>.</summary>
        /// <param name="channelNumber">A channel that is open.</param>
        /// <exception cref="Exception">It cannot be read now.</exception>
        public abstract int ReadValue(int channelNumber);
    }
}
