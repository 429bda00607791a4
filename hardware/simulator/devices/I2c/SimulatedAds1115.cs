namespace Nano.Simulator.I2c
{
    /// <summary>An ADS1115 (Texas Instruments, SBAS444E) that converts on command, 128 times a second at most.</summary>
    public sealed class SimulatedAds1115 : SimulatedI2cPart
    {
        private const int Conversion = 0;
        private const int Configuration = 1;
        private const int Idle = 1 << 15;
        private const int Duration = 9;

        private readonly int[] _registers = new int[4];
        private int _pointer;
        private long _readyAt = long.MaxValue;

        /// <summary>Makes one with power.</summary>
        public SimulatedAds1115()
        {
            Reset();
        }

        /// <summary>The voltages of the four inputs in microvolts.</summary>
        public int[] Microvolts { get; } = new int[4];

        /// <summary>How much longer than usual a conversion takes, in milliseconds. Default 0.</summary>
        public int Delay { get; set; }

        /// <summary>How many conversions have been started.</summary>
        public int Conversions { get; private set; }

        /// <inheritdoc/>
        public override bool Write(byte[] buffer, int count)
        {
            _pointer = buffer[0] & 3;
            Finish();
            if (count == 3 && _pointer == Configuration)
            {
                int value = buffer[1] << 8 | buffer[2];
                _registers[Configuration] = value & ~Idle;
                if ((value & Idle) != 0)
                {
                    Conversions++;
                    Measure();
                    _readyAt = Time + Duration + Delay;
                }
            }

            return count == 1 || count == 3;
        }

        /// <inheritdoc/>
        public override bool Read(byte[] buffer, int count)
        {
            Finish();
            int value = _registers[_pointer] | (_pointer == Configuration && _readyAt == long.MaxValue ? Idle : 0);
            for (int i = 0; i < count; i++)
            {
                buffer[i] = (byte)(i == 0 ? value >> 8 : i == 1 ? value : 0xFF);
            }

            return true;
        }

        /// <inheritdoc/>
        public override void Reset()
        {
            _registers[Conversion] = 0;
            _registers[Configuration] = 0x0583;
            _registers[2] = 0x8000;
            _registers[3] = 0x7FFF;
            _readyAt = long.MaxValue;
        }

        private void Finish()
        {
            if (Time >= _readyAt)
            {
                _readyAt = long.MaxValue;
                _registers[Conversion] = Convert() & 0xFFFF;
            }
        }

        private int Convert()
        {
            int configuration = _registers[Configuration];
            int multiplexer = configuration >> 12 & 7;
            int gain = configuration >> 9 & 7;

            // The size of a step in nanovolts, times 10 (table 7-1): 187.5 uV to 7.8125 uV.
            long step = gain == 0 ? 1875000 : 2500000 >> (gain > 5 ? 5 : gain);

            // Inputs against ground are 4 to 7; of the others only the first against the second is modelled.
            long microvolts = multiplexer >= 4 ? Microvolts[multiplexer - 4] : Microvolts[0] - Microvolts[1];
            long word = microvolts * 10000 / step;
            return (int)(word > 32767 ? 32767 : word < -32768 ? -32768 : word);
        }
    }
}
