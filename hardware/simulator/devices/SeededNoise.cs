namespace Nano.Simulator
{
    /// <summary>
    /// Random numbers that can be repeated: each depends on the seed, its purpose and its step only, not on the numbers
    /// read before. So a part gives the same values, independently of the number and order of its readings.
    /// </summary>
    internal readonly struct SeededNoise
    {
        private readonly ulong _stream;

        /// <param name="seed">The board's seed.</param>
        /// <param name="purpose">The purpose of the numbers: another purpose gives other numbers.</param>
        public SeededNoise(int seed, string purpose)
        {
            _stream = Mix((uint)seed);
            foreach (char c in purpose)
            {
                _stream = Mix(_stream + c);
            }
        }

        /// <summary>A step's number, 0 up to but not 1.</summary>
        public double At(long step)
        {
            return (Mix(_stream + (ulong)step) >> 11) / (double)(1UL << 53);
        }

        /// <summary>A step's number between two others.</summary>
        public double At(long step, double minimum, double maximum)
        {
            return minimum + ((maximum - minimum) * At(step));
        }

        /// <summary>A step's whole number from one to another, both included.</summary>
        public int IntegerAt(long step, int minimum, int maximum)
        {
            return minimum + (int)(At(step) * (maximum - minimum + 1));
        }

        /// <summary>A curve from 0 to 1 that wanders without leaps from one step's number to the next's.</summary>
        /// <param name="time">Any time, not before 0.</param>
        /// <param name="period">How long a step takes.</param>
        public double Curve(long time, int period)
        {
            long step = time / period;
            double ease = Ease((time % period) / (double)period);
            return At(step) + ((At(step + 1) - At(step)) * ease);
        }

        /// <summary>Goes from 0 to 1 as its argument does, slowly at both ends; beyond them it stays.</summary>
        public static double Ease(double part)
        {
            part = part < 0 ? 0 : part > 1 ? 1 : part;
            return part * part * (3 - (2 * part));
        }

        /// <summary>Spreads every bit over all others (the finalizer of SplitMix64).</summary>
        private static ulong Mix(ulong value)
        {
            value += 0x9E3779B97F4A7C15;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
