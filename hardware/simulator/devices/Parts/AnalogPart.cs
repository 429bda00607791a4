namespace Nano.Simulator.Parts
{
    /// <summary>A part on an analog channel.</summary>
    public abstract class AnalogPart
    {
        private protected AnalogPart(string name)
        {
            Name = name;
        }

        /// <summary>The name of the part.</summary>
        public string Name { get; }

        /// <summary>The voltage it gives at a time of the board, in volts. The converter adds its own noise.</summary>
        internal abstract double Voltage(long time);
    }
}
