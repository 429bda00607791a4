namespace Nano.Simulator.I2c
{
    /// <summary>An MCP23017 (Microchip, DS20001952) with the registers in pairs, as after power-up. A pin without a connection reads what its pull-up makes of it.</summary>
    public sealed class SimulatedMcp23017 : SimulatedI2cPart
    {
        private const int Direction = 0x00;
        private const int Polarity = 0x02;
        private const int PullUp = 0x0C;
        private const int Levels = 0x12;
        private const int Latch = 0x14;
        private const int Count = 0x16;

        private readonly byte[] _registers = new byte[Count];
        private int _pointer;

        /// <summary>Makes one with power.</summary>
        public SimulatedMcp23017()
        {
            Reset();
        }

        /// <summary>A bit for each pin to which something outside gives a level.</summary>
        public int Connected { get; set; }

        /// <summary>The levels that are given from outside.</summary>
        public int Outside { get; set; }

        /// <summary>A bit for each pin that is an output.</summary>
        public int Outputs => ~Word(Direction) & 0xFFFF;

        /// <summary>The levels of the pins that are outputs.</summary>
        public int Driven => Word(Latch) & Outputs;

        /// <summary>A bit for each pin that has been driven high since it was set to 0 here.</summary>
        public int EverHigh { get; set; }

        /// <summary>A bit for each pin that has been driven low since it was set to 0 here.</summary>
        public int EverLow { get; set; }

        /// <inheritdoc/>
        public override bool Write(byte[] buffer, int count)
        {
            _pointer = buffer[0];
            for (int i = 1; i < count; i++)
            {
                // A write to the levels is one to the latch (section 3.5.10).
                int register = _pointer >= Levels && _pointer < Latch ? _pointer + 2 : _pointer;
                if (register < Count)
                {
                    _registers[register] = buffer[i];
                }

                _pointer = (_pointer + 1) % Count;
                EverHigh |= Driven;
                EverLow |= Outputs & ~Driven;
            }

            return true;
        }

        /// <inheritdoc/>
        public override bool Read(byte[] buffer, int count)
        {
            Measure();
            int outside = Connected & Outside | ~Connected & Word(PullUp);
            int levels = Outputs & Word(Latch) | ~Outputs & (outside ^ Word(Polarity));
            for (int i = 0; i < count; i++)
            {
                buffer[i] = _pointer == Levels ? (byte)levels : _pointer == Levels + 1 ? (byte)(levels >> 8) : _pointer < Count ? _registers[_pointer] : (byte)0;
                _pointer = (_pointer + 1) % Count;
            }

            return true;
        }

        /// <inheritdoc/>
        public override void Reset()
        {
            for (int i = 0; i < Count; i++)
            {
                _registers[i] = (byte)(i < 2 ? 0xFF : 0);
            }
        }

        private int Word(int register)
        {
            return _registers[register] | _registers[register + 1] << 8;
        }
    }
}
