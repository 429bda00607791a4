using Nano.Firmware.Channels;

namespace Nano.Firmware.Drivers
{
    /// <summary>
    /// A pin of an <see cref="Mcp23017"/> that is driven. While the part does not answer its value is unknown and commands fail; it has the level that it was last given when the part is back.
    /// </summary>
    public sealed class Mcp23017Output : DigitalOutput
    {
        private readonly Mcp23017 _expander;
        private readonly int _pin;
        private readonly bool _isActiveLow;

        /// <summary>Makes a channel. The pin gets the safe value when the part is set up, with the loop's first turn.</summary>
        /// <param name="id">See <see cref="Channel.Id"/>.</param>
        /// <param name="expander">The part.</param>
        /// <param name="pin">0 to 15, without a channel yet.</param>
        /// <param name="safeValue">0 or 1: the value that is safe.</param>
        /// <param name="isActiveLow">Whether a low level is 1, as of many relay boards.</param>
        /// <exception cref="System.ArgumentException">As in <see cref="Channel"/>, or the pin is not as it must be.</exception>
        public Mcp23017Output(string id, Mcp23017 expander, int pin, int safeValue, bool isActiveLow)
            : base(id, safeValue)
        {
            expander.AddOutput(pin, safeValue != 0 != isActiveLow);
            _expander = expander;
            _pin = pin;
            _isActiveLow = isActiveLow;
            SetUnknown();
        }

        /// <inheritdoc/>
        public override void Read(long now)
        {
            if (_expander.IsPresent)
            {
                base.Read(now);
            }
            else
            {
                SetUnknown();
            }
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
                Value = _expander.IsHigh(_pin) != _isActiveLow ? 1 : 0;
            }

            long due = base.Update(now);
            return due < next ? due : next;
        }

        /// <inheritdoc/>
        protected override void WriteLevel(bool level)
        {
            _expander.Drive(_pin, level != _isActiveLow);
        }
    }
}
