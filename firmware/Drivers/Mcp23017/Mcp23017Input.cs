using Nano.Firmware.Channels;

namespace Nano.Firmware.Drivers
{
    /// <summary>A pin of an <see cref="Mcp23017"/> that is read. Its value is unknown while the part does not answer.</summary>
    public sealed class Mcp23017Input : DigitalInput
    {
        private readonly Mcp23017 _expander;
        private readonly int _pin;
        private readonly bool _isActiveLow;

        /// <summary>Makes a channel.</summary>
        /// <param name="id">See <see cref="Channel.Id"/>.</param>
        /// <param name="expander">The part.</param>
        /// <param name="pin">0 to 15, without a channel yet.</param>
        /// <param name="hasPullUp">Whether to switch on the part's pull-up resistor.</param>
        /// <param name="isActiveLow">Whether a low level is 1, as of a button to ground.</param>
        /// <exception cref="System.ArgumentException">As in <see cref="Channel"/>, or the pin is not as it must be.</exception>
        public Mcp23017Input(string id, Mcp23017 expander, int pin, bool hasPullUp, bool isActiveLow)
            : base(id)
        {
            expander.AddInput(pin, hasPullUp);
            _expander = expander;
            _pin = pin;
            _isActiveLow = isActiveLow;
            SetUnknown();
        }

        /// <inheritdoc/>
        public override long Update(long now)
        {
            long next = _expander.Update(now);
            if (!_expander.IsPresent)
            {
                SetUnknown();
                return next;
            }

            if (IsUnknown)
            {
                // A change while the part did not answer does not count as an edge.
                Begin();
            }

            // Between two readings of the part there is nothing to look at.
            base.Update(now);
            return next;
        }

        /// <inheritdoc/>
        protected override bool ReadLevel()
        {
            return _expander.IsHigh(_pin) != _isActiveLow;
        }
    }
}
