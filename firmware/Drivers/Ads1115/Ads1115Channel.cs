using System;
using Nano.Firmware.Channels;

namespace Nano.Firmware.Drivers
{
    /// <summary>
    /// An input of an <see cref="Ads1115"/> on the same straight line as any other analog input, so that what is connected to the chip's own converter can be connected here too.
    /// </summary>
    public sealed class Ads1115Channel : AnalogInput
    {
        /// <summary>In place of a conversion's word that is not known.</summary>
        internal const int NoWord = NoReading;

        // A thermistor's table is for readings of 12 bits.
        private const int TableShift = 3;

        private readonly Ads1115 _converter;
        private readonly ThermistorTable _table;

        /// <summary>Makes a channel of a line's words.</summary>
        /// <param name="id">See <see cref="Channel.Id"/>.</param>
        /// <param name="converter">The converter.</param>
        /// <param name="input">0 to 3.</param>
        /// <param name="gain">0 to 5.</param>
        /// <param name="scale">The conversion of the voltage to the value.</param>
        internal Ads1115Channel(string id, Ads1115 converter, int input, int gain, AnalogScale scale)
            : this(id, scale.Unit, converter, input, gain, scale.Numerator, scale.Denominator, scale.Addend, scale.Minimum, scale.Maximum)
        {
            _table = scale.Table;
            scale.Apply(this);
        }

        /// <summary>Makes a channel that tells the voltage in mV.</summary>
        /// <param name="id">See <see cref="Channel.Id"/>.</param>
        /// <param name="converter">The converter.</param>
        /// <param name="input">0 to 3: the pins A0 to A3.</param>
        /// <param name="gain">0 to 5: the full scale is <see cref="Ads1115.FullScaleOf"/>. An input must not be above the supply whatever the full scale is.</param>
        /// <param name="decimals">0 or 1. The gains have steps of 0.1875 to 0.0078 mV.</param>
        /// <exception cref="ArgumentException">As in <see cref="Channel"/>, or another argument is out of range.</exception>
        public Ads1115Channel(string id, Ads1115 converter, int input, int gain, int decimals)
            : this(id, "mV", converter, input, gain, Ads1115.FullScaleOf(gain) * Scale(decimals), (long)Ads1115.FullScaleWord, 0, -10 * Scale(decimals), Ads1115.FullScaleOf(gain) * Scale(decimals))
        {
            Decimals = decimals;
        }

        /// <summary>Makes a channel with a unit of its own: value = (word x numerator + addend) / denominator.</summary>
        /// <param name="id">See <see cref="Channel.Id"/>.</param>
        /// <param name="unit">The unit, as in <see cref="Channel"/>.</param>
        /// <param name="converter">The converter.</param>
        /// <param name="input">0 to 3: the pins A0 to A3.</param>
        /// <param name="gain">0 to 5, as above.</param>
        /// <param name="numerator">How many units there are...</param>
        /// <param name="denominator">...for so many steps; above 0. 32768 steps are the full scale.</param>
        /// <param name="addend">The value at 0 V, times the denominator.</param>
        /// <param name="minimum">The least value that the part can have.</param>
        /// <param name="maximum">The greatest value that the part can have.</param>
        /// <exception cref="ArgumentException">As in <see cref="AnalogInput"/>, or another argument is out of range.</exception>
        public Ads1115Channel(string id, string unit, Ads1115 converter, int input, int gain, long numerator, long denominator, long addend, int minimum, int maximum)
            : base(id, unit, numerator, denominator, addend, minimum, maximum)
        {
            if (input < 0 || input >= Ads1115.InputCount || gain < 0 || gain > 5)
            {
                throw new ArgumentException("An ADS1115 has the inputs 0 to 3 and the gains 0 to 5.");
            }

            _converter = converter;
            Input = input;
            Gain = gain;
            Word = NoWord;

            // The converter takes the mean of a conversion's time already.
            Readings = 1;
            converter.Add(this);
        }

        /// <summary>The input, 0 to 3.</summary>
        internal int Input { get; }

        /// <summary>The gain, 0 to 5.</summary>
        internal int Gain { get; }

        /// <summary>The last conversion's word, or <see cref="NoWord"/>.</summary>
        internal int Word { get; set; }

        /// <inheritdoc/>
        public override long Update(long now)
        {
            return _converter.Update(this, now);
        }

        /// <inheritdoc/>
        protected override int Measure()
        {
            // At the converter's limit the voltage is there or beyond.
            int word = Word;
            if (word == NoReading || (word == Ads1115.FullScaleWord - 1 && !ReachesLimits))
            {
                return NoReading;
            }

            if (_table != null)
            {
                word = _table.Find(word < 0 ? 0 : word >> TableShift);
                return word == ThermistorTable.None ? NoReading : word;
            }

            return word;
        }

        private static int Scale(int decimals)
        {
            return decimals == 0 ? 1 : 10;
        }
    }
}
