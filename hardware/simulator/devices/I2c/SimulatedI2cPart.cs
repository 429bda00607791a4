namespace Nano.Simulator.I2c
{
    /// <summary>Tells that a part takes a measurement, so that its surroundings can be set first.</summary>
    /// <param name="time">The time in milliseconds.</param>
    public delegate void MeasuringHandler(long time);

    /// <summary>
    /// A part on an I2C bus in memory, which understands the bytes that the real one understands and needs the time that it needs. These classes know neither a bus nor a platform, so
    /// that the simulator and the unit tests of both targets use the same.
    /// </summary>
    public abstract class SimulatedI2cPart
    {
        /// <summary>The time in milliseconds. The bus sets it before a transfer.</summary>
        public long Time { get; set; }

        /// <summary>Whether the part is connected; one that is not acknowledges nothing. Default true.</summary>
        public bool IsConnected { get; set; } = true;

        /// <summary>Called when a measurement is taken; null for none.</summary>
        public MeasuringHandler Measuring { get; set; }

        /// <summary>Takes bytes.</summary>
        /// <param name="buffer">Holds them from its beginning.</param>
        /// <param name="count">How many.</param>
        /// <returns>Whether the part acknowledges.</returns>
        public abstract bool Write(byte[] buffer, int count);

        /// <summary>Gives bytes.</summary>
        /// <param name="buffer">Receives them from its beginning.</param>
        /// <param name="count">How many.</param>
        /// <returns>Whether the part acknowledges.</returns>
        public abstract bool Read(byte[] buffer, int count);

        /// <summary>Takes the power away and gives it back: registers have their first values.</summary>
        public abstract void Reset();

        /// <summary>Tells of a measurement.</summary>
        protected void Measure()
        {
            Measuring?.Invoke(Time);
        }

        /// <summary>Stores a word, the high byte first.</summary>
        /// <param name="buffer">Receives it.</param>
        /// <param name="offset">Where.</param>
        /// <param name="word">The word.</param>
        protected static void Put(byte[] buffer, int offset, int word)
        {
            buffer[offset] = (byte)(word >> 8);
            buffer[offset + 1] = (byte)word;
        }
    }
}
