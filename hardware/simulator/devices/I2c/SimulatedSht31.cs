namespace Nano.Simulator.I2c
{
    /// <summary>A SHT31: single measurements without clock stretching (Sensirion, data sheet SHT3x-DIS, version 5). It does not acknowledge a read before its measurement is done, or a second one.</summary>
    public sealed class SimulatedSht31 : SimulatedI2cPart
    {
        // High repeatability takes 15.5 ms at most (table 4).
        private const int Duration = 16;

        private readonly byte[] _answer = new byte[6];
        private long _readyAt = long.MaxValue;

        /// <summary>The temperature as the sensor's word: (T + 45) * 65535 / 175 (section 4.13). Default 0x6666, 25 °C.</summary>
        public int TemperatureWord { get; set; } = 0x6666;

        /// <summary>The humidity as the sensor's word: RH * 65535 / 100. Default 0x8000, 50 %.</summary>
        public int HumidityWord { get; set; } = 0x8000;

        /// <summary>The byte of the answer in which a bit is wrong, as after a disturbance on the wires; -1, the default, for none.</summary>
        public int DisturbedByte { get; set; } = -1;

        /// <inheritdoc/>
        public override bool Write(byte[] buffer, int count)
        {
            bool isMeasurement = count == 2 && buffer[0] == 0x24 && (buffer[1] == 0x00 || buffer[1] == 0x0B || buffer[1] == 0x16);
            if (!isMeasurement || (_readyAt != long.MaxValue && Time < _readyAt))
            {
                return count == 2 && !isMeasurement;
            }

            Measure();
            Put(_answer, 0, TemperatureWord);
            Put(_answer, 3, HumidityWord);
            _answer[2] = Checksum(_answer[0], _answer[1]);
            _answer[5] = Checksum(_answer[3], _answer[4]);
            _readyAt = Time + Duration;
            return true;
        }

        /// <inheritdoc/>
        public override bool Read(byte[] buffer, int count)
        {
            if (Time < _readyAt || _readyAt == long.MaxValue)
            {
                return false;
            }

            for (int i = 0; i < count; i++)
            {
                buffer[i] = i < 6 ? _answer[i] : (byte)0xFF;
            }

            if (DisturbedByte >= 0)
            {
                buffer[DisturbedByte] ^= 0x10;
            }

            _readyAt = long.MaxValue;
            return true;
        }

        /// <inheritdoc/>
        public override void Reset()
        {
            _readyAt = long.MaxValue;
        }

        /// <summary>The remainder of a division by x^8 + x^5 + x^4 + 1 (table 20), as a long division of the whole word: another way than the driver's.</summary>
        private static byte Checksum(int high, int low)
        {
            int rest = ((high ^ 0xFF) << 8 | low) << 8;
            for (int bit = 23; bit >= 8; bit--)
            {
                if ((rest >> bit & 1) != 0)
                {
                    rest ^= 0x131 << bit - 8;
                }
            }

            return (byte)rest;
        }
    }
}
