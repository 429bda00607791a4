namespace Nano.Firmware
{
    /// <summary>
    /// A level that is driven, such as an LED's or a relay's, wherever it goes: <see cref="OutputChannel"/> is the one on a pin. It
    /// has its safe value from boot on and again when the device stops.
    /// </summary>
    public abstract class DigitalOutput : Channel
    {
        private readonly int _safeValue;
        private Device _device;
        private long _pulseEnd = Never;
        private long _controllers;

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

        /// <summary>Sets the value, and ends a pulse that is under way.</summary>
        /// <param name="value">0 or 1.</param>
        public void Set(int value)
        {
            _pulseEnd = Never;
            Write(value);
        }

        /// <summary>Sets the value to 1, and back to 0 when the time is over. A pulse that is under way is lengthened or shortened.</summary>
        /// <param name="milliseconds">How long, at least 1.</param>
        /// <param name="now">The loop's time in milliseconds.</param>
        public void Pulse(int milliseconds, long now)
        {
            _pulseEnd = now + milliseconds;
            Write(1);
            _device?.RunSoon();
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
        public override void Attach(Device device)
        {
            _device = device;
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
                    Set(_safeValue);
                }
            }
        }

        /// <inheritdoc/>
        public override void Read(long now)
        {
            if (now >= _pulseEnd)
            {
                Set(0);
            }
        }

        /// <inheritdoc/>
        public override long Update(long now)
        {
            if (now >= _pulseEnd)
            {
                Set(0);
            }

            return _pulseEnd;
        }

        /// <inheritdoc/>
        public override void Stop()
        {
            Set(_safeValue);
        }

        /// <summary>Drives the level.</summary>
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
            _value = value;
            WriteLevel(value != 0);
        }
    }
}
