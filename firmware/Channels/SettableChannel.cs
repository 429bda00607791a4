using System;

namespace Nano.Firmware.Channels
{
    /// <summary>
    /// A channel that clients set: <see cref="DigitalOutput"/> is on or off, <see cref="NumberOutput"/> a number. It has its safe value from boot on and again
    /// when the device stops. An event tells every client of each change, whether a client or the board made it. The end of a pulse, and the safe value when a client has gone, are tried
    /// again until they have been driven.
    /// </summary>
    public abstract class SettableChannel : Channel
    {
        private readonly long _safeValue;
        private IChannelHost _host;
        private long _controllers;

        // The value to be driven next, and its time: the end of a pulse, or the safe value.
        private long _due = Never;
        private long _next;

        /// <summary>Makes a channel. The class that derives from it calls <see cref="Begin"/>.</summary>
        /// <param name="id">See <see cref="Channel.Id"/>.</param>
        /// <param name="kind">The kind of the channel.</param>
        /// <param name="unit">The unit, as in <see cref="Channel"/>.</param>
        /// <param name="minimum">The least value, in units of the last decimal.</param>
        /// <param name="maximum">The greatest value, in units of the last decimal.</param>
        /// <param name="safeValue">The value that causes no harm, from the least to the greatest.</param>
        /// <exception cref="ArgumentException">As in <see cref="Channel"/>, or the safe value is outside the range.</exception>
        protected SettableChannel(string id, ChannelKind kind, string unit, long minimum, long maximum, long safeValue)
            : base(id, kind, unit, minimum, maximum)
        {
            if (safeValue < minimum || safeValue > maximum)
            {
                throw new ArgumentException("A channel's safe value is in its range.");
            }

            _safeValue = safeValue;
        }

        /// <summary>
        /// Whether it returns to its safe value when the last client that has controlled it disconnects: an output that a user holds down
        /// on a page must not stay on when the Wi-Fi fails. The device cannot notice that a client that sends commands over HTTP leaves. Default false.
        /// </summary>
        public bool IsSafeWithoutClient { get; set; }

        /// <summary>Whether the board keeps the value over a power cut and sets it again when it starts. Default false.</summary>
        public bool IsRestored { get; set; }

        /// <summary>The value that it has from boot on, when the device stops, and where it <see cref="IsSafeWithoutClient"/>.</summary>
        public long SafeValue => _safeValue;

        /// <summary>Sets the value, and ends a pulse that is under way. Throws what driving it throws; a pulse then goes on.</summary>
        /// <param name="value">From <see cref="Channel.Minimum"/> to <see cref="Channel.Maximum"/>.</param>
        public void Set(long value)
        {
            Write(value);
            if (_due != Never)
            {
                // An output that switches itself off restarts its time.
                _due = Never;
                _host?.RunSoon();
            }
        }

        /// <summary>The client of a slot has controlled it.</summary>
        /// <param name="slot">0 to 63, or -1 for a client over HTTP.</param>
        public void Control(int slot)
        {
            if (slot >= 0)
            {
                _controllers |= 1L << slot;
            }
        }

        /// <inheritdoc/>
        public override void Attach(IChannelHost host)
        {
            _host = host;
        }

        /// <inheritdoc/>
        public override void Release(int slot)
        {
            long others = _controllers & ~(1L << slot);
            if (others != _controllers)
            {
                _controllers = others;
                if (others == 0 && IsSafeWithoutClient)
                {
                    _due = 0;
                    _next = _safeValue;
                    _host?.RunSoon();
                }
            }
        }

        /// <inheritdoc/>
        public override void Read(long now)
        {
            if (now >= _due)
            {
                Finish();
            }
        }

        /// <inheritdoc/>
        public override long Update(long now)
        {
            if (now >= _due)
            {
                Finish();
            }

            return _due;
        }

        /// <inheritdoc/>
        public override void Stop()
        {
            Set(_safeValue);
        }

        /// <summary>When the value changes by itself; <see cref="Channel.Never"/> when it does not.</summary>
        internal long Due => _due;

        /// <summary>Drives the value. An exception answers the command with <c>failed</c>.</summary>
        /// <param name="value">In the range.</param>
        protected abstract void Drive(long value);

        /// <summary>Drives the safe value for the first time.</summary>
        protected void Begin()
        {
            Drive(_safeValue);
            _value = _safeValue;
        }

        /// <summary>Has a value driven later.</summary>
        /// <param name="value">The value.</param>
        /// <param name="due">When, by the loop's time in milliseconds.</param>
        protected void SetAt(long value, long due)
        {
            _next = value;
            _due = due;
        }

        /// <summary>Drives a value now and leaves what is to be driven later.</summary>
        /// <param name="value">The value.</param>
        protected void Write(long value)
        {
            Drive(value);
            if (value != _value)
            {
                // Kept here, because an ESP32's pin that drives cannot be read.
                _value = value;
                IChannelHost host = _host;
                if (host != null)
                {
                    _untold++;
                    host.NoteEvent();
                    host.RunSoon();
                }
            }
        }

        private void Finish()
        {
            Write(_next);
            _due = Never;
        }

        /// <summary>Has <see cref="Channel.Update"/> called soon.</summary>
        protected void UpdateSoon()
        {
            _host?.RunSoon();
        }
    }
}
