using Nano.Firmware.Channels;

namespace Nano.Firmware.Drivers
{
    /// <summary>The words that say what a voltage means, which the drivers of all converters have in common: as, decimals, unit, min, max, deadband and clamp, and those of a line and a thermistor.</summary>
    public sealed class AnalogScale
    {
        private const int Ratio = 1;
        private const int Tmp36 = 2;
        private const int Line = 3;
        private const int Thermistor = 4;

        private AnalogScale()
        {
        }

        /// <summary>The unit.</summary>
        public string Unit { get; private set; }

        /// <summary>How many decimals the values have.</summary>
        public int Decimals { get; private set; }

        /// <summary>The least value, in units of the last decimal.</summary>
        public int Minimum { get; private set; }

        /// <summary>The greatest value, in units of the last decimal.</summary>
        public int Maximum { get; private set; }

        /// <summary>See <see cref="AnalogInput"/>: value = (reading x numerator + addend) / denominator.</summary>
        public long Numerator { get; private set; }

        /// <summary>See <see cref="Numerator"/>.</summary>
        public long Denominator { get; private set; }

        /// <summary>See <see cref="Numerator"/>.</summary>
        public long Addend { get; private set; }

        /// <summary>The table of a thermistor, which the readings go through first; null for another part, and while lines are checked.</summary>
        public ThermistorTable Table { get; private set; }

        /// <summary>Whether the value is the part of the converter's range, which <see cref="SetRange"/> must be told.</summary>
        public bool IsRatio { get; private set; }

        private int Deadband { get; set; }

        private bool IsClamped { get; set; }

        /// <summary>Takes the words.</summary>
        /// <param name="line">The line.</param>
        /// <param name="fullScale">The voltage of <paramref name="steps"/> steps in mV.</param>
        /// <param name="offset">The voltage that the converter reads as 0, in mV.</param>
        /// <param name="steps">The converter's steps: 4,096, or 32,768, of which the table of a thermistor sees an eighth.</param>
        /// <param name="hasRatio">Whether as=ratio makes sense.</param>
        public static AnalogScale Take(ChannelLine line, int fullScale, int offset, int steps, bool hasRatio)
        {
            AnalogScale scale = new AnalogScale();
            int mode = line.TakeChoice("as", hasRatio ? "mv ratio tmp36 line thermistor" : "mv tmp36 line thermistor", 0);
            mode += mode > 0 && !hasRatio ? 1 : 0;
            bool isTemperature = mode == Tmp36 || mode == Thermistor;
            bool isVoltage = mode == 0;
            scale.IsRatio = mode == Ratio;
            scale.Decimals = line.TakeNumber("decimals", 0, 0, mode == Thermistor ? 2 : Channel.MaximumDecimals);
            int one = 1;
            for (int i = 0; i < scale.Decimals; i++)
            {
                one *= 10;
            }

            scale.Unit = line.TakeText("unit", isTemperature ? "\u00B0C" : scale.IsRatio ? "%" : isVoltage ? "mV" : "", Channel.MaximumUnit);
            scale.Minimum = line.TakeDecimal("min", isTemperature ? -40 * one : 0, -int.MaxValue, int.MaxValue, scale.Decimals);
            scale.Maximum = line.TakeDecimal("max", (isTemperature ? 125 : isVoltage ? 3300 : 100) * one, -int.MaxValue, int.MaxValue, scale.Decimals);
            scale.Deadband = line.TakeDecimal("deadband", 1, 1, int.MaxValue, scale.Decimals);
            scale.IsClamped = scale.IsRatio || ((isVoltage || mode == Line) && line.TakeFlag("clamp"));
            if (scale.Minimum >= scale.Maximum)
            {
                line.Refuse("max", "max must be above min, which is " + (scale.Minimum / one) + ". Change one of them");
            }

            scale.Numerator = mode == Thermistor ? 1 : (long)fullScale * one;
            scale.Denominator = mode == Thermistor ? 100 / one : mode == Tmp36 ? 10L * steps : steps;
            scale.Addend = mode == Thermistor ? 0 : (mode == Tmp36 ? offset - 500L : offset) * steps * one;
            if (mode == Line)
            {
                scale.TakeLine(line, fullScale, offset, steps);
            }
            else if (mode == Thermistor)
            {
                scale.TakeThermistor(line, fullScale, offset);
            }

            return scale;
        }

        /// <summary>Tells the converter's greatest reading to a ratio.</summary>
        /// <param name="greatest">The greatest reading.</param>
        public void SetRange(int greatest)
        {
            Numerator = (long)Maximum - Minimum;
            Denominator = greatest;
            Addend = Minimum * Denominator;
        }

        /// <summary>Applies what a channel has besides its line.</summary>
        /// <param name="channel">The channel.</param>
        public void Apply(AnalogInput channel)
        {
            channel.Decimals = Decimals;
            channel.Deadband = Deadband;
            channel.ReachesLimits = IsClamped;
        }

        private void TakeLine(ChannelLine line, int fullScale, int offset, int steps)
        {
            int fromVoltage = line.TakePoint("from", Decimals, out int fromValue);
            int toVoltage = line.TakePoint("to", Decimals, out int toValue);
            if (toVoltage <= fromVoltage)
            {
                line.Refuse("to", "the voltage of to must be above that of from. Exchange them, or measure two voltages that differ");
            }

            long width = toVoltage - fromVoltage;
            long rise = (long)toValue - fromValue;
            Numerator = fullScale * rise;
            Denominator = steps * width;
            Addend = Denominator * fromValue + (offset - fromVoltage) * (long)steps * rise;
        }

        private void TakeThermistor(ChannelLine line, int fullScale, int offset)
        {
            int beta = line.TakeNumber("beta", 3950, 1000, 10000);
            int nominal = line.TakeNumber("r25", 10000, 100, 1000000);
            int series = line.TakeNumber("series", 10000, 100, 1000000);
            bool isLow = line.TakeChoice("side", "low high", 0) == 0;
            int supply = line.TakeNumber("supply", 3300, 1000, 5000);
            Table = line.IsReady ? new ThermistorTable(beta, nominal, series, isLow, supply, fullScale, offset) : null;
        }
    }
}
