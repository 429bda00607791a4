using System;

namespace Nano.Firmware.Channels
{
    /// <summary>
    /// A measurement turned into a unit by a straight line: value = reading x numerator / denominator + offset, rounded; all in units of the last
    /// decimal (<see cref="Channel.Decimals"/>). A value outside the range is unknown, because the part has failed or is disconnected, unless the channel <see cref="ReachesLimits"/>.
    /// <c>AnalogChannel</c> is the one of the analog-to-digital converter.
    /// </summary>
    public abstract class AnalogInput : Channel
    {
        /// <summary>The reading of a part that gives no value. A mean that includes it is outside the range of every channel.</summary>
        protected const int NoReading = int.MinValue;

        private const int UsualReadings = 4;

        private readonly long _numerator;

        // The value is the sum of all readings times the numerator, plus the addend, divided by the divisor.
        private long _addend;
        private long _divisor;
        private int _readings = UsualReadings;
        private int _deadband = 1;
        private bool _reachesLimits;

        /// <summary>Makes a channel.</summary>
        /// <param name="id">See <see cref="Channel.Id"/>.</param>
        /// <param name="unit">The unit, as in <see cref="Channel"/>.</param>
        /// <param name="numerator">The number of units...</param>
        /// <param name="denominator">...for this number of the converter's steps; above 0.</param>
        /// <param name="offset">The value of a reading of 0.</param>
        /// <param name="minimum">The least value that the part can have.</param>
        /// <param name="maximum">The greatest value that the part can have.</param>
        /// <exception cref="ArgumentException">As in <see cref="Channel"/>, or the denominator is not above 0.</exception>
        protected AnalogInput(string id, string unit, int numerator, int denominator, int offset, int minimum, int maximum)
            : this(id, unit, numerator, (long)denominator, (long)offset * denominator, minimum, maximum)
        {
        }

        /// <summary>Makes a channel: value = (reading x numerator + addend) / denominator, rounded.</summary>
        /// <param name="id">See <see cref="Channel.Id"/>.</param>
        /// <param name="unit">The unit, as in <see cref="Channel"/>.</param>
        /// <param name="numerator">Of either sign, less than 2^44.</param>
        /// <param name="denominator">Above 0, less than 2^44.</param>
        /// <param name="addend">Of either sign, less than 2^58.</param>
        /// <param name="minimum">The least value that the part can have.</param>
        /// <param name="maximum">The greatest value that the part can have.</param>
        /// <exception cref="ArgumentException">As in <see cref="Channel"/>, or the denominator is not above 0.</exception>
        protected AnalogInput(string id, string unit, long numerator, long denominator, long addend, int minimum, int maximum)
            : base(id, ChannelKind.Analog, unit, minimum, maximum)
        {
            if (denominator <= 0)
            {
                throw new ArgumentException("An analog channel's denominator is above 0.");
            }

            _numerator = numerator;
            _divisor = denominator * _readings;
            _addend = addend * _readings;

            // The deadband does not apply to the first value.
            SetUnknown();
        }

        /// <summary>How many readings a value is the mean of, 1 to 16. Default 4: an ESP32's converter is noisy.</summary>
        /// <exception cref="ArgumentException">It is out of that range.</exception>
        public int Readings
        {
            get => _readings;
            set
            {
                if (value <= 0 || value > 16)
                {
                    throw new ArgumentException("Readings: 1 to 16.");
                }

                _addend = _addend / _readings * value;
                _divisor = _divisor / _readings * value;
                _readings = value;
            }
        }

        /// <summary>
        /// The least difference from the last value at which a new value replaces it, so that noise is not published. The least and the
        /// greatest value of the range always replace it. Default 1: any difference.
        /// </summary>
        public int Deadband
        {
            get => _deadband;
            set => _deadband = value;
        }

        /// <summary>
        /// Whether the part itself reaches the limits, as a potentiometer at its stops does: a value beyond the range is then the
        /// limit that it exceeds. Default false: the value is unknown, the protocol's null.
        /// </summary>
        public bool ReachesLimits
        {
            get => _reachesLimits;
            set => _reachesLimits = value;
        }

        /// <inheritdoc/>
        public override void Read(long now)
        {
            int readings = _readings;
            long sum;
            if (readings == UsualReadings)
            {
                // In one call, because a turn of a loop costs more than the call.
                sum = (long)Measure() + Measure() + Measure() + Measure();
            }
            else
            {
                for (sum = 0; readings > 0; readings--)
                {
                    sum += Measure();
                }
            }

            long divisor = _divisor;
            long scaled = sum * _numerator + _addend;
            long value = (scaled + (scaled < 0 ? -divisor : divisor) / 2) / divisor;
            if (value <= _minimum)
            {
                _value = value == _minimum || _reachesLimits ? _minimum : Unknown;
            }
            else if (value >= _maximum)
            {
                _value = value == _maximum || _reachesLimits ? _maximum : Unknown;
            }
            else
            {
                // From an unknown value every difference exceeds the deadband, of either sign.
                long step = value - _value;
                if (step >= _deadband || step <= -_deadband)
                {
                    _value = value;
                }
            }
        }

        /// <summary>Takes one reading. An exception makes the value unknown, and so does <see cref="NoReading"/>.</summary>
        protected abstract int Measure();
    }
}
