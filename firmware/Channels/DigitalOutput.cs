namespace Nano.Firmware.Channels
{
    /// <summary>
    /// A level that is driven, such as an LED's or a relay's, wherever it goes: <c>OutputChannel</c> is the one on a pin. It
    /// has its safe value from boot on and again when the device stops. A pulse's end, and the safe value when a client has gone, are
    /// tried again until they have been driven.
    /// </summary>
    public abstract class DigitalOutput : Channel
    {
        private readonly int _safeValue;
        private IChannelHost _host;
        private long _controllers;

        // What is to be driven, and when: the end of a pulse, or the safe value.
        private long _due = Never;
        private int _next;

        /// <summary>Makes a channel. The one who derives from it calls <see cref="Begin"/>.</summary>
        /// <param name="id">See <see cref="Channel.Id"/>.</param>
        /// <param name="safeValue">0 or 1: the value that harms nobody.</param>
        protected DigitalOutput(string id, int safeValue)
            : base(id, ChannelKind.Output, "", 0, 1)
        {
            _safeValue = safeValue;
        }

        /// <summary>
        /// Whether it goes back to its safe value when the last client has gone that has set or pulsed it: what one holds down
        /// in a page shall not stay on when the Wi-Fi fails. Commands over HTTP come from nobody who could be missed. Default false.
        /// </summary>
        public bool IsSafeWithoutClient { get; set; }

        /// <summary>Sets the value, and ends a pulse that is under way. Throws what <see cref="WriteLevel"/> throws; a pulse then goes on.</summary>
        /// <param name="value">0 or 1.</param>
        public void Set(int value)
        {
            Write(value);
            _due = Never;
        }

        /// <summary>Sets the value to 1, and back to 0 when the time is over. A pulse that is under way is lengthened or shortened.</summary>
        /// <param name="milliseconds">How long, at least 1.</param>
        /// <param name="now">The loop's time in milliseconds.</param>
        public void Pulse(int milliseconds, long now)
        {
            _due = now + milliseconds;
            _next = 0;
            Write(1);
            _host?.RunSoon();
        }

        /// <summary>The client of a slot has set or pulsed it.</summary>
        /// <param name="slot">0 to 63, or -1 for one who could not be missed.</param>
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
                Set(_next);
            }
        }

        /// <inheritdoc/>
        public override long Update(long now)
        {
            if (now >= _due)
            {
                Set(_next);
            }

            return _due;
        }

        /// <inheritdoc/>
        public override void Stop()
        {
            Set(_safeValue);
        }

        /// <summary>Drives the level. What it throws answers the command with <c>failed</c>.</summary>
        /// <param name="level">True is 1.</param>
        protected abstract void WriteLevel(bool level);

        /// <summary>Drives the safe value for the first time.</summary>
        protected void Begin()
        {
            Write(_safeValue);
        }

        private void Write(int value)
        {
            // Kept here, because an ESP32's pin that drives cannot be read.
            bool level = value != 0;
            WriteLevel(level);
            _value = level ? 1 : 0;
        }
    }
}
