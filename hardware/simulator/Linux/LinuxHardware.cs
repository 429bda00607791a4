using System;
using System.Device.Adc;
using System.Linq;
using System.Net.NetworkInformation;
using System.Text;
using Nano.Firmware.Boards;
using Nano.Firmware.Channels;

namespace Nano.Simulator.Linux
{
    /// <summary>The pins of this computer: a GPIO chip of Linux, and a converter.</summary>
    internal sealed class LinuxHardware : Hardware
    {
        private readonly LinuxController _gpio;
        private readonly AdcDriver _adc;
        private readonly bool _hasNamedPins;

        /// <summary>Opens it.</summary>
        /// <param name="options">Name the chip, the pins and the converter.</param>
        /// <exception cref="LinuxException">Something is not there, or cannot be used.</exception>
        public LinuxHardware(SimulatorOptions options)
        {
            _gpio = LinuxController.Open(options.GpioChip);
            _adc = options.Adc != null ? Converter.Parse(options.Adc).Open() : null;
            _hasNamedPins = !string.IsNullOrEmpty(options.Pins);
            Chip = new LinuxChip(_gpio.PinCount, _adc?.ChannelCount ?? 0, "");
            if (_hasNamedPins)
            {
                Check(options.Pins);
                Chip = new LinuxChip(Chip.PinCount, Chip.AdcChannelCount, options.Pins);
            }
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
        /// <param name="pins">The pins of the settings; null for none.</param>
        public override Board CreateBoard(PinList pins)
        {
            AdcController adc = _adc != null ? new AdcController(_adc) : null;
            try
            {
                return DefaultBoard.Create(_gpio, adc, _hasNamedPins && pins != null ? new PinList(Chip) : pins);
            }
            catch (LinuxException exception) when (_hasNamedPins)
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

        private void Check(string pins)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(pins);
            int fault = new PinList(Chip).Read(bytes, 0, bytes.Length);
            if (fault != PinFault.None)
            {
                string converter = _adc == null ? " There is no converter: --adc names one." : "";
                throw new LinuxException($"--pins: {PinFault.Describe(fault, Chip)} The chip has the lines 0 to {Chip.PinCount - 1}.{converter}");
            }
        }
    }
}
