using System;

namespace Nano.Web.Http
{
    /// <summary>The present as the Date field tells it (RFC 9110 section 6.6.1), once the clock has been set.</summary>
    internal sealed class DateField
    {
        // A board boots at a time long past. No clock that has been set tells less than the year this was written.
        private const int FirstYear = 2026;

        private long _second;

        /// <summary>Whether the clock has been set: a server without a clock sends no Date.</summary>
        public bool IsKnown { get; private set; }

        /// <summary>The field's value.</summary>
        public byte[] Bytes { get; } = new byte[HttpDate.Size];

        /// <summary>Tells it the time; it is written anew once a second.</summary>
        /// <param name="ticks">100 ns each, as <see cref="DateTime.Ticks"/> counts them.</param>
        public void Update(long ticks)
        {
            long second = ticks / 10000000;
            if (second != _second)
            {
                _second = second;
                DateTime now = new DateTime(ticks);
                IsKnown = now.Year >= FirstYear;
                if (IsKnown)
                {
                    HttpDate.Write(now, Bytes, 0);
                }
            }
        }
    }
}
