using System;
using Nano.Firmware.Channels;

namespace Nano.Firmware.Drivers
{
    /// <summary>
    /// A number that sets the duty of pulses: the brightness of an LED, the speed of a fan. While the platform refuses the pulses the value is unknown, commands fail, and the channel tries again now and then.
    /// </summary>
    public class PwmNumber : NumberOutput
    {
        private const int RetryInterval = 10000;

        private readonly PwmOutput _output;
        private readonly int _frequency;
        private readonly int _lowest;
        private readonly int _highest;
        private bool _isStarted;
        private long _retryAt;

        /// <summary>Makes a channel and starts the pulses at the safe value. A platform that refuses them does not throw.</summary>
        /// <param name="id">See <see cref="Channel.Id"/>.</param>
        /// <param name="unit">The unit, as in <see cref="Channel"/>.</param>
        /// <param name="decimals">See <see cref="Channel.Decimals"/>.</param>
        /// <param name="minimum">The least value, in units of the last decimal.</param>
        /// <param name="maximum">The greatest value, in units of the last decimal.</param>
        /// <param name="step">The step between values, in units of the last decimal, from 1 to the width of the range.</param>
        /// <param name="safeValue">The value that is safe.</param>
        /// <param name="output">The pin. The channel keeps it.</param>
        /// <param name="frequency">The frequency of the pulses in Hz, at least 1.</param>
        /// <param name="lowest">The duty at the least value, 0 to <see cref="PwmOutput.FullDuty"/>.</param>
        /// <param name="highest">The duty at the greatest value, 0 to <see cref="PwmOutput.FullDuty"/>; below the other one for a part that is on while the pin is low. Between them is a straight line.</param>
        /// <exception cref="ArgumentException">As in <see cref="NumberOutput"/>.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The frequency or a duty is out of range.</exception>
        public PwmNumber(string id, string unit, int decimals, int minimum, int maximum, int step, int safeValue, PwmOutput output, int frequency, int lowest, int highest)
            : base(id, unit, minimum, maximum, step, safeValue)
        {
            if (lowest < 0 || lowest > PwmOutput.FullDuty || highest < 0 || highest > PwmOutput.FullDuty)
            {
                throw new ArgumentOutOfRangeException("Duty: 0 to 10000.");
            }

            Decimals = decimals;
            _output = output;
            _frequency = frequency;
            _lowest = lowest;
            _highest = highest;
            Try(0);
        }

        /// <inheritdoc/>
        public override long Update(long now)
        {
            if (!_isStarted && now >= _retryAt)
            {
                Try(now);
            }

            long next = base.Update(now);
            return _isStarted || next < _retryAt ? next : _retryAt;
        }

        /// <inheritdoc/>
        protected override void Drive(long value)
        {
            if (!Start(value))
            {
                throw new InvalidOperationException("The platform refuses the pulses.");
            }
        }

        private void Try(long now)
        {
            if (Start(SafeValue))
            {
                Value = SafeValue;
            }
            else
            {
                SetUnknown();
                _retryAt = now + RetryInterval;
            }
        }

        private bool Start(long value)
        {
            long width = Maximum - Minimum;
            long part = (value - Minimum) * (_highest - _lowest);
            int duty = _lowest + (int)((part + (part < 0 ? -width : width) / 2) / width);
            return _isStarted ? _output.SetDuty(duty) : _isStarted = _output.Start(_frequency, duty);
        }
    }
}
