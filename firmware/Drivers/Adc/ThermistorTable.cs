namespace Nano.Firmware.Drivers
{
    /// <summary>
    /// The temperatures of a thermistor in a voltage divider for the readings of a converter of 12 bits: 65 of them by the beta equation, 1/T = 1/298.15 K + ln(R/R25)/beta, and straight
    /// lines between. Computed once in integers, so that a reading takes no floating point. It takes 150 bytes.
    /// </summary>
    public sealed class ThermistorTable
    {
        /// <summary>No temperature: the part is open or shorted.</summary>
        public const int None = int.MinValue;

        private const int Interval = 64;
        private const int Unknown = short.MinValue;

        private readonly short[] _temperatures = new short[4096 / Interval + 1];

        /// <summary>Computes the table.</summary>
        /// <param name="beta">The thermistor's beta in K, 1,000 to 10,000.</param>
        /// <param name="nominal">Its resistance at 25 °C in ohms, 100 to 1,000,000.</param>
        /// <param name="series">The other resistor of the divider in ohms, 100 to 1,000,000.</param>
        /// <param name="isLow">Whether the thermistor is between the pin and ground; otherwise between the pin and the supply.</param>
        /// <param name="supply">The divider's supply in mV, up to 5,000.</param>
        /// <param name="fullScale">The voltage that the converter reads as 4,096, in mV.</param>
        /// <param name="offset">The voltage that the converter reads as 0, in mV.</param>
        public ThermistorTable(int beta, int nominal, int series, bool isLow, int supply, int fullScale, int offset)
        {
            for (int i = 0; i < _temperatures.Length; i++)
            {
                long voltage = (long)i * Interval * fullScale / 4096 + offset;
                long other = supply - voltage;
                _temperatures[i] = voltage <= 0 || other <= 0 ? (short)Unknown
                    : Compute(beta, (isLow ? voltage : other) * series, (isLow ? other : voltage) * nominal);
            }
        }

        /// <summary>The temperature of a reading.</summary>
        /// <param name="reading">0 to 4,095.</param>
        /// <returns>In 1/100 °C; <see cref="None"/> when there is none.</returns>
        public int Find(int reading)
        {
            int index = reading / Interval;
            int first = _temperatures[index];
            int second = _temperatures[index + 1];
            return first == Unknown || second == Unknown ? None : first + (second - first) * (reading - index * Interval) / Interval;
        }

        /// <summary>The natural logarithm of a fraction, in units of 2^-16.</summary>
        /// <param name="numerator">1 to 5 x 10^9.</param>
        /// <param name="denominator">1 to 5 x 10^9.</param>
        internal static int Logarithm(long numerator, long denominator)
        {
            // The logarithm to the base 2: its integer by doubling, then bit by bit by squaring.
            int whole = 0;
            for (; numerator >= denominator * 2; whole++)
            {
                denominator *= 2;
            }

            for (; numerator < denominator; whole--)
            {
                numerator *= 2;
            }

            long mantissa = (numerator << 28) / denominator;
            int fraction = 0;
            for (int i = 0; i < 16; i++)
            {
                mantissa = mantissa * mantissa >> 28;
                int bit = mantissa >= 1L << 29 ? 1 : 0;
                mantissa >>= bit;
                fraction = fraction << 1 | bit;
            }

            // Times ln 2.
            return (int)(((long)whole << 16 | (uint)fraction) * 45426 >> 16);
        }

        private static short Compute(int beta, long numerator, long denominator)
        {
            // T = 298.15 beta / (beta + 298.15 ln(R/R25)), in 1/100 K.
            long scaled = (long)beta * 100 << 16;
            long divisor = scaled + 29815L * Logarithm(numerator, denominator);
            long temperature = divisor <= 0 ? long.MaxValue : (29815L * scaled + divisor / 2) / divisor - 27315;
            return temperature > short.MaxValue ? (short)Unknown : (short)temperature;
        }
    }
}
