using Nano.Firmware.Boards;

namespace Nano.Simulator.Linux
{
    /// <summary>The lines of a GPIO chip of Linux, such as /dev/gpiochip0, and the channels of a converter. Their voltages are read in mV.</summary>
    internal sealed class LinuxChip : Chip
    {
        private readonly int _lines;
        private readonly int _analogChannels;

        /// <summary>Makes it.</summary>
        /// <param name="lines">How many lines the chip reports.</param>
        /// <param name="analogChannels">How many channels the converter has; 0 for none.</param>
        /// <param name="pins">The pins of the channels, as <see cref="PinList"/> reads them.</param>
        public LinuxChip(int lines, int analogChannels, string pins)
        {
            _lines = lines;
            _analogChannels = analogChannels;
            DefaultPins = pins;
        }

        public override string Name => "linux";

        public override int PinCount => _lines;

        public override int AdcChannelCount => _analogChannels;

        // 1 mV a step.
        public override int AdcFullScale => 4096;

        public override int AdcOffset => 0;

        public override string DefaultPins { get; }

        // No line of the chip carries a channel of the converter. In the list of pins the channels follow the lines.
        public override bool HasPin(int pin)
        {
            return pin >= 0 && pin < _lines + _analogChannels;
        }

        public override bool IsOutput(int pin)
        {
            return pin >= 0 && pin < _lines;
        }

        public override PinUse UseOf(int pin)
        {
            return PinUse.None;
        }

        public override int GpioOf(int channel)
        {
            return channel >= 0 && channel < _analogChannels ? _lines + channel : -1;
        }

        public override bool IsSecondConverter(int channel)
        {
            return false;
        }
    }
}
