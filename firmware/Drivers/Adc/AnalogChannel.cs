using System;
using System.Device.Adc;
using Nano.Firmware.Channels;

namespace Nano.Firmware.Drivers
{
    /// <summary>
    /// A voltage measured by the analog-to-digital converter. A reading at a limit of the converter says only that the voltage is there or
    /// beyond, as of a sensor that is open or shorted: the value is then unknown, unless the channel <see cref="AnalogInput.ReachesLimits"/>.
    /// </summary>
    public class AnalogChannel : AnalogInput
    {
        private readonly AdcChannel _adc;
        private readonly int _lowest;
        private readonly int _highest;

        /// <summary>Makes a channel.</summary>
        /// <param name="id">See <see cref="Channel.Id"/>.</param>
        /// <param name="unit">The unit, as in <see cref="Channel"/>.</param>
        /// <param name="adc">The converter's channel, opened. The channel keeps it.</param>
        /// <param name="numerator">How many units there are...</param>
        /// <param name="denominator">...for so many of the converter's steps; above 0.</param>
        /// <param name="offset">The value of a reading of 0.</param>
        /// <param name="minimum">The least value that the part can have.</param>
        /// <param name="maximum">The greatest value that the part can have.</param>
        /// <exception cref="ArgumentException">As in <see cref="Channel"/>, or the denominator is not above 0.</exception>
        public AnalogChannel(string id, string unit, AdcChannel adc, int numerator, int denominator, int offset, int minimum, int maximum)
            : base(id, unit, numerator, denominator, offset, minimum, maximum)
        {
            _adc = adc;
            _lowest = adc.Controller.MinValue;
            _highest = adc.Controller.MaxValue;
        }

        /// <summary>Makes a channel: value = (reading x numerator + addend) / denominator, rounded.</summary>
        /// <param name="id">See <see cref="Channel.Id"/>.</param>
        /// <param name="unit">The unit, as in <see cref="Channel"/>.</param>
        /// <param name="adc">The converter's channel, opened. The channel keeps it.</param>
        /// <param name="numerator">See <see cref="AnalogInput"/>.</param>
        /// <param name="denominator">See <see cref="AnalogInput"/>.</param>
        /// <param name="addend">See <see cref="AnalogInput"/>.</param>
        /// <param name="minimum">The least value that the part can have.</param>
        /// <param name="maximum">The greatest value that the part can have.</param>
        /// <exception cref="ArgumentException">As in <see cref="Channel"/>, or the denominator is not above 0.</exception>
        public AnalogChannel(string id, string unit, AdcChannel adc, long numerator, long denominator, long addend, int minimum, int maximum)
            : base(id, unit, numerator, denominator, addend, minimum, maximum)
        {
            _adc = adc;
            _lowest = adc.Controller.MinValue;
            _highest = adc.Controller.MaxValue;
        }

        /// <inheritdoc/>
        protected override int Measure()
        {
            int reading = _adc.ReadValue();
            bool isLimit = reading <= _lowest || reading >= _highest;
            return isLimit && !ReachesLimits ? NoReading : reading;
        }
    }
}
