namespace Nano.Firmware.Drivers
{
    /// <summary>
    /// Which of a chip's PWM functions an output takes. On nanoFramework two functions share a timer, which has one frequency: functions 1 and 2 have the first timer, 3 and 4 the second
    /// (nf-interpreter, targets/ESP32/_nanoCLR/System.Device.Pwm).
    /// </summary>
    public sealed class PwmTimers
    {
        private const int FunctionsOfTimer = 2;

        private readonly int[] _frequencies;
        private readonly byte[] _counts;
        private int _left;

        /// <summary>Makes one of a chip without outputs.</summary>
        /// <param name="outputs">How many outputs the chip has.</param>
        /// <param name="timers">How many timers it has.</param>
        public PwmTimers(int outputs, int timers)
        {
            _left = outputs;
            _frequencies = new int[timers];
            _counts = new byte[timers];
        }

        /// <summary>Takes a function.</summary>
        /// <param name="frequency">The frequency in Hz, at least 1.</param>
        /// <returns>1 or more; 0 when the chip has no output left, or no timer for another frequency.</returns>
        public int Take(int frequency)
        {
            for (int timer = 0; timer < _counts.Length && _left > 0; timer++)
            {
                bool isFree = _counts[timer] == 0;
                if (isFree || (_frequencies[timer] == frequency && _counts[timer] < FunctionsOfTimer))
                {
                    _frequencies[timer] = frequency;
                    _left--;
                    return timer * FunctionsOfTimer + ++_counts[timer];
                }
            }

            return 0;
        }
    }
}
