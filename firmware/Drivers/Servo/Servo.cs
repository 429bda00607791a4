using System;

namespace Nano.Firmware.Drivers
{
    /// <summary>A servo of model making: 50 pulses a second, whose length is the angle.</summary>
    public sealed class Servo : PwmNumber
    {
        /// <summary>The frequency of the pulses in Hz.</summary>
        public const int Frequency = 50;

        /// <summary>The shortest pulse of any servo in microseconds.</summary>
        public const int ShortestPulse = 300;

        /// <summary>The longest pulse of any servo in microseconds.</summary>
        public const int LongestPulse = 3000;

        // A second of microseconds has so many units of duty and pulses: 20,000 us are 10,000.
        private const int MicrosecondsOfUnit = 1000000 / Frequency / PwmOutput.FullDuty;

        /// <summary>Makes a channel in whole degrees. The servo turns to the safe angle.</summary>
        /// <param name="id">See <see cref="Channels.Channel.Id"/>.</param>
        /// <param name="minimum">The least angle in degrees.</param>
        /// <param name="maximum">The greatest angle in degrees.</param>
        /// <param name="step">The step between angles in degrees, from 1 to the width of the range.</param>
        /// <param name="safeAngle">The angle that is safe.</param>
        /// <param name="output">The pin. The channel keeps it.</param>
        /// <param name="firstPulse">The pulse at the least angle in microseconds, 300 to 3000.</param>
        /// <param name="lastPulse">The pulse at the greatest angle in microseconds, 300 to 3000; below the other one to turn the other way round.</param>
        /// <exception cref="ArgumentException">As in <see cref="Channels.NumberOutput"/>.</exception>
        /// <exception cref="ArgumentOutOfRangeException">A pulse is out of range.</exception>
        public Servo(string id, int minimum, int maximum, int step, int safeAngle, PwmOutput output, int firstPulse, int lastPulse)
            : base(id, "\u00B0", 0, minimum, maximum, step, safeAngle, output, Frequency, DutyOf(firstPulse), DutyOf(lastPulse))
        {
        }

        private static int DutyOf(int pulse)
        {
            if (pulse < ShortestPulse || pulse > LongestPulse)
            {
                throw new ArgumentOutOfRangeException("Pulse: 300 to 3000 us.");
            }

            return pulse / MicrosecondsOfUnit;
        }
    }
}
