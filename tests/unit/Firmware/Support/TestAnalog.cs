using Nano.Firmware.Channels;

namespace Nano.Tests.Unit.Firmware.Support
{
    /// <summary>A measurement whose readings the test gives, one after another and then the last again and again.</summary>
    internal sealed class TestAnalog : AnalogInput
    {
        /// <summary>A reading that fails.</summary>
        public const int Failure = int.MinValue;

        private int _next;

        public TestAnalog(string id, int numerator, int denominator, int offset, int minimum, int maximum)
            : base(id, "mV", numerator, denominator, offset, minimum, maximum)
        {
        }

        /// <summary>The readings.</summary>
        public int[] Given = new int[1];

        /// <summary>Whether the sensor has come loose.</summary>
        public bool IsBroken = false;

        /// <summary>The converter's limits.</summary>
        public int Lowest = int.MinValue;

        /// <summary>The converter's limits.</summary>
        public int Highest = int.MaxValue;

        /// <summary>Gives other readings from now on.</summary>
        public void Give(params int[] readings)
        {
            Given = readings;
            _next = 0;
        }

        protected override int Measure()
        {
            if (IsBroken)
            {
                throw new System.InvalidOperationException("The sensor has come loose.");
            }

            int reading = Given[_next];
            _next = _next < Given.Length - 1 ? _next + 1 : _next;
            if (reading == Failure)
            {
                throw new System.InvalidOperationException("This reading failed.");
            }

            bool isLimit = reading <= Lowest || reading >= Highest;
            return isLimit && !ReachesLimits ? NoReading : reading;
        }
    }
}
