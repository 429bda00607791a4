namespace Nano.Simulator.I2c
{
    /// <summary>A BH1750FVI (ROHM, technical note, revision B): the modes at 1 lx and their power-down. A read during a measurement gives the former one.</summary>
    public sealed class SimulatedBh1750 : SimulatedI2cPart
    {
        // At most (page 2).
        private const int Duration = 180;

        private int _word;
        private int _next;
        private long _readyAt;

        /// <summary>The illuminance as the sensor's word: 1.2 for each lux (page 2). Default 0x8390, the example of page 10.</summary>
        public int LightWord { get; set; } = 0x8390;

        /// <inheritdoc/>
        public override bool Write(byte[] buffer, int count)
        {
            // It takes one command at a time (page 10).
            if (count != 1)
            {
                return false;
            }

            if (buffer[0] == 0x20 || buffer[0] == 0x10)
            {
                Take();
                Measure();
                _next = LightWord;
                _readyAt = Time + Duration;
            }

            return true;
        }

        /// <inheritdoc/>
        public override bool Read(byte[] buffer, int count)
        {
            Take();
            for (int i = 0; i < count; i++)
            {
                buffer[i] = (byte)(i == 0 ? _word >> 8 : i == 1 ? _word : 0xFF);
            }

            return true;
        }

        /// <inheritdoc/>
        public override void Reset()
        {
            _word = 0;
            _next = 0;
        }

        private void Take()
        {
            if (Time >= _readyAt)
            {
                _word = _next;
            }
        }
    }
}
