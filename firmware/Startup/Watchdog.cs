using Nano.Web.Server;

namespace Nano.Firmware.Startup
{
    /// <summary>Tells whether the server's loop still turns: a handler that never returns would leave the board dead and its outputs as they are.</summary>
    public sealed class Watchdog : LoopTask
    {
        /// <summary>How often the loop gives a sign of life, in milliseconds.</summary>
        public const int Beat = 1000;

        private int _beats;
        private int _seen;

        /// <inheritdoc/>
        public override long Run(long now)
        {
            _beats++;
            return now + Beat;
        }

        /// <summary>Whether the loop has given a sign of life since the last call. Another thread asks, no more often than every few <see cref="Beat"/>s.</summary>
        public bool HasTurned()
        {
            int beats = _beats;
            bool hasTurned = beats != _seen;
            _seen = beats;
            return hasTurned;
        }
    }
}
