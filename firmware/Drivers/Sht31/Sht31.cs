using Nano.Firmware.Channels;

namespace Nano.Firmware.Drivers
{
    /// <summary>Sensirion's SHT30, SHT31 and SHT35: temperature and humidity. Sections are those of the data sheet SHT3x-DIS.</summary>
    public sealed class Sht31 : I2cSensor
    {
        /// <summary>The address with the pin ADDR low; 0x45 with ADDR high (section 3.4).</summary>
        public const int UsualAddress = 0x44;

        // A single measurement of high repeatability without clock stretching (section 4.3), which takes 15.5 ms at most (table 4).
        private const int CommandHigh = 0x24;
        private const int CommandLow = 0x00;
        private const int Duration = 16;

        private Measurement _temperature;
        private Measurement _humidity;

        /// <summary>Makes a driver. Nothing is transferred.</summary>
        /// <param name="bus">The bus.</param>
        /// <param name="address">0x44 or 0x45.</param>
        public Sht31(I2cBus bus, int address)
            : base(new I2cConnection(bus, address, I2cBus.FastMode, 6))
        {
        }

        /// <summary>The driver <c>sht31</c>: reads a line and makes its channels. README.md describes its words.</summary>
        /// <param name="line">The line.</param>
        /// <param name="drivers">The buses.</param>
        public static void Build(ChannelLine line, BusDrivers drivers)
        {
            I2cPlace place = drivers.TakeI2c(line, "0x44 0x45", UsualAddress, 1, 0);
            int interval = TakeInterval(line);
            line.Split("temp hum", "temperature humidity");
            if (line.IsReady)
            {
                Make(line, new Sht31(drivers.Open(place), place.Address), interval, "temperature humidity");
            }
        }

        /// <summary>Adds <c>temperature</c> (°C, 2 decimals, -40 to 125) or <c>humidity</c> (%, 1 decimal, relative).</summary>
        /// <inheritdoc/>
        public override Measurement AddValue(string id, string quantity)
        {
            switch (quantity)
            {
                case "temperature":
                    return _temperature = Add(id, "\u00B0C", 2, -4000, 12500);
                case "humidity":
                    return _humidity = Add(id, "%", 1, 0, 1000);
                default:
                    return null;
            }
        }

        /// <summary>Converts the sensor's word to units of 0.01 °C: T = -45 + 175 S / 65535 (section 4.13).</summary>
        /// <param name="word">0 to 65535.</param>
        public static int TemperatureOf(int word)
        {
            return (17500 * word + 32767) / 65535 - 4500;
        }

        /// <summary>Converts the sensor's word to units of 0.1 %: RH = 100 S / 65535 (section 4.13).</summary>
        /// <param name="word">0 to 65535.</param>
        public static int HumidityOf(int word)
        {
            return (1000 * word + 32767) / 65535;
        }

        /// <inheritdoc/>
        protected override int Start(long now)
        {
            Connection.Buffer[0] = CommandHigh;
            Connection.Buffer[1] = CommandLow;
            return Connection.Write(2, now) ? Duration : Failed;
        }

        /// <inheritdoc/>
        protected override bool Finish(long now)
        {
            if (!Connection.Read(6, now))
            {
                return false;
            }

            byte[] answer = Connection.Buffer;
            if (Crc8.Compute(answer, 0, 2) != answer[2] || Crc8.Compute(answer, 3, 2) != answer[5])
            {
                return Connection.Reject(now);
            }

            _temperature?.Publish(TemperatureOf(answer[0] << 8 | answer[1]));
            _humidity?.Publish(HumidityOf(answer[3] << 8 | answer[4]));
            return true;
        }
    }
}
