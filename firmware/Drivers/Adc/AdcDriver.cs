using System.Device.Adc;
using Nano.Firmware.Channels;

namespace Nano.Firmware.Drivers
{
    /// <summary>The driver <c>adc</c>: a voltage on a pin, and what a part makes of it. README.md describes its words.</summary>
    public static class AdcDriver
    {
        private const int Millivolts = 0;
        private const int Ratio = 1;
        private const int Tmp36 = 2;
        private const int Line = 3;

        /// <summary>Reads a line and makes its channel.</summary>
        /// <param name="line">The line.</param>
        /// <param name="equipment">The converter; null while lines are checked.</param>
        public static void Build(ChannelLine line, Equipment equipment)
        {
            int pin = line.TakePin("pin", PinRole.Analog);
            int mode = line.TakeChoice("as", "mv ratio tmp36 line thermistor", Millivolts);
            bool isTemperature = mode == Tmp36 || mode > Line;
            int decimals = line.TakeNumber("decimals", 0, 0, mode > Line ? 2 : Channel.MaximumDecimals);
            int one = PowerOf(decimals);
            string unit = line.TakeText("unit", isTemperature ? "\u00B0C" : mode == Ratio ? "%" : mode == Millivolts ? "mV" : "", Channel.MaximumUnit);
            int minimum = line.TakeDecimal("min", isTemperature ? -40 * one : 0, -int.MaxValue, int.MaxValue, decimals);
            int maximum = line.TakeDecimal("max", (isTemperature ? 125 : mode == Millivolts ? 3300 : 100) * one, -int.MaxValue, int.MaxValue, decimals);
            int deadband = line.TakeDecimal("deadband", 1, 1, int.MaxValue, decimals);
            int readings = line.TakeNumber("readings", 4, 1, 16);
            bool isClamped = mode == Ratio || ((mode == Millivolts || mode == Line) && line.TakeFlag("clamp"));
            if (minimum >= maximum)
            {
                line.Refuse("max", "max must be above min, which is " + (minimum / one) + ". Change one of them");
            }

            // value = (reading x numerator + addend) / denominator, with a reading of 4,096 for the full scale.
            long numerator = (long)line.AdcFullScale * one;
            long denominator = mode == Tmp36 ? 40960 : 4096;
            long addend = mode == Tmp36 ? (line.AdcOffset - 500L) * 4096 * one : (long)line.AdcOffset * 4096 * one;
            if (mode == Line)
            {
                int fromVoltage = line.TakePoint("from", decimals, out int fromValue);
                int toVoltage = line.TakePoint("to", decimals, out int toValue);
                if (toVoltage <= fromVoltage)
                {
                    line.Refuse("to", "the voltage of to must be above that of from. Exchange them, or measure two voltages that differ");
                }

                long width = toVoltage - fromVoltage;
                long rise = (long)toValue - fromValue;
                numerator = line.AdcFullScale * rise;
                denominator = 4096 * width;
                addend = denominator * fromValue + (line.AdcOffset - fromVoltage) * 4096L * rise;
            }

            ThermistorTable table = mode > Line ? TakeThermistor(line) : null;
            if (!line.IsReady)
            {
                return;
            }

            AdcChannel adc = equipment.OpenAdc(line.AdcChannelOf(pin));
            if (mode == Ratio)
            {
                numerator = (long)maximum - minimum;
                denominator = equipment.AdcMaximum;
                addend = minimum * denominator;
            }

            AnalogChannel channel = table != null ? new ThermistorChannel(line.Id, unit, adc, table, decimals, minimum, maximum)
                : new AnalogChannel(line.Id, unit, adc, numerator, denominator, addend, minimum, maximum);
            channel.Decimals = decimals;
            channel.Deadband = deadband;
            channel.ReachesLimits = isClamped;
            if (readings != channel.Readings)
            {
                channel.Readings = readings;
            }

            line.Add(channel);
        }

        private static ThermistorTable TakeThermistor(ChannelLine line)
        {
            int beta = line.TakeNumber("beta", 3950, 1000, 10000);
            int nominal = line.TakeNumber("r25", 10000, 100, 1000000);
            int series = line.TakeNumber("series", 10000, 100, 1000000);
            bool isLow = line.TakeChoice("side", "low high", 0) == 0;
            int supply = line.TakeNumber("supply", 3300, 1000, 5000);
            return line.IsReady ? new ThermistorTable(beta, nominal, series, isLow, supply, line.AdcFullScale, line.AdcOffset) : null;
        }

        private static int PowerOf(int decimals)
        {
            int power = 1;
            for (; decimals > 0; decimals--)
            {
                power *= 10;
            }

            return power;
        }
    }
}
