using System;
using System.Device.Adc;

namespace Nano.Firmware
{
    /// <summary>
    /// A voltage measured by the analog-to-digital converter and turned into a unit by a straight line:
    /// value = reading x numerator / denominator + offset, rounded, within the range.
    /// </summary>
    public sealed class AnalogChannel : Channel
    {
        private readonly AdcChannel _adc;
        private readonly long _numerator;
        private readonly long _denominator;
        private readonly long _offset;

        /// <summary>Makes a channel.</summary>
        /// <param name="id">See <see cref="Channel.Id"/>.</param>
        /// <param name="unit">See <see cref="Channel.Unit"/>.</param>
        /// <param name="adc">The converter's channel, opened. The channel keeps it.</param>
        /// <param name="numerator">How many units there are...</param>
        /// <param name="denominator">...for so many of the converter's steps; above 0.</param>
        /// <param name="offset">The value of a reading of 0.</param>
        /// <param name="minimum">The least value.</param>
        /// <param name="maximum">The greatest value.</param>
        /// <exception cref="ArgumentException">As in <see cref="Channel"/>, or the denominator is not above 0.</exception>
        public AnalogChannel(string id, string unit, AdcChannel adc, int numerator, int denominator, int offset, int minimum, int maximum)
            : base(id, ChannelKind.Analog, unit, minimum, maximum)
        {
            if (denominator <= 0)
            {
                throw new ArgumentException("An analog channel's denominator is above 0.");
            }

            _adc = adc;
            _numerator = numerator;
            _denominator = denominator;
            _offset = offset;
        }

        /// <summary>How many readings a value is the mean of, at least 1. Default 4: an ESP32's converter is noisy.</summary>
        public int Readings { get; set; } = 4;

        /// <inheritdoc/>
        public override void Read(long now)
        {
            int readings = Readings;
            long sum = 0;
            for (int i = 0; i < readings; i++)
            {
                sum += _adc.ReadValue();
            }

            long divisor = _denominator * readings;
            long scaled = sum * _numerator;
            long half = scaled < 0 ? -divisor / 2 : divisor / 2;
            long value = (scaled + half) / divisor + _offset;
            Value = value < Minimum ? Minimum : value > Maximum ? Maximum : value;
        }
    }
}
