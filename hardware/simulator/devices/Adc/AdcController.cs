using Nano.Simulator;

namespace System.Device.Adc
{
    /// <summary>An analog-to-digital converter, with the members of nanoFramework's AdcController that the firmware uses.</summary>
    public class AdcController : AdcControllerBase
    {
        private readonly ConverterDriver _driver;

        /// <summary>Makes one for <see cref="SimulatedBoard.Current"/>, as it is now.</summary>
        /// <exception cref="InvalidOperationException">There is no current board.</exception>
        public AdcController()
            : this(new SimulatedAdcDriver(SimulatedBoard.Require()))
        {
        }

        /// <summary>Makes one for another converter.</summary>
        /// <param name="driver">The converter.</param>
        public AdcController(ConverterDriver driver)
        {
            _driver = driver;
        }

        /// <inheritdoc/>
        public override int ChannelCount => _driver.ChannelCount;

        /// <summary>Remembered, and without effect.</summary>
        public override AdcChannelMode ChannelMode { get; set; } = AdcChannelMode.SingleEnded;

        /// <inheritdoc/>
        public override int MaxValue => _driver.MaxValue;

        /// <inheritdoc/>
        public override int MinValue => _driver.MinValue;

        /// <inheritdoc/>
        public override int ResolutionInBits => _driver.ResolutionInBits;

        /// <summary>True for <see cref="AdcChannelMode.SingleEnded"/> only.</summary>
        public override bool IsChannelModeSupported(AdcChannelMode channelMode)
        {
            return channelMode == AdcChannelMode.SingleEnded;
        }

        /// <summary>Opens a channel; it may be open already.</summary>
        /// <param name="channelNumber">See <see cref="ConverterDriver.OpenChannel"/>.</param>
        /// <exception cref="Exception">See <see cref="ConverterDriver.OpenChannel"/>.</exception>
        public override AdcChannel OpenChannel(int channelNumber)
        {
            _driver.OpenChannel(channelNumber);
            return new AdcChannel(this, _driver, channelNumber);
        }
    }
}
