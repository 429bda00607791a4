using Nano.Firmware.Boards;
using Nano.Firmware.Drivers;

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
        public LinuxChip(int lines, int analogChannels)
        {
            _lines = lines;
            _analogChannels = analogChannels;
        }

        public override string Name => "linux";

        // The channels of the converter follow the lines.
        public override int PinCount => _lines + _analogChannels;

        public override int AdcChannelCount => _analogChannels;

        // 1 mV a step.
        public override int AdcFullScale => 4096;

        public override int AdcOffset => 0;

        // The chip does not know the hardware on its lines: the settings or --pins describe it.
        public override string DefaultChannels => "";

        // The system numbers its buses and PWM channels; a description limits them to 32.
        public override int I2cBusCount => 32;

        public override int PwmCount => 32;

        public override int PwmTimerCount => 32;

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

        public override LineError Check(int pin, PinRole role)
        {
            return role == PinRole.Input && pin >= _lines ? LineError.NoSuchPin : base.Check(pin, role);
        }

        public override bool IsSecondConverter(int channel)
        {
            return false;
        }
    }
}
