namespace Nano.Firmware.Drivers
{
    /// <summary>
    /// The arithmetic that turns the words of a BME280 into units, by the part's own calibration (data sheet BST-BME280-DS002, section 4.2.3 "Compensation formulas", in integers: pressure
    /// in 64 bits). The pressure and the humidity depend on the temperature, which comes first.
    /// </summary>
    public sealed class Bme280Compensation
    {
        /// <summary>How many bytes of calibration are in the registers from 0x88 on: T1 to T3, P1 to P9, an unused byte, H1.</summary>
        public const int FirstCount = 26;

        /// <summary>How many bytes of calibration are in the registers from 0xE1 on: H2 to H6.</summary>
        public const int SecondCount = 7;

        // The places of the coefficients. One array takes less of a small heap than eighteen fields.
        private const int T1 = 0;
        private const int T2 = 1;
        private const int T3 = 2;
        private const int P1 = 3;
        private const int P2 = 4;
        private const int P3 = 5;
        private const int P4 = 6;
        private const int P5 = 7;
        private const int P6 = 8;
        private const int P7 = 9;
        private const int P8 = 10;
        private const int P9 = 11;
        private const int H1 = 12;
        private const int H2 = 13;
        private const int H3 = 14;
        private const int H4 = 15;
        private const int H5 = 16;
        private const int H6 = 17;

        // 100 % with 22 bits in front of the point and 10 behind it, before the last shift.
        private const int FullHumidity = 419430400;

        private readonly int[] _c = new int[18];
        private int _fine;

        /// <summary>Takes the calibration of the temperature and the pressure, and H1 (table 16).</summary>
        /// <param name="registers">The bytes from register 0x88 on.</param>
        public void LoadFirst(byte[] registers)
        {
            for (int i = T1; i <= P9; i++)
            {
                int word = registers[2 * i] | registers[2 * i + 1] << 8;
                _c[i] = i == T1 || i == P1 ? word : (short)word;
            }

            _c[H1] = registers[25];
        }

        /// <summary>Takes the calibration of the humidity (table 16). H4 and H5 share a byte.</summary>
        /// <param name="registers">The bytes from register 0xE1 on.</param>
        public void LoadSecond(byte[] registers)
        {
            _c[H2] = (short)(registers[0] | registers[1] << 8);
            _c[H3] = registers[2];
            _c[H4] = (sbyte)registers[3] << 4 | registers[4] & 0x0F;
            _c[H5] = (sbyte)registers[5] << 4 | registers[4] >> 4;
            _c[H6] = (sbyte)registers[6];
        }

        /// <summary>Converts a temperature, and keeps it for the other two.</summary>
        /// <param name="word">The converter's word of 20 bits.</param>
        /// <returns>In units of 0.01 °C.</returns>
        public int Temperature(int word)
        {
            int[] c = _c;
            int fromFirst = (word >> 4) - c[T1];
            _fine = (((word >> 3) - (c[T1] << 1)) * c[T2] >> 11) + ((fromFirst * fromFirst >> 12) * c[T3] >> 14);
            return _fine * 5 + 128 >> 8;
        }

        /// <summary>Converts a pressure.</summary>
        /// <param name="word">The converter's word of 20 bits.</param>
        /// <returns>In units of 1/256 Pa; 0 when the calibration is not one.</returns>
        public long Pressure(int word)
        {
            int[] c = _c;
            long fine = _fine - 128000L;
            long offset = fine * fine * c[P6] + (fine * c[P5] << 17) + ((long)c[P4] << 35);
            long scale = (fine * fine * c[P3] >> 8) + (fine * c[P2] << 12);
            scale = ((1L << 47) + scale) * c[P1] >> 33;
            if (scale == 0)
            {
                return 0;
            }

            long pressure = ((1048576L - word << 31) - offset) * 3125 / scale;
            long square = c[P9] * (pressure >> 13) * (pressure >> 13) >> 25;
            long linear = c[P8] * pressure >> 19;
            return (pressure + square + linear >> 8) + ((long)c[P7] << 4);
        }

        /// <summary>Converts a humidity.</summary>
        /// <param name="word">The converter's word of 16 bits.</param>
        /// <returns>In units of 1/1024 %, 0 to 102400.</returns>
        public int Humidity(int word)
        {
            int[] c = _c;
            int fine = _fine - 76800;
            int measured = (word << 14) - (c[H4] << 20) - c[H5] * fine + 16384 >> 15;
            int slope = ((fine * c[H6] >> 10) * ((fine * c[H3] >> 11) + 32768) >> 10) + 2097152;
            int humidity = measured * (slope * c[H2] + 8192 >> 14);
            humidity -= ((humidity >> 15) * (humidity >> 15) >> 7) * c[H1] >> 4;
            humidity = humidity < 0 ? 0 : humidity > FullHumidity ? FullHumidity : humidity;
            return humidity >> 12;
        }
    }
}
