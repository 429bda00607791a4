namespace System.Device.Gpio
{
    /// <summary>A pin's level.</summary>
    public readonly struct PinValue
    {
        private readonly byte _level;

        private PinValue(byte level)
        {
            _level = level;
        }

        /// <summary>The level of the supply.</summary>
        public static PinValue High => new PinValue(1);

        /// <summary>The level of ground.</summary>
        public static PinValue Low => new PinValue(0);

        /// <summary>0 is low, all else is high.</summary>
        public static implicit operator PinValue(int value)
        {
            return value != 0 ? High : Low;
        }

        /// <summary>False is low, true is high.</summary>
        public static implicit operator PinValue(bool value)
        {
            return value ? High : Low;
        }

        /// <summary>Low is 0, high is 1.</summary>
        public static explicit operator byte(PinValue value)
        {
            return value._level;
        }

        /// <summary>Low is 0, high is 1.</summary>
        public static explicit operator int(PinValue value)
        {
            return value._level;
        }

        /// <summary>Low is false, high is true.</summary>
        public static explicit operator bool(PinValue value)
        {
            return value._level != 0;
        }

        /// <summary>Whether both are the same level.</summary>
        public static bool operator ==(PinValue a, PinValue b)
        {
            return a._level == b._level;
        }

        /// <summary>Whether they are different levels.</summary>
        public static bool operator !=(PinValue a, PinValue b)
        {
            return a._level != b._level;
        }

        /// <summary>Whether the other is the same level.</summary>
        public bool Equals(PinValue other)
        {
            return this == other;
        }

        /// <inheritdoc/>
        public override bool Equals(object obj)
        {
            return obj is PinValue other && this == other;
        }

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            return _level;
        }

        /// <summary>"High" or "Low".</summary>
        public override string ToString()
        {
            return _level != 0 ? "High" : "Low";
        }
    }
}
