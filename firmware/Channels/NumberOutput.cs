using System;

namespace Nano.Firmware.Channels
{
    /// <summary>A number that clients set, such as a brightness or the angle of a servo. Values are the least one and whole steps above it, and the greatest.</summary>
    public abstract class NumberOutput : SettableChannel
    {
        private readonly long _step;

        /// <summary>Makes a channel. The class that derives from it calls <see cref="SettableChannel.Begin"/>.</summary>
        /// <param name="id">See <see cref="Channel.Id"/>.</param>
        /// <param name="unit">The unit, as in <see cref="Channel"/>.</param>
        /// <param name="minimum">The least value, in units of the last decimal.</param>
        /// <param name="maximum">The greatest value, in units of the last decimal.</param>
        /// <param name="step">The step between values, in units of the last decimal, from 1 to the width of the range.</param>
        /// <param name="safeValue">The value that causes no harm: the number has it from boot on.</param>
        /// <exception cref="ArgumentException">As in <see cref="SettableChannel"/>, or the step is not in its range.</exception>
        protected NumberOutput(string id, string unit, int minimum, int maximum, int step, int safeValue)
            : base(id, ChannelKind.Number, unit, minimum, maximum, safeValue)
        {
            if (step < 1 || step > (long)maximum - minimum)
            {
                throw new ArgumentException("A number's step is from 1 to the width of its range.");
            }

            _step = step;
        }

        /// <summary>The step between values, in units of the last decimal.</summary>
        public long Step => _step;

        /// <inheritdoc/>
        internal override long StepOrOne => _step;

        /// <summary>Whether a value is the least one and whole steps above it, or the greatest.</summary>
        /// <param name="value">A value in the range.</param>
        public bool IsStep(long value)
        {
            return (value - _minimum) % _step == 0 || value == _maximum;
        }
    }
}
