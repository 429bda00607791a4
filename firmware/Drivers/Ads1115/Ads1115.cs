using System;

namespace Nano.Firmware.Drivers
{
    /// <summary>
    /// Texas Instruments' ADS1115: a converter of 16 bits with four inputs, measured against ground one after another. <see cref="Ads1115Channel"/> is one of its inputs. Sections are those of
    /// the data sheet SBAS444E.
    /// </summary>
    public sealed class Ads1115
    {
        /// <summary>The address with the pin ADDR to ground; 0x49 to VDD, 0x4A to SDA, 0x4B to SCL (section 7.5.1.1).</summary>
        public const int UsualAddress = 0x48;

        /// <summary>How many inputs there are.</summary>
        public const int InputCount = 4;

        /// <summary>The word of the full scale is one more than the greatest.</summary>
        public const int FullScaleWord = 32768;

        // Several lines share a part of this kind.
        private const int Kind = 1;

        // Registers (section 8.1).
        private const int Conversion = 0;
        private const int Configuration = 1;

        // Bits of the configuration (table 8-3): start or idle, an input against ground, one conversion, 128 a second, no comparator.
        private const int Start = 1 << 15;
        private const int FirstInput = 4 << 12;
        private const int InputShift = 12;
        private const int GainShift = 9;
        private const int Once = 1 << 8;
        private const int Speed = 4 << 5;
        private const int NoComparator = 3;

        // 1/128 s, and a tenth more for the converter's own clock (section 5.5); then the loop looks again, but not for ever.
        private const int Duration = 9;
        private const int LookInterval = 5;
        private const int MaximumLooks = 4;

        private readonly I2cConnection _connection;
        private Ads1115Channel[] _channels = new Ads1115Channel[0];
        private int _interval = 500;
        private int _at;
        private int _configuration;
        private int _looks;
        private long _due;
        private long _begunAt;

        /// <summary>Makes a converter without channels; an <see cref="Ads1115Channel"/> adds itself. Nothing is transferred.</summary>
        /// <param name="bus">The bus.</param>
        /// <param name="address">0x48 to 0x4B.</param>
        public Ads1115(I2cBus bus, int address)
        {
            _connection = new I2cConnection(bus, address, I2cBus.FastMode, 3);
        }

        /// <summary>The time from one round of all inputs to the next in milliseconds, 100 to 3600000. Default 500. A round takes some 10 ms for each input.</summary>
        /// <exception cref="ArgumentException">It is out of range.</exception>
        public int Interval
        {
            get => _interval;
            set
            {
                if (value < I2cSensor.MinimumInterval || value > I2cSensor.MaximumInterval)
                {
                    throw new ArgumentException("A converter's interval is 100 to 3600000 ms.");
                }

                _interval = value;
            }
        }

        /// <summary>The driver <c>ads1115</c>: reads a line and makes its channel. README.md describes its words.</summary>
        /// <param name="line">The line.</param>
        /// <param name="drivers">The buses.</param>
        public static void Build(ChannelLine line, BusDrivers drivers)
        {
            I2cPlace place = drivers.TakeI2c(line, "0x48 0x49 0x4a 0x4b", UsualAddress, 1, Kind);
            int input = BusDrivers.TakeUnit(line, place, "input", InputCount);
            int gain = line.TakeChoice("range", "6.144 4.096 2.048 1.024 0.512 0.256", 1);
            int interval = line.TakeNumber("interval", 500, I2cSensor.MinimumInterval, I2cSensor.MaximumInterval);
            AnalogScale scale = AnalogScale.Take(line, FullScaleOf(gain), 0, FullScaleWord, false);
            if (line.IsReady)
            {
                // Lines of one part share it: the shortest of their intervals counts.
                Ads1115 converter = (Ads1115)place.Part;
                if (converter == null)
                {
                    converter = new Ads1115(drivers.Open(place), place.Address) { Interval = interval };
                    place.Part = converter;
                }

                converter.Interval = interval < converter.Interval ? interval : converter.Interval;
                line.Add(new Ads1115Channel(line.Id, converter, input, gain, scale));
            }
        }

        /// <summary>The full scale of a gain in mV: 6144, 4096, 2048, 1024, 512 and 256 (table 7-1).</summary>
        /// <param name="gain">0 to 5.</param>
        public static int FullScaleOf(int gain)
        {
            return gain == 0 ? 6144 : 8192 >> gain;
        }

        /// <summary>Adds an input.</summary>
        internal void Add(Ads1115Channel channel)
        {
            int count = _channels.Length;
            Ads1115Channel[] channels = new Ads1115Channel[count + 1];
            Array.Copy(_channels, channels, count);
            channels[count] = channel;
            _channels = channels;
        }

        /// <summary>Does the next step when it is due: the first channel's update runs the converter.</summary>
        /// <param name="channel">The channel whose update it is.</param>
        /// <param name="now">The loop's time in milliseconds.</param>
        /// <returns>When the next step is due.</returns>
        internal long Update(Ads1115Channel channel, long now)
        {
            if (channel != _channels[0])
            {
                return long.MaxValue;
            }

            if (now >= _due)
            {
                _due = now < _connection.RetryAt ? Lose() : _configuration == 0 ? Begin(now) : Look(now);
            }

            return _due;
        }

        private long Begin(long now)
        {
            Ads1115Channel channel = _channels[_at];
            _configuration = FirstInput + (channel.Input << InputShift) | channel.Gain << GainShift | Once | Speed | NoComparator;
            _looks = 0;
            if (_at == 0)
            {
                _begunAt = now;
            }

            byte[] buffer = _connection.Buffer;
            buffer[0] = Configuration;
            buffer[1] = (byte)((Start | _configuration) >> 8);
            buffer[2] = (byte)_configuration;
            return _connection.Write(3, now) ? now + Duration : Lose();
        }

        private long Look(long now)
        {
            byte[] buffer = _connection.Buffer;
            if (!_connection.ReadRegister(Configuration, 2, now))
            {
                return Lose();
            }

            int configuration = buffer[0] << 8 | buffer[1];
            if (configuration != (Start | _configuration))
            {
                // Still converting; or it has been without power, and its conversion is not this input's.
                if (configuration == _configuration && ++_looks < MaximumLooks)
                {
                    return now + LookInterval;
                }

                _connection.Reject(now);
                return Lose();
            }

            if (!_connection.ReadRegister(Conversion, 2, now))
            {
                return Lose();
            }

            _channels[_at].Word = (short)(buffer[0] << 8 | buffer[1]);
            _connection.Succeed();
            _configuration = 0;
            _at++;
            if (_at < _channels.Length)
            {
                return Begin(now);
            }

            _at = 0;
            long next = _begunAt + _interval;
            return next > now ? next : now;
        }

        /// <summary>No input's value is known until its next conversion.</summary>
        private long Lose()
        {
            for (int i = 0; i < _channels.Length; i++)
            {
                _channels[i].Word = Ads1115Channel.NoWord;
            }

            _configuration = 0;
            _at = 0;
            return _connection.RetryAt;
        }
    }
}
