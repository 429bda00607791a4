namespace Nano.Simulator.I2c
{
    /// <summary>
    /// A BME280 (Bosch, BST-BME280-DS002) in forced mode. Its calibration of temperature and pressure is that of the example in the data sheet of the BMP280 (BST-BMP280-DS001, section 3.12),
    /// which has the same converter and formulas; that of the humidity is a part's.
    /// </summary>
    public sealed class SimulatedBme280 : SimulatedI2cPart
    {
        private const int Id = 0xD0;
        private const int ControlHumidity = 0xF2;
        private const int Status = 0xF3;
        private const int ControlMeasurement = 0xF4;
        private const int Data = 0xF7;
        private const int IsMeasuring = 1 << 3;

        // One reading of each, at most (section 9.1).
        private const int Duration = 10;

        private static readonly int[] s_calibration = { 27504, 26435, -1000, 36477, -10685, 3024, 2855, 140, -7, 15500, -14600, 6000 };

        private readonly byte[] _registers = new byte[256];
        private int _pointer;
        private long _readyAt = long.MaxValue;

        /// <summary>Makes one with power.</summary>
        public SimulatedBme280()
        {
            Reset();
        }

        /// <summary>The temperature as the converter's word of 20 bits. Default 519888, 25.08 °C.</summary>
        public int TemperatureWord { get; set; } = 519888;

        /// <summary>The pressure as the converter's word of 20 bits. Default 415148, 1006.53 hPa at that temperature.</summary>
        public int PressureWord { get; set; } = 415148;

        /// <summary>The humidity as the converter's word of 16 bits. Default 30000.</summary>
        public int HumidityWord { get; set; } = 30000;

        /// <summary>The coefficients H1 to H6 of the humidity.</summary>
        public static int[] HumidityCalibration { get; } = { 75, 362, 0, 313, 50, 30 };

        /// <summary>The coefficients T1 to T3 and P1 to P9.</summary>
        public static int[] Calibration => s_calibration;

        /// <summary>The identification: 0x60; a BMP280 has 0x58.</summary>
        public int Identification
        {
            get => _registers[Id];
            set => _registers[Id] = (byte)value;
        }

        /// <inheritdoc/>
        public override bool Write(byte[] buffer, int count)
        {
            // A register and its value, and so on; the last may be the register to read from (section 6.2.1).
            for (int i = 0; i + 1 < count; i += 2)
            {
                Store(buffer[i], buffer[i + 1]);
            }

            _pointer = count % 2 == 0 ? _pointer : buffer[count - 1];
            return true;
        }

        /// <inheritdoc/>
        public override bool Read(byte[] buffer, int count)
        {
            Finish();
            for (int i = 0; i < count; i++)
            {
                buffer[i] = _registers[_pointer + i & 0xFF];
            }

            return true;
        }

        /// <inheritdoc/>
        public override void Reset()
        {
            byte id = _registers[Id] == 0 ? (byte)0x60 : _registers[Id];
            for (int i = 0; i < _registers.Length; i++)
            {
                _registers[i] = 0;
            }

            _registers[Id] = id;
            _readyAt = long.MaxValue;
            for (int i = 0; i < s_calibration.Length; i++)
            {
                _registers[0x88 + 2 * i] = (byte)s_calibration[i];
                _registers[0x89 + 2 * i] = (byte)(s_calibration[i] >> 8);
            }

            int[] h = HumidityCalibration;
            _registers[0xA1] = (byte)h[0];
            _registers[0xE1] = (byte)h[1];
            _registers[0xE2] = (byte)(h[1] >> 8);
            _registers[0xE3] = (byte)h[2];
            _registers[0xE4] = (byte)(h[3] >> 4);
            _registers[0xE5] = (byte)(h[3] & 0x0F | h[4] << 4);
            _registers[0xE6] = (byte)(h[4] >> 4);
            _registers[0xE7] = (byte)h[5];
            SetData(0x80000, 0x80000, 0x8000);
        }

        private void Store(int register, byte value)
        {
            if (register < ControlHumidity || register > 0xF5 || register == Status)
            {
                return;
            }

            _registers[register] = value;
            if (register == ControlMeasurement && (value & 3) != 0)
            {
                Measure();
                _registers[Status] |= IsMeasuring;
                _readyAt = Time + Duration;
            }
        }

        private void Finish()
        {
            if (Time >= _readyAt)
            {
                _readyAt = long.MaxValue;
                _registers[Status] = 0;

                // Back to sleep.
                _registers[ControlMeasurement] &= 0xFC;
                bool hasTemperature = _registers[ControlMeasurement] >> 5 != 0;
                bool hasPressure = (_registers[ControlMeasurement] >> 2 & 7) != 0;
                bool hasHumidity = (_registers[ControlHumidity] & 7) != 0;
                SetData(hasPressure ? PressureWord : 0x80000, hasTemperature ? TemperatureWord : 0x80000, hasHumidity ? HumidityWord : 0x8000);
            }
        }

        private void SetData(int pressure, int temperature, int humidity)
        {
            Put(_registers, Data, pressure >> 4);
            _registers[Data + 2] = (byte)(pressure << 4);
            Put(_registers, Data + 3, temperature >> 4);
            _registers[Data + 5] = (byte)(temperature << 4);
            Put(_registers, Data + 6, humidity);
        }
    }
}
