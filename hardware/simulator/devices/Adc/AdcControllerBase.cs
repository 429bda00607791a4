namespace System.Device.Adc
{
    /// <summary>The base of analog-to-digital converters.</summary>
    public abstract class AdcControllerBase
    {
        /// <summary>How many channels there are.</summary>
        public abstract int ChannelCount { get; }

        /// <summary>Against what channels are measured.</summary>
        public abstract AdcChannelMode ChannelMode { get; set; }

        /// <summary>The greatest value that can be read.</summary>
        public abstract int MaxValue { get; }

        /// <summary>The least value that can be read.</summary>
        public abstract int MinValue { get; }

        /// <summary>How many bits a value has.</summary>
        public abstract int ResolutionInBits { get; }

        /// <summary>Whether channels can be measured so.</summary>
        public abstract bool IsChannelModeSupported(AdcChannelMode channelMode);

        /// <summary>Opens a channel.</summary>
        public abstract AdcChannel OpenChannel(int channelNumber);
    }
}
