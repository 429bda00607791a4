namespace Nano.Simulator.Parts
{
    /// <summary>A part on a digital pin. Times are the board's milliseconds.</summary>
    public abstract class DigitalPart
    {
        /// <summary>A time that does not come.</summary>
        internal const long Never = long.MaxValue;

        private protected DigitalPart(string name)
        {
            Name = name;
        }

        /// <summary>The name of the part.</summary>
        public string Name { get; }

        /// <summary>The level an input reads; true is high.</summary>
        internal abstract bool Level(long time);

        /// <summary>When the level next changes by itself, after a time.</summary>
        internal virtual long NextChange(long time)
        {
            return Never;
        }

        /// <summary>Takes the level that an output drives; a pin that is no output drives low.</summary>
        internal virtual void Drive(bool level, long time)
        {
        }
    }
}
