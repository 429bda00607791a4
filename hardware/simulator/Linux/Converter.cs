using System;
using System.Device.Adc;
using System.Globalization;
using Nano.Firmware.Drivers;

namespace Nano.Simulator.Linux
{
    /// <summary>The converter that --adc names: <c>iio[:N]</c> or <c>ads1115[:BUS[:ADDRESS]]</c>.</summary>
    internal sealed class Converter
    {
        private const int DefaultBus = 1;

        private readonly bool _isIio;
        private readonly int _number;
        private readonly int _address;

        private Converter(bool isIio, int number, int address)
        {
            _isIio = isIio;
            _number = number;
            _address = address;
        }

        /// <summary>Reads a name.</summary>
        /// <param name="text">The name; the address is hexadecimal with 0x before it, or decimal.</param>
        /// <exception cref="ArgumentException">It names no converter.</exception>
        public static Converter Parse(string text)
        {
            string[] words = text.Split(':');
            bool isIio = words[0] == "iio";
            int number = isIio ? 0 : DefaultBus;
            int address = Ads1115Driver.DefaultAddress;
            bool isRight = (isIio || words[0] == "ads1115") && words.Length <= (isIio ? 2 : 3)
                && (words.Length < 2 || TryParse(words[1], out number))
                && (words.Length < 3 || (TryParse(words[2], out address) && address >= 0x48 && address <= 0x4B));
            return isRight ? new Converter(isIio, number, address)
                : throw new ArgumentException("It is iio, iio:N, ads1115, ads1115:BUS or ads1115:BUS:ADDRESS with an address from 0x48 to 0x4B.");
        }

        /// <summary>Opens it.</summary>
        /// <exception cref="LinuxException">It is not there.</exception>
        public ConverterDriver Open()
        {
            if (_isIio)
            {
                return new IioDriver(_number, IioDriver.Devices);
            }

            var driver = new Ads1115Driver(new HardwareI2cBus(_number).Open(_address, I2cBus.FastMode));
            driver.Run();
            return driver;
        }

        private static bool TryParse(string text, out int value)
        {
            bool isHexadecimal = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
            return int.TryParse(isHexadecimal ? text.AsSpan(2) : text, isHexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= 0;
        }
    }
}
