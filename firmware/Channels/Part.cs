using System;

namespace Nano.Firmware.Channels
{
    /// <summary>
    /// A part with one value or several that takes its time, such as a sensor on I2C: a measurement is started in one turn of the loop, and read in a later one. The part is
    /// no channel: it has a <see cref="Measurement"/> for each value, which are added to the board.
    /// <code>
    /// protected override long Run(long now)
    /// {
    ///     if (!_isStarted)
    ///     {
    ///         _isStarted = Start();                      // false when the part does not answer
    ///         return _isStarted ? now + 15 : Fail(now);  // null, and again in a second
    ///     }
    ///
    ///     _isStarted = false;
    ///     _temperature.Publish(Read());
    ///     return now + 985;
    /// }
    /// </code>
    /// </summary>
    public abstract class Part
    {
        /// <summary>After how many milliseconds a part is tried again that has failed.</summary>
        public const int RetryInterval = 1000;

        private Measurement[] _values = new Measurement[0];

        // The first value's channel runs the part. The board updates all channels when one of them is due.
        private long _due;

        /// <summary>How many values it has.</summary>
        public int Count => _values.Length;

        /// <summary>A value by its place, from 0 on.</summary>
        public Measurement this[int index] => _values[index];

        /// <summary>Adds a value. The values are added to the board in this order, all of them.</summary>
        /// <param name="id">See <see cref="Channel.Id"/>.</param>
        /// <param name="unit">The unit, as in <see cref="Channel"/>.</param>
        /// <param name="decimals">See <see cref="Channel.Decimals"/>.</param>
        /// <param name="minimum">The least value that the part can have, in units of the last decimal.</param>
        /// <param name="maximum">The greatest value that the part can have, in units of the last decimal.</param>
        /// <returns>The channel, to which the part publishes.</returns>
        /// <exception cref="ArgumentException">As in <see cref="Channel"/>.</exception>
        protected Measurement Add(string id, string unit, int decimals, int minimum, int maximum)
        {
            Measurement measurement = new Measurement(this, id, unit, decimals, minimum, maximum);
            int count = _values.Length;
            Measurement[] values = new Measurement[count + 1];
            Array.Copy(_values, values, count);
            values[count] = measurement;
            _values = values;
            return measurement;
        }

        /// <summary>
        /// Does the next step, without waiting: at once after the start, and then at the times that it returns. The board catches and counts exceptions: the values are
        /// unknown then, and the board calls the method again in a second.
        /// </summary>
        /// <param name="now">The loop's time in milliseconds.</param>
        /// <returns>When the next step is due. It is not called earlier.</returns>
        protected abstract long Run(long now);

        /// <summary>Tells the part which device it belongs to, as <see cref="Channel.Attach"/>. The default does nothing.</summary>
        /// <param name="host">The device; null when it will not be used after all.</param>
        protected virtual void Attach(IChannelHost host)
        {
        }

        /// <summary>The device stops. The default does nothing.</summary>
        protected virtual void Stop()
        {
        }

        /// <summary>Says that the part does not answer: its values are unknown.</summary>
        /// <param name="now">The loop's time in milliseconds.</param>
        /// <returns>When it is tried again.</returns>
        protected long Fail(long now)
        {
            for (int i = 0; i < _values.Length; i++)
            {
                _values[i].PublishUnknown();
            }

            return now + RetryInterval;
        }

        internal long Update(Measurement measurement, long now)
        {
            if (measurement != _values[0])
            {
                return Channel.Never;
            }

            if (now >= _due)
            {
                _due = now + RetryInterval;
                try
                {
                    _due = Run(now);
                }
                catch (Exception)
                {
                    Fail(now);
                    throw;
                }
            }

            return _due;
        }

        internal void Attach(Measurement measurement, IChannelHost host)
        {
            if (measurement == _values[0])
            {
                Attach(host);
            }
        }

        internal void Stop(Measurement measurement)
        {
            if (measurement == _values[0])
            {
                Stop();
            }
        }
    }
}
