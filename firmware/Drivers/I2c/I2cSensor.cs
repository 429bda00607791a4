using System;
using Nano.Firmware.Channels;

namespace Nano.Firmware.Drivers
{
    /// <summary>
    /// A sensor on I2C with one value or several of one measurement. A measurement is started in one turn of the loop and read in a later one. When a transfer fails, all values are
    /// unknown until the sensor answers again, and it is set up anew then: it may have been without power.
    /// </summary>
    public abstract class I2cSensor : Part
    {
        /// <summary>The shortest <see cref="Interval"/>.</summary>
        public const int MinimumInterval = 100;

        /// <summary>The longest <see cref="Interval"/>: an hour.</summary>
        public const int MaximumInterval = 3600000;

        /// <summary><see cref="Start"/> returns it when the part does not answer.</summary>
        protected const int Failed = -1;

        private readonly I2cConnection _connection;
        private int _interval = 1000;
        private long _startedAt;
        private bool _isSetUp;
        private bool _isStarted;

        /// <summary>Makes a sensor without values; <see cref="AddValue"/> adds them.</summary>
        /// <param name="connection">The connection to the part.</param>
        protected I2cSensor(I2cConnection connection)
        {
            _connection = connection;
        }

        /// <summary>The time from the start of a measurement to that of the next in milliseconds, 100 to 3600000. Default 1000.</summary>
        /// <exception cref="ArgumentException">It is out of range.</exception>
        public int Interval
        {
            get => _interval;
            set
            {
                if (value < MinimumInterval || value > MaximumInterval)
                {
                    throw new ArgumentException("A sensor's interval is 100 to 3600000 ms.");
                }

                _interval = value;
            }
        }

        /// <summary>The connection to the part.</summary>
        protected I2cConnection Connection => _connection;

        /// <summary>Adds the channel of one of the quantities that the part measures. All values that are added must be added to the board.</summary>
        /// <param name="id">See <see cref="Channel.Id"/>.</param>
        /// <param name="quantity">Its name, such as <c>temperature</c>; each driver names its own.</param>
        /// <returns>The channel, or null when the part does not measure that.</returns>
        /// <exception cref="ArgumentException">The id is not as it must be.</exception>
        public abstract Measurement AddValue(string id, string quantity);

        /// <summary>Takes the word interval.</summary>
        /// <param name="line">The line.</param>
        internal static int TakeInterval(ChannelLine line)
        {
            return line.TakeNumber("interval", 1000, MinimumInterval, MaximumInterval);
        }

        /// <summary>Adds the channels of a line.</summary>
        /// <param name="line">The line, which has been split when there are several.</param>
        /// <param name="sensor">The sensor.</param>
        /// <param name="interval">See <see cref="Interval"/>.</param>
        /// <param name="quantities">The quantities with spaces between.</param>
        internal static void Make(ChannelLine line, I2cSensor sensor, int interval, string quantities)
        {
            sensor.Interval = interval;
            string[] names = quantities.Split(new char[] { ' ' });
            for (int i = 0; i < names.Length; i++)
            {
                sensor.AddValue(names.Length == 1 ? line.Id : line.IdOf(i), names[i]);
            }

            line.Add(sensor);
        }

        /// <inheritdoc/>
        protected sealed override long Run(long now)
        {
            if (now < _connection.RetryAt)
            {
                return Lose(now);
            }

            if (!_isStarted)
            {
                if (!_isSetUp && !SetUp(now))
                {
                    return Lose(now);
                }

                _isSetUp = true;
                int duration = Start(now);
                if (duration < 0)
                {
                    return Lose(now);
                }

                _isStarted = true;
                _startedAt = now;
                return now + duration;
            }

            _isStarted = false;
            if (!Finish(now))
            {
                return Lose(now);
            }

            _connection.Succeed();
            long next = _startedAt + _interval;
            return next > now ? next : now;
        }

        /// <summary>Sets the part up: before the first measurement, and after a transfer has failed. The default does nothing.</summary>
        /// <param name="now">The loop's time in milliseconds.</param>
        /// <returns>False when a transfer failed, or the part is another one.</returns>
        protected virtual bool SetUp(long now)
        {
            return true;
        }

        /// <summary>Starts a measurement.</summary>
        /// <param name="now">The loop's time in milliseconds.</param>
        /// <returns>How many milliseconds it takes at most, or <see cref="Failed"/> when a transfer failed.</returns>
        protected abstract int Start(long now);

        /// <summary>Reads the measurement and publishes the values.</summary>
        /// <param name="now">The loop's time in milliseconds.</param>
        /// <returns>False when a transfer failed or a checksum is wrong; then nothing is published.</returns>
        protected abstract bool Finish(long now);

        private long Lose(long now)
        {
            _isSetUp = false;
            _isStarted = false;
            long retry = Fail(now);
            long due = _connection.RetryAt;
            return due > now ? due : retry;
        }
    }
}
