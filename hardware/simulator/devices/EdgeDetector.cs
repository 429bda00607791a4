using System;
using Nano.Simulator.Parts;

namespace Nano.Simulator
{
    /// <summary>Finds the edges on an input and leaves out what debouncing hides.</summary>
    internal sealed class EdgeDetector
    {
        private readonly DigitalPart _part;
        private long _time;
        private long _debounceDue;
        private bool _told;

        public EdgeDetector(DigitalPart part)
        {
            _part = part;
        }

        /// <summary>How long an input is left alone after an edge, in milliseconds; 0 tells every edge.</summary>
        public long Debounce { get; set; }

        /// <summary>When there is something to do, in the board's milliseconds.</summary>
        public long Next => _part == null ? DigitalPart.Never : Math.Min(_debounceDue, _part.NextChange(_time));

        /// <summary>Takes the level of a time for the one last told.</summary>
        public void Begin(long time)
        {
            _time = time;
            _debounceDue = DigitalPart.Never;
            _told = _part != null && _part.Level(time);
        }

        /// <summary>Goes to <see cref="Next"/>.</summary>
        /// <param name="level">The level then.</param>
        /// <returns>Whether it is an edge to tell.</returns>
        public bool Step(out bool level)
        {
            _time = Next;
            level = _part.Level(_time);
            bool debounced = _time == _debounceDue;
            if (debounced)
            {
                _debounceDue = DigitalPart.Never;
            }
            else if (Debounce > 0)
            {
                if (_debounceDue == DigitalPart.Never)
                {
                    _debounceDue = _time + Debounce;
                }

                return false;
            }

            bool changed = level != _told;
            _told = level;
            return changed;
        }
    }
}
