using System;

namespace Nano.Web.Server
{
    /// <summary>
    /// A clock that never goes back and never leaps, made from one that may: a board's clock is set from the network while it
    /// runs. A step of more than <see cref="MaximumStep"/> counts as an adjustment, not as time: else every client would time out at once.
    /// </summary>
    public sealed class LoopClock
    {
        /// <summary>The longest time in milliseconds that can pass between two readings. The loop, which waits a quarter of a second at most, reads far more often.</summary>
        public const int MaximumStep = 5000;

        private long _last;
        private long _time;

        /// <summary>Makes a clock.</summary>
        /// <param name="ticks">What the other clock shows now, in units of 100 ns, as of <see cref="DateTime.Ticks"/>.</param>
        public LoopClock(long ticks)
        {
            _last = ticks;
        }

        /// <summary>Reads the clock.</summary>
        /// <param name="ticks">What the other clock shows now.</param>
        /// <returns>Microseconds since this clock was made.</returns>
        public long Read(long ticks)
        {
            long step = (ticks - _last) / 10;
            _last = ticks;
            if (step > 0 && step < MaximumStep * 1000L)
            {
                _time += step;
            }

            return _time;
        }
    }
}
