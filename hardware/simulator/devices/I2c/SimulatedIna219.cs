namespace Nano.Simulator.I2c
{
    /// <summary>An INA219 (Texas Instruments, SBOS448F) whose conversions are triggered. It has 8 readings of each voltage take 4.26 ms, and other settings as long.</summary>
    public sealed class SimulatedIna219 : SimulatedI2cPart
    {
        private const int Configuration = 0;
        private const int ShuntVoltage = 1;
        private const int BusVoltage = 2;
        private const int Ready = 1 << 1;
        private const int Duration = 9;

        private readonly int[] _registers = new int[6];
        private int _pointer;
        private long _readyAt = long.MaxValue;

        /// <summary>Makes one with power.</summary>
        public SimulatedIna219()
        {
            Reset();
        }

        /// <summary>The voltage over the shunt in units of 10 uV, -32000 to 32000. Default 2000, as in the example of table 3.</summary>
        public int ShuntWord { get; set; } = 2000;

        /// <summary>The voltage of the load in mV. Default 11980, as in the example of table 3.</summary>
        public int Millivolts { get; set; } = 11980;

        /// <inheritdoc/>
        public override bool Write(byte[] buffer, int count)
        {
            _pointer = buffer[0];
            if (_pointer >= _registers.Length || (count != 1 && count != 3))
            {
                return false;
            }

            if (count == 3 && (_pointer == Configuration || _pointer == 5))
            {
                _registers[_pointer] = buffer[1] << 8 | buffer[2];
            }

            if (count == 3 && _pointer == Configuration)
            {
                bool isTriggered = (buffer[2] & 7) == 3;
                _registers[BusVoltage] &= ~Ready;
                _readyAt = isTriggered ? Time + Duration : long.MaxValue;
                if (isTriggered)
                {
                    Measure();
                }
            }

            return true;
        }

        /// <inheritdoc/>
        public override bool Read(byte[] buffer, int count)
        {
            if (Time >= _readyAt)
            {
                _readyAt = long.MaxValue;
                _registers[ShuntVoltage] = ShuntWord;
                _registers[BusVoltage] = Millivolts / 4 << 3 | Ready;
            }

            for (int i = 0; i < count; i++)
            {
                buffer[i] = (byte)(i == 0 ? _registers[_pointer] >> 8 : i == 1 ? _registers[_pointer] : 0xFF);
            }

            return true;
        }

        /// <inheritdoc/>
        public override void Reset()
        {
            for (int i = 0; i < _registers.Length; i++)
            {
                _registers[i] = 0;
            }

            _registers[Configuration] = 0x399F;
            _readyAt = long.MaxValue;
        }
    }
}
