using Nano.Simulator;

namespace System.Device.Adc
{
    /// <summary>
    /// The analog-to-digital converter of <see cref="SimulatedBoard.Current"/>, as it was when the controller was made. It counts
    /// channels as nanoFramework does on an ESP32: 0 to 7 are GPIO36 to GPIO39 and GPIO32 to GPIO35.
    /// </summary>
    public class AdcController : AdcControllerBase
    {
        private readonly SimulatedBoard _board;

        /// <summary>Makes one.</summary>
        /// <exception cref="InvalidOperationException">There is no current board.</exception>
        public AdcController()
        {
            _board = SimulatedBoard.Require();
        }

        /// <summary>20.</summary>
        public override int ChannelCount => SimulatedBoard.AnalogChannelCount;

        /// <summary>Remembered, and without effect.</summary>
        public override AdcChannelMode ChannelMode { get; set; } = AdcChannelMode.SingleEnded;

        /// <summary>4,095.</summary>
        public override int MaxValue => SimulatedBoard.MaximumAnalog;

        /// <summary>0.</summary>
        public override int MinValue => 0;

        /// <summary>12.</summary>
        public override int ResolutionInBits => 12;

        /// <summary>True for <see cref="AdcChannelMode.SingleEnded"/> only.</summary>
        public override bool IsChannelModeSupported(AdcChannelMode channelMode)
        {
            return channelMode == AdcChannelMode.SingleEnded;
        }

        /// <summary>Opens a channel; it may be open already.</summary>
        /// <param name="channelNumber">0 to 19. A channel that no part is connected to reads about 0.</param>
        /// <exception cref="ArgumentException">There is no such channel.</exception>
        public override AdcChannel OpenChannel(int channelNumber)
        {
            if (channelNumber < 0 || channelNumber >= ChannelCount)
            {
                throw new ArgumentException($"There is no analog channel {channelNumber}, only 0 to {ChannelCount - 1}.");
            }

            return new AdcChannel(this, _board, channelNumber);
        }
    }
}
