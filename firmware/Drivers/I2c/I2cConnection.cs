namespace Nano.Firmware.Drivers
{
    /// <summary>
    /// A driver's connection to its part: a buffer, the transfers, and the time of the next attempt after one has failed. A part that does not answer is tried again after a second, then
    /// after two, and so on up to half a minute. A bus that does not work rests for all its parts, because each attempt may block the loop for a second.
    /// </summary>
    public sealed class I2cConnection
    {
        private const int FirstRetry = 1000;
        private const int LongestRetry = 30000;

        private readonly I2cBus _bus;
        private readonly I2cPart _part;
        private readonly byte[] _buffer;
        private long _retryAt;
        private int _retry;

        /// <summary>Makes a connection. Nothing is transferred.</summary>
        /// <param name="bus">The bus.</param>
        /// <param name="address">The part's address of 7 bits, 8 to 119.</param>
        /// <param name="speed"><see cref="I2cBus.StandardMode"/> or <see cref="I2cBus.FastMode"/>, the most that the part can do.</param>
        /// <param name="size">The size of the longest transfer in bytes.</param>
        /// <exception cref="System.ArgumentOutOfRangeException">As in <see cref="I2cBus.Open"/>.</exception>
        public I2cConnection(I2cBus bus, int address, int speed, int size)
        {
            _bus = bus;
            _part = bus.Open(address, speed);
            _buffer = new byte[size];
        }

        /// <summary>Holds the bytes to write, and receives those that are read; from its beginning.</summary>
        public byte[] Buffer => _buffer;

        /// <summary>When the part may be tried: a time in the past while it works.</summary>
        public long RetryAt => _bus.RestsUntil > _retryAt ? _bus.RestsUntil : _retryAt;

        /// <summary>Writes bytes to the part.</summary>
        /// <param name="count">How many of the buffer's, from its beginning.</param>
        /// <param name="now">The loop's time in milliseconds.</param>
        /// <returns>False when they were not transferred: <see cref="RetryAt"/> has the time of the next attempt.</returns>
        public bool Write(int count, long now)
        {
            return Note(_part.Write(_buffer, count), now);
        }

        /// <summary>Reads bytes from the part.</summary>
        /// <param name="count">How many.</param>
        /// <param name="now">The loop's time in milliseconds.</param>
        /// <returns>As <see cref="Write"/>.</returns>
        public bool Read(int count, long now)
        {
            return Note(_part.Read(_buffer, count), now);
        }

        /// <summary>Reads bytes from a register of the part, and from those that follow.</summary>
        /// <param name="register">The register's number.</param>
        /// <param name="count">How many.</param>
        /// <param name="now">The loop's time in milliseconds.</param>
        /// <returns>As <see cref="Write"/>.</returns>
        public bool ReadRegister(int register, int count, long now)
        {
            _buffer[0] = (byte)register;
            return Note(_part.WriteRead(_buffer, 1, _buffer, count), now);
        }

        /// <summary>Says that the part works: a measurement was read, or all that was due has been done. The next failure is followed by an early attempt.</summary>
        public void Succeed()
        {
            _retry = 0;
        }

        /// <summary>Says that the part has answered, and not as it must, such as with a wrong checksum. It is tried again as one that does not answer.</summary>
        /// <param name="now">The loop's time in milliseconds.</param>
        /// <returns>False.</returns>
        public bool Reject(long now)
        {
            return Note(I2cOutcome.NoAnswer, now);
        }

        private bool Note(I2cOutcome outcome, long now)
        {
            if (outcome == I2cOutcome.Done)
            {
                _bus.NoteWorking();
                return true;
            }

            if (outcome == I2cOutcome.Failed)
            {
                _bus.Rest(now);
            }

            _retry = _retry == 0 ? FirstRetry : _retry * 2 > LongestRetry ? LongestRetry : _retry * 2;
            _retryAt = now + _retry;
            return false;
        }
    }
}
