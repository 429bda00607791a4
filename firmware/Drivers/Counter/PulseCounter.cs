using Nano.Firmware.Channels;

namespace Nano.Firmware.Drivers
{
    /// <summary>
    /// A part that gives a pulse for each piece of what it measures, such as a water or an electricity meter: how much there has been since the start, and how much there is in a
    /// time. A pulse is a change of the input from 0 to 1.
    /// </summary>
    public sealed class PulseCounter : Part
    {
        private readonly DigitalInput _input;
        private readonly int _pulses;
        private readonly int _interval;
        private readonly long _rateTime;
        private readonly Measurement _total;
        private readonly Measurement _rate;
        private readonly long _unit;
        private long _counted;
        private long _begin = -1;
        private long _end;

        /// <summary>Makes one.</summary>
        /// <param name="totalId">The id of the total.</param>
        /// <param name="rateId">The id of the rate.</param>
        /// <param name="unit">The unit of the total.</param>
        /// <param name="rateUnit">The unit of the rate.</param>
        /// <param name="decimals">The decimals of both, 0 to 4.</param>
        /// <param name="input">The input. It is no channel of the board; the counter calls its Update.</param>
        /// <param name="pulses">How many pulses are one of the unit, at least 1.</param>
        /// <param name="rateTime">The time that the rate is for, in milliseconds: 1,000 for one a second.</param>
        /// <param name="interval">How long pulses are counted for a value of the rate, in milliseconds.</param>
        public PulseCounter(string totalId, string rateId, string unit, string rateUnit, int decimals, DigitalInput input, int pulses, int rateTime, int interval)
        {
            _input = input;
            _pulses = pulses;
            _rateTime = rateTime;
            _interval = interval;
            _unit = 1;
            for (int i = 0; i < decimals; i++)
            {
                _unit *= 10;
            }

            _total = Add(totalId, unit, decimals, 0, int.MaxValue);
            _rate = Add(rateId, rateUnit, decimals, 0, int.MaxValue);
            _total.Publish(0);
        }

        /// <inheritdoc/>
        protected override long Run(long now)
        {
            long due = _input.Update(now);
            if (_begin < 0)
            {
                _begin = now;
                _end = now + _interval;
            }
            else if (now >= _end)
            {
                // Every other edge ends a pulse; the level says which kind was the last.
                long count = (_input.Edges + _input.Value) / 2;
                long since = count - _counted;

                // The greatest value is followed by 0, as on a meter.
                _total.Publish(count * _unit / _pulses % int.MaxValue);
                long rate = since * _unit * _rateTime / ((now - _begin) * _pulses);
                _rate.Publish(rate < int.MaxValue ? rate : int.MaxValue);
                _counted = count;
                _begin = now;
                _end = now + _interval;
            }

            return due < _end ? due : _end;
        }

        /// <inheritdoc/>
        protected override void Attach(IChannelHost host)
        {
            _input.Attach(host);
        }
    }
}
