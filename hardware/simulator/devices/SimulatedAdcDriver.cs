using System;
using System.Device.Adc;

namespace Nano.Simulator
{
    /// <summary>
    /// The converter of a simulated board. It counts channels as nanoFramework does: on an ESP32 0 to 7 are GPIO36 to GPIO39 and GPIO32 to GPIO35.
    /// The behaviour is that of nanoFramework's AdcController.cs over nf-interpreter's targets/ESP32/_nanoCLR/System.Device.Adc/sys_dev_adc_native_System_Device_Adc_*.cpp.
    /// </summary>
    internal sealed class SimulatedAdcDriver : ConverterDriver
    {
        // CLR_E_PIN_UNAVAILABLE in nf-interpreter's src/CLR/Include/nf_errors_exceptions.h.
        private const int PinUnavailable = unchecked((int)0xD4000000);

        // Of an ESP32: its temperature sensor, which answers with this while it is off, and the Hall sensor, which ESP-IDF 5 no longer has.
        private const int InternalTemperature = 8;
        private const int InternalTemperatureOff = 128;

        private readonly SimulatedBoard _board;

        public SimulatedAdcDriver(SimulatedBoard board)
        {
            _board = board;
        }

        /// <summary>Twice the channels of the first converter: 20, on an ESP32-C3 10, although it has 6.</summary>
        public override int ChannelCount => 2 * _board.Chip.FirstConverterChannels;

        /// <summary>4,095.</summary>
        public override int MaxValue => SimulatedBoard.MaximumAnalog;

        /// <summary>Opens a channel; it may be open already.</summary>
        /// <param name="channelNumber">0 to 19, on an ESP32-C3 0 to 4. A channel that no part is connected to reads about 0.</param>
        /// <exception cref="ArgumentException">The number is negative, or greater by more than 1 than the last (CLR_E_INVALID_PARAMETER).</exception>
        /// <exception cref="Exception">The chip lacks the channel, as the number behind the last one, or its converter (CLR_E_PIN_UNAVAILABLE): no more special type.</exception>
        public override void OpenChannel(int channelNumber)
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
        }

        /// <summary>
        /// The voltage now: 0 to 4,095 from 0 V to the most that the chip measures. Two readings within a millisecond are the same. The behaviour is that while Wi-Fi runs.
        /// </summary>
        /// <exception cref="Exception">The channel belongs to the second converter, which Wi-Fi uses (CLR_E_PIN_UNAVAILABLE).</exception>
        /// <exception cref="ArgumentException">The channel is 9 of an ESP32.</exception>
        public override int ReadValue(int channelNumber)
        {
            if (channelNumber >= _board.Chip.FirstConverterChannels)
            {
                throw Unavailable();
            }

            if (!_board.Chip.HasAdcPin(channelNumber))
            {
                return channelNumber == InternalTemperature ? InternalTemperatureOff : throw new ArgumentException("The chip has no Hall sensor.");
            }

            return _board.ReadAnalog(channelNumber);
        }

        /// <summary>The exception of the runtime for CLR_E_PIN_UNAVAILABLE, which has no type of its own.</summary>
        private static Exception Unavailable()
        {
            return new Exception { HResult = PinUnavailable };
        }
    }
}
