using System.Text.RegularExpressions;
using Nano.Firmware.Boards;

namespace Nano.Simulator
{
    /// <summary>A chip of firmware/Boards for the fakes, with the parts on the pins of its board in hardware/boards.</summary>
    internal sealed class ChipModel : SimulatedChip
    {
        private readonly Chip _chip;

        /// <summary>Makes one.</summary>
        /// <param name="chip">The chip, without PSRAM: with it the runtime has the pins of flash open already, which the fakes do not show.</param>
        public ChipModel(Chip chip)
        {
            _chip = chip;
        }

        public override string Name => _chip.Name;

        public override int PinCount => _chip.PinCount;

        public override int AdcChannelCount => _chip.AdcChannelCount;

        public override int FirstConverterChannels
        {
            get
            {
                int channel = 0;
                while (!_chip.IsSecondConverter(channel))
                {
                    channel++;
                }

                return channel;
            }
        }

        public override bool HasSecondConverter => _chip.Name != Chip.Esp32C3.Name;

        public override int AdcFullScale => _chip.AdcFullScale;

        public override int AdcOffset => _chip.AdcOffset;

        public override int LedPin => PinOf("led");

        public override int RelayPin => PinOf("relay");

        public override int ButtonPin => PinOf("button");

        public override int PotentiometerChannel => _chip.AdcChannelOf(PinOf("pot"));

        public override int LightChannel => _chip.AdcChannelOf(PinOf("light"));

        public override int TemperatureChannel => _chip.AdcChannelOf(PinOf("temperature"));

        public override bool HasPin(int pin)
        {
            return _chip.HasPin(pin);
        }

        public override bool IsOutput(int pin)
        {
            return _chip.IsOutput(pin);
        }

        public override bool IsFlash(int pin)
        {
            return _chip.UseOf(pin) == PinUse.Flash;
        }

        public override bool HasAdcPin(int channel)
        {
            return _chip.GpioOf(channel) >= 0;
        }

        /// <summary>The GPIO of a channel of the board; -1 when it has none.</summary>
        private int PinOf(string id)
        {
            Match line = Regex.Match(_chip.DefaultChannels, $@"^channel={id} .*\bpin=(\d+)", RegexOptions.Multiline);
            return line.Success ? int.Parse(line.Groups[1].Value) : -1;
        }
    }
}
