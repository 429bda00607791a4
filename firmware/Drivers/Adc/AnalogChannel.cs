using System;
using System.Device.Adc;

namespace Nano.Firmware
{
    /// <summary>A voltage measured by the analog-to-digital converter.</summary>
    public sealed class AnalogChannel : AnalogInput
    {
        private readonly AdcChannel _adc;

        /// <summary>Makes a channel.</summary>
        /// <param name="id">See <see cref="Channel.Id"/>.</param>
        /// <param name="unit">The unit, as in <see cref="Channel"/>.</param>
        /// <param name="adc">The converter's channel, opened. The channel keeps it.</param>
        /// <param name="numerator">How many units there are...</param>
        /// <param name="denominator">...for so many of the converter's steps; above 0.</param>
        /// <param name="offset">The value of a reading of 0.</param>
        /// <param name="minimum">The least value.</param>
        /// <param name="maximum">The greatest value.</param>
        /// <exception cref="ArgumentException">As in <see cref="Channel"/>, or the denominator is not above 0.</exception>
        public AnalogChannel(string id, string unit, AdcChannel adc, int numerator, int denominator, int offset, int minimum, int maximum)
            : base(id, unit, numerator, denominator, offset, minimum, maximum)
        {
            _adc = adc;
        }

        /// <inheritdoc/>
        protected override int Measure()
        {
            return _adc.ReadValue();
        }
    }
}
