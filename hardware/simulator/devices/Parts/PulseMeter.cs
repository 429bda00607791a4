namespace Nano.Simulator.Parts
{
    /// <summary>A meter with a pulse output, such as a water meter's: high for the second half of each pulse. The flow wanders between none and ten pulses a second.</summary>
    public sealed class PulseMeter : DigitalPart
    {
        private const int Step = 1000;
        private const int MostPulses = 10;

        private readonly SeededNoise _flow;

        /// <summary>Makes one.</summary>
        /// <param name="seed">Any number.</param>
        public PulseMeter(int seed)
            : base("meter")
        {
            _flow = new SeededNoise(seed, "meter flow");
        }

        internal override bool Level(long time)
        {
            int pulses = PulsesOf(time / Step);
            return pulses > 0 && time % Step * 2 * pulses / Step % 2 == 1;
        }

        internal override long NextChange(long time)
        {
            bool level = Level(time);
            for (long next = time + 1; next < time + (20 * Step); next++)
            {
                if (Level(next) != level)
                {
                    return next;
                }
            }

            return time + (20 * Step);
        }

        private int PulsesOf(long second)
        {
            return (int)(_flow.Curve(second, 20) * (MostPulses + 1));
        }
    }
}
