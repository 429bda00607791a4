using Nano.Simulator;

namespace System.Device.Adc
{
    /// <summary>An analog input of the simulated board.</summary>
    public class AdcChannel : AdcChannelBase, IDisposable
    {
        // Of an ESP32: its temperature sensor, which answers with this while it is off, and the Hall sensor, which ESP-IDF 5 no longer has.
        private const int InternalTemperature = 8;
        private const int InternalTemperatureOff = 128;

        private readonly SimulatedBoard _board;
        private readonly int _channelNumber;

        internal AdcChannel(AdcController controller, SimulatedBoard board, int channelNumber)
            : base(controller)
        {
            _board = board;
            _channelNumber = channelNumber;
        }

        /// <summary>
        /// The voltage now: 0 to 4,095 from 0 V to the most that the chip measures. Two readings within a millisecond are the same.
        /// The behaviour is that of nf-interpreter's sys_dev_adc_native_System_Device_Adc_AdcChannel.cpp while Wi-Fi runs.
        /// </summary>
        /// <exception cref="Exception">The channel belongs to the second converter, which Wi-Fi uses (CLR_E_PIN_UNAVAILABLE).</exception>
        /// <exception cref="ArgumentException">The channel is 9 of an ESP32.</exception>
        /// <exception cref="ObjectDisposedException">The channel is closed.</exception>
        public override int ReadValue()
        {
            ObjectDisposedException.ThrowIf(_controller == null, this);
            if (_channelNumber >= _board.Chip.FirstConverterChannels)
            {
                throw AdcController.Unavailable();
            }

            if (!_board.Chip.HasAdcPin(_channelNumber))
            {
                return _channelNumber == InternalTemperature ? InternalTemperatureOff : throw new ArgumentException("The chip has no Hall sensor.");
            }

            return _board.ReadAnalog(_channelNumber);
        }

        /// <summary>Closes the channel.</summary>
        public void Dispose()
        {
            _controller = null;
        }
    }
}
