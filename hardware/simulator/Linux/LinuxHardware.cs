using System;
using System.Device.Adc;
using System.Linq;
using System.Net.NetworkInformation;
using System.Text;
using Nano.Firmware.Boards;
using Nano.Firmware.Channels;
using Nano.Firmware.Drivers;

namespace Nano.Simulator.Linux
{
    /// <summary>The pins of this computer: a GPIO chip of Linux, and a converter.</summary>
    internal sealed class LinuxHardware : Hardware
    {
        private readonly LinuxController _gpio;
        private readonly ConverterDriver _adc;
        private readonly BoardDescription _named;

        /// <summary>Opens it.</summary>
        /// <param name="options">Name the chip, the pins and the converter.</param>
        /// <exception cref="LinuxException">Something is not there, or cannot be used.</exception>
        public LinuxHardware(SimulatorOptions options)
        {
            _gpio = LinuxController.Open(options.GpioChip);
            _adc = options.Adc != null ? Converter.Parse(options.Adc).Open() : null;
            Chip = new LinuxChip(_gpio.PinCount, _adc?.ChannelCount ?? 0);
            _named = string.IsNullOrEmpty(options.Pins) ? null : Describe(options.Pins);
        }

        public override Chip Chip { get; }

        /// <summary>That of the first network interface that has one.</summary>
        public override byte[] HardwareAddress { get; } = NetworkInterface.GetAllNetworkInterfaces()
            .Where(item => item.NetworkInterfaceType is NetworkInterfaceType.Ethernet or NetworkInterfaceType.Wireless80211)
            .OrderBy(item => item.Name, StringComparer.Ordinal)
            .Select(item => item.GetPhysicalAddress().GetAddressBytes())
            .FirstOrDefault(address => address.Length == 6 && address.Any(part => part != 0));

        public override string DefaultName => Environment.MachineName;

        /// <summary>Makes the board. Pins of the command line win over those of the settings, and end the program when they cannot be used; those of the settings become a notice, as on a board.</summary>
        /// <param name="description">The description of the settings; null for none.</param>
        public override Board CreateBoard(BoardDescription description)
        {
            AdcController adc = _adc != null ? new AdcController(_adc) : null;
            try
            {
                return DescribedBoard.Create(_named != null && description != null ? _named : description, new DriverTable(new Equipment(_gpio, adc), new BusDrivers(new HardwareBuses())));
            }
            catch (LinuxException exception) when (_named != null)
            {
                // The firmware would go on without pins.
                Console.Error.WriteLine(exception.Message);
                Environment.Exit(1);
                throw;
            }
        }

        public override void Dispose()
        {
            (_adc as IDisposable)?.Dispose();
            _gpio.Dispose();
        }

        private BoardDescription Describe(string pins)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(pins);
            byte[] lines = FormerPins.ToLines(Chip, bytes, 0, bytes.Length);
            var description = lines == null ? null : new BoardDescription(Chip, lines, lines.Length);
            if (description == null || !description.Check(new DriverTable(null, new BusDrivers(null))))
            {
                string reason = description == null ? $"\"{pins}\" has a line or a channel that is not there." : description.Fault.ToString();
                string converter = _adc != null ? "" : " There is no converter: --adc names one.";
                throw new LinuxException($"--pins: {reason} The chip has the lines 0 to {_gpio.PinCount - 1}.{converter}");
            }

            return description;
        }
    }
}
