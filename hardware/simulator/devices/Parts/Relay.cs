using System;

namespace Nano.Simulator.Parts
{
    /// <summary>The relay. Its coil becomes warm, which the temperature sensor feels.</summary>
    public sealed class Relay : OutputPart
    {
        private const double TimeConstant = 45000;

        // The only state is the warmth when the relay last switched; so reading the present warmth changes nothing.
        private double _warmthThen;
        private long _then;

        internal Relay()
            : base("relay")
        {
        }

        internal override void Drive(bool level, long time)
        {
            _warmthThen = Warmth(time);
            _then = time;
            base.Drive(level, time);
        }

        /// <summary>How far the coil has warmed: 0 after long rest, 1 after long use.</summary>
        internal double Warmth(long time)
        {
            double goal = IsOn ? 1 : 0;
            return goal + ((_warmthThen - goal) * Math.Exp((_then - time) / TimeConstant));
        }
    }
}
