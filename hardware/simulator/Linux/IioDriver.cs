using System;
using System.Buffers.Text;
using System.Device.Adc;
using System.Globalization;
using System.IO;
using Microsoft.Win32.SafeHandles;

namespace Nano.Simulator.Linux
{
    /// <summary>
    /// A converter with a driver of the kernel's: Linux's Industrial I/O, /sys/bus/iio/devices/iio:deviceN/in_voltageM_raw. A value is in mV, (raw + offset) * scale
    /// (Linux, Documentation/ABI/testing/sysfs-bus-iio).
    /// </summary>
    internal sealed class IioDriver : ConverterDriver, IDisposable
    {
        /// <summary>The folder of the kernel's converters.</summary>
        public const string Devices = "/sys/bus/iio/devices";

        /// <summary>How many channels are looked for.</summary>
        public const int MostChannels = 16;

        private readonly string _folder;
        private readonly SafeFileHandle[] _files = new SafeFileHandle[MostChannels];
        private readonly double[] _scales = new double[MostChannels];
        private readonly double[] _offsets = new double[MostChannels];

        /// <summary>Makes it.</summary>
        /// <param name="number">The number in iio:deviceN.</param>
        /// <param name="devices">The folder of the converters: <see cref="Devices"/>, or another one in a test.</param>
        /// <exception cref="LinuxException">There is no such converter.</exception>
        public IioDriver(int number, string devices)
        {
            _folder = Path.Combine(devices, $"iio:device{number}");
            if (!Directory.Exists(_folder))
            {
                throw new LinuxException($"There is no converter {_folder}. Enable its driver, as with dtoverlay=ads1115 in /boot/firmware/config.txt, or name another one: --adc iio:N.");
            }
        }

        public override int ChannelCount => MostChannels;

        /// <summary>3,300 mV, the supply of the board.</summary>
        public override int MaxValue => 3300;

        public override void OpenChannel(int channelNumber)
        {
            string file = Path.Combine(_folder, $"in_voltage{channelNumber}_raw");
            try
            {
                _scales[channelNumber] = ReadNumber(channelNumber, "scale", 1);
                _offsets[channelNumber] = ReadNumber(channelNumber, "offset", 0);
                _files[channelNumber] ??= File.OpenHandle(file);
            }
            catch (FileNotFoundException)
            {
                throw new LinuxException($"The converter has no channel {channelNumber}: there is no {file}.");
            }
            catch (Exception exception) when (exception is IOException || exception is UnauthorizedAccessException)
            {
                throw new LinuxException($"Channel {channelNumber} of the converter cannot be read: {exception.Message}");
            }
        }

        public override int ReadValue(int channelNumber)
        {
            Span<byte> text = stackalloc byte[32];
            int count = RandomAccess.Read(_files[channelNumber], text, 0);
            if (!Utf8Parser.TryParse(text[..count], out int raw, out _))
            {
                throw new IOException($"Channel {channelNumber} of the converter has no number.");
            }

            return (int)Math.Round(Math.Clamp((raw + _offsets[channelNumber]) * _scales[channelNumber], MinValue, MaxValue));
        }

        public void Dispose()
        {
            foreach (SafeFileHandle file in _files)
            {
                file?.Dispose();
            }
        }

        /// <summary>A number of a channel, or of all channels; the default when there is none.</summary>
        private double ReadNumber(int channel, string what, double byDefault)
        {
            foreach (string name in new[] { $"in_voltage{channel}_{what}", $"in_voltage_{what}" })
            {
                string file = Path.Combine(_folder, name);
                if (File.Exists(file))
                {
                    return double.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture);
                }
            }

            return byDefault;
        }
    }
}
