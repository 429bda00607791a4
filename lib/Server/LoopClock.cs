using System;

namespace Nano.Web.Server
{
    /// <summary>
    /// A clock that never goes back and never leaps, made from one that may: a board's clock is set from the network while it
    /// runs. A step of more than <see cref="MaximumStep"/> counts as an adjustment, not as time.
    /// </summary>
    internal sealed class LoopClock
    {
        /// <summary>The longest time in milliseconds that can pass between two readings.</summary>
        public const int MaximumStep = 60000;

        private long _last = DateTime.UtcNow.Ticks;
        private long _time;

        /// <summary>Microseconds since the clock was made.</summary>
        public long Read()
        {
            long ticks = DateTime.UtcNow.Ticks;
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
