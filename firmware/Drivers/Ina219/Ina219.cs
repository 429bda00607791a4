using System;
using Nano.Firmware.Channels;

namespace Nano.Firmware.Drivers
{
    /// <summary>
    /// Texas Instruments' INA219: voltage, current and power of what it supplies. The current is the voltage over the shunt by its resistance, computed here: the part's own calibration register, which it
    /// loses with its power, is not used. Sections are those of the data sheet SBOS448.
    /// </summary>
    public sealed class Ina219 : I2cSensor
    {
        /// <summary>The address with both pins A0 and A1 to ground, of 0x40 to 0x4F (table 1).</summary>
        public const int UsualAddress = 0x40;

        /// <summary>The shunt of most modules in microohms: 0.1 ohms.</summary>
        public const int UsualShunt = 100000;

        // Registers (table 2).
        private const int Configuration = 0;
        private const int ShuntVoltage = 1;
        private const int BusVoltage = 2;

        // 32 V, 320 mV over the shunt, means of 8 readings of 12 bits, both voltages once (section "Configuration Register"): twice 4.26 ms, and some for the part's own clock.
        private const int Once = 1 << 13 | 3 << 11 | 11 << 7 | 11 << 3 | 3;
        private const int Duration = 11;
        private const int IsReady = 1 << 1;

        // The word "shunt" has ohms with four decimals: microohms in units of these.
        private const int ShuntUnit = 100;

        // The greatest word of the shunt's voltage, 320 mV in units of 10 uV.
        private const int MaximumShuntWord = 32000;

        private readonly int _shunt;
        private Measurement _voltage;
        private Measurement _current;
        private Measurement _power;

        /// <summary>Makes a driver. Nothing is transferred.</summary>
        /// <param name="bus">The bus.</param>
        /// <param name="address">0x40 to 0x4F.</param>
        /// <param name="shunt">The resistance of the shunt in microohms, 500 to 10000000. Correct it to calibrate the current.</param>
        /// <exception cref="ArgumentException">The resistance is out of range.</exception>
        public Ina219(I2cBus bus, int address, int shunt)
            : base(new I2cConnection(bus, address, I2cBus.FastMode, 3))
        {
            if (shunt < 500 || shunt > 10000000)
            {
                throw new ArgumentException("A shunt has 500 to 10000000 microohms.");
            }

            _shunt = shunt;
        }

        /// <summary>The driver <c>ina219</c>: reads a line and makes its channels. README.md describes its words.</summary>
        /// <param name="line">The line.</param>
        /// <param name="drivers">The buses.</param>
        public static void Build(ChannelLine line, BusDrivers drivers)
        {
            I2cPlace place = drivers.TakeI2c(line, "0x40 0x41 0x42 0x43 0x44 0x45 0x46 0x47 0x48 0x49 0x4a 0x4b 0x4c 0x4d 0x4e 0x4f", UsualAddress, 1, 0);
            int shunt = line.TakeDecimal("shunt", UsualShunt / ShuntUnit, 500 / ShuntUnit, 10000000 / ShuntUnit, 4) * ShuntUnit;
            int interval = TakeInterval(line);
            line.Split("volt amp watt", "voltage current power");
            if (line.IsReady)
            {
                Make(line, new Ina219(drivers.Open(place), place.Address, shunt), interval, "voltage current power");
            }
        }

        /// <summary>
        /// Adds <c>voltage</c> (V, 3 decimals, 0 to 32), <c>current</c> (mA, 1 decimal, as much as makes 320 mV over the shunt in either direction) or <c>power</c> (W, 3 decimals).
        /// </summary>
        /// <inheritdoc/>
        public override Measurement AddValue(string id, string quantity)
        {
            int greatest = (int)CurrentOf(MaximumShuntWord, _shunt);
            switch (quantity)
            {
                case "voltage":
                    return _voltage = Add(id, "V", 3, 0, 32000);
                case "current":
                    return _current = Add(id, "mA", 1, -greatest, greatest);
                case "power":
                    int most = (int)PowerOf(32000, greatest);
                    return _power = Add(id, "W", 3, -most, most);
                default:
                    return null;
            }
        }

        /// <summary>Converts the word of the bus voltage, of which the three lowest bits are flags and the others units of 4 mV.</summary>
        /// <param name="word">0 to 65535.</param>
        /// <returns>In mV.</returns>
        public static int VoltageOf(int word)
        {
            return (word >> 3) * 4;
        }

        /// <summary>Converts the word of the shunt's voltage, which has units of 10 uV.</summary>
        /// <param name="word">-32768 to 32767.</param>
        /// <param name="shunt">The shunt's resistance in microohms.</param>
        /// <returns>In units of 0.1 mA.</returns>
        public static long CurrentOf(int word, int shunt)
        {
            // 10 uV / 1 microohm = 10 A = 100,000 units.
            long scaled = word * 100000L;
            return (scaled + (scaled < 0 ? -shunt : shunt) / 2) / shunt;
        }

        /// <summary>Multiplies.</summary>
        /// <param name="voltage">In mV.</param>
        /// <param name="current">In units of 0.1 mA.</param>
        /// <returns>In mW.</returns>
        public static long PowerOf(int voltage, long current)
        {
            long scaled = voltage * current;
            return (scaled + (scaled < 0 ? -5000 : 5000)) / 10000;
        }

        /// <inheritdoc/>
        protected override int Start(long now)
        {
            byte[] buffer = Connection.Buffer;
            buffer[0] = Configuration;
            buffer[1] = Once >> 8;
            buffer[2] = Once & 0xFF;
            return Connection.Write(3, now) ? Duration : Failed;
        }

        /// <inheritdoc/>
        protected override bool Finish(long now)
        {
            byte[] buffer = Connection.Buffer;
            if (!Connection.ReadRegister(BusVoltage, 2, now))
            {
                return false;
            }

            int bus = buffer[0] << 8 | buffer[1];
            if ((bus & IsReady) == 0)
            {
                return Connection.Reject(now);
            }

            if (!Connection.ReadRegister(ShuntVoltage, 2, now))
            {
                return false;
            }

            int voltage = VoltageOf(bus);
            long current = CurrentOf((short)(buffer[0] << 8 | buffer[1]), _shunt);
            _voltage?.Publish(voltage);
            _current?.Publish(current);
            _power?.Publish(PowerOf(voltage, current));
            return true;
        }
    }
}
