using Nano.Simulator;

namespace System.Device.Adc
{
    /// <summary>
    /// The analog-to-digital converter of <see cref="SimulatedBoard.Current"/>, as it was when the controller was made. It counts
    /// channels as nanoFramework does: on an ESP32 0 to 7 are GPIO36 to GPIO39 and GPIO32 to GPIO35.
    /// The behaviour is that of nanoFramework's AdcController.cs over nf-interpreter's
    /// targets/ESP32/_nanoCLR/System.Device.Adc/sys_dev_adc_native_System_Device_Adc_AdcController.cpp.
    /// </summary>
    public class AdcController : AdcControllerBase
    {
        // CLR_E_PIN_UNAVAILABLE in nf-interpreter's src/CLR/Include/nf_errors_exceptions.h.
        private const int PinUnavailable = unchecked((int)0xD4000000);

        private readonly SimulatedBoard _board;

        /// <summary>Makes one.</summary>
        /// <exception cref="InvalidOperationException">There is no current board.</exception>
        public AdcController()
        {
            _board = SimulatedBoard.Require();
        }

        /// <summary>Twice the channels of the first converter: 20, on an ESP32-C3 10, although it has 6.</summary>
        public override int ChannelCount => 2 * _board.Chip.FirstConverterChannels;

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
        /// <param name="channelNumber">0 to 19, on an ESP32-C3 0 to 4. A channel that no part is connected to reads about 0.</param>
        /// <exception cref="ArgumentException">The number is negative, or greater by more than 1 than the last (CLR_E_INVALID_PARAMETER).</exception>
        /// <exception cref="Exception">The chip lacks the channel, as the number behind the last one, or its converter (CLR_E_PIN_UNAVAILABLE): no more special type.</exception>
        public override AdcChannel OpenChannel(int channelNumber)
        {
            SimulatedChip chip = _board.Chip;

            // The runtime compares with > where >= is meant: the converter's driver refuses the number behind the last.
            if (channelNumber < 0 || channelNumber > chip.AdcChannelCount)
            {
                throw new ArgumentException($"There is no analog channel {channelNumber} on the {chip.Name}.");
            }

            bool isSecond = channelNumber >= chip.FirstConverterChannels;
            if (channelNumber == chip.AdcChannelCount || (isSecond && !chip.HasSecondConverter))
            {
                throw Unavailable();
            }

            return new AdcChannel(this, _board, channelNumber);
        }

        /// <summary>What the runtime throws for CLR_E_PIN_UNAVAILABLE, for which there is no type: a bare exception.</summary>
        internal static Exception Unavailable()
        {
            return new Exception { HResult = PinUnavailable };
        }
    }
}
