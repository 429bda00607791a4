namespace Nano.Simulator.Parts
{
    /// <summary>A part that a pin switches on by driving it high.</summary>
    public abstract class OutputPart : DigitalPart
    {
        private protected OutputPart(string name)
            : base(name)
        {
        }

        /// <summary>Whether it is on.</summary>
        public bool IsOn { get; private set; }

        // Such parts tie their pin to ground.
        internal override bool Level(long time)
        {
            return false;
        }

        internal override void Drive(bool level, long time)
        {
            IsOn = level;
        }
    }
}
