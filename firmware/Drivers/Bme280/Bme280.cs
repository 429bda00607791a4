using Nano.Firmware.Channels;

namespace Nano.Firmware.Drivers
{
    /// <summary>Bosch's BME280: temperature, humidity and pressure. Sections are those of the data sheet BST-BME280-DS002.</summary>
    public sealed class Bme280 : I2cSensor
    {
        /// <summary>The address with the pin SDO low, as most modules have it; 0x77 with SDO high (section 6.2).</summary>
        public const int UsualAddress = 0x76;

        // Registers (table 18).
        private const int CalibrationFirst = 0x88;
        private const int Id = 0xD0;
        private const int CalibrationSecond = 0xE1;
        private const int ControlHumidity = 0xF2;
        private const int Status = 0xF3;
        private const int ControlMeasurement = 0xF4;
        private const int Configuration = 0xF5;

        // A BMP280, which has no humidity, says 0x58.
        private const int Bme280Id = 0x60;
        private const int Measuring = 1 << 3;
        private const int Copying = 1 << 0;

        // One reading of each quantity, then sleep ("forced mode"): at most 1.25 + 2.3 + 2 * (2.3 + 0.575) = 9.3 ms (section 9.1).
        private const int HumidityOnce = 1;
        private const int ForcedOnce = 1 << 5 | 1 << 2 | 1;
        private const int Duration = 10;

        // The words of a quantity that was not measured (section 5.4.7 and those that follow).
        private const int NoWord = 0x80000;
        private const int NoHumidityWord = 0x8000;

        private readonly Bme280Compensation _compensation = new Bme280Compensation();
        private Measurement _temperature;
        private Measurement _humidity;
        private Measurement _pressure;

        /// <summary>Makes a driver. Nothing is transferred.</summary>
        /// <param name="bus">The bus.</param>
        /// <param name="address">0x76 or 0x77.</param>
        public Bme280(I2cBus bus, int address)
            : base(new I2cConnection(bus, address, I2cBus.FastMode, Bme280Compensation.FirstCount))
        {
        }

        /// <summary>The driver <c>bme280</c>: reads a line and makes its channels. README.md describes its words.</summary>
        /// <param name="line">The line.</param>
        /// <param name="drivers">The buses.</param>
        public static void Build(ChannelLine line, BusDrivers drivers)
        {
            I2cPlace place = drivers.TakeI2c(line, "0x76 0x77", UsualAddress, 1, 0);
            int interval = TakeInterval(line);
            line.Split("temp hum press", "temperature humidity pressure");
            if (line.IsReady)
            {
                Make(line, new Bme280(drivers.Open(place), place.Address), interval, "temperature humidity pressure");
            }
        }

        /// <summary>Adds <c>temperature</c> (°C, 2 decimals, -40 to 85), <c>humidity</c> (%, 1 decimal, relative) or <c>pressure</c> (hPa, 2 decimals, 300 to 1100).</summary>
        /// <inheritdoc/>
        public override Measurement AddValue(string id, string quantity)
        {
            switch (quantity)
            {
                case "temperature":
                    return _temperature = Add(id, "\u00B0C", 2, -4000, 8500);
                case "humidity":
                    return _humidity = Add(id, "%", 1, 0, 1000);
                case "pressure":
                    return _pressure = Add(id, "hPa", 2, 30000, 110000);
                default:
                    return null;
            }
        }

        /// <inheritdoc/>
        protected override bool SetUp(long now)
        {
            byte[] buffer = Connection.Buffer;
            if (!Connection.ReadRegister(Id, 1, now))
            {
                return false;
            }

            if (buffer[0] != Bme280Id)
            {
                return Connection.Reject(now);
            }

            if (!Connection.ReadRegister(Status, 1, now))
            {
                return false;
            }

            if ((buffer[0] & Copying) != 0)
            {
                // It has just got power, and its calibration is not in its registers yet.
                return Connection.Reject(now);
            }

            if (!Connection.ReadRegister(CalibrationFirst, Bme280Compensation.FirstCount, now))
            {
                return false;
            }

            _compensation.LoadFirst(buffer);
            if (!Connection.ReadRegister(CalibrationSecond, Bme280Compensation.SecondCount, now))
            {
                return false;
            }

            _compensation.LoadSecond(buffer);
            return true;
        }

        /// <inheritdoc/>
        protected override int Start(long now)
        {
            // All of the configuration each time: the part may have been without power in between. Several registers are written in one transfer as pairs (section 6.2.1).
            byte[] buffer = Connection.Buffer;
            buffer[0] = ControlHumidity;
            buffer[1] = HumidityOnce;
            buffer[2] = Configuration;
            buffer[3] = 0;
            buffer[4] = ControlMeasurement;
            buffer[5] = ForcedOnce;
            return Connection.Write(6, now) ? Duration : Failed;
        }

        /// <inheritdoc/>
        protected override bool Finish(long now)
        {
            // From the status to the last word in one transfer, so that all belong to one measurement (section 4).
            if (!Connection.ReadRegister(Status, 12, now))
            {
                return false;
            }

            byte[] buffer = Connection.Buffer;
            if ((buffer[0] & (Measuring | Copying)) != 0)
            {
                return Connection.Reject(now);
            }

            int pressure = buffer[4] << 12 | buffer[5] << 4 | buffer[6] >> 4;
            int temperature = buffer[7] << 12 | buffer[8] << 4 | buffer[9] >> 4;
            int humidity = buffer[10] << 8 | buffer[11];
            if (temperature == NoWord || pressure == NoWord || humidity == NoHumidityWord)
            {
                return Connection.Reject(now);
            }

            int degrees = _compensation.Temperature(temperature);
            _temperature?.Publish(degrees);
            _humidity?.Publish((_compensation.Humidity(humidity) * 10 + 512) >> 10);
            _pressure?.Publish((_compensation.Pressure(pressure) + 128) >> 8);
            return true;
        }
    }
}
