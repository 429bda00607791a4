using System;

namespace Nano.Firmware.Drivers
{
    /// <summary>A pin with pulse-width modulation: <c>HardwarePwmOutput</c> is the platform's. No member throws for what the platform does; false says that it could not.</summary>
    public abstract class PwmOutput
    {
        /// <summary>The duty of a pin that is always high.</summary>
        public const int FullDuty = 10000;

        /// <summary>Starts the pulses, or changes their frequency and duty while they run.</summary>
        /// <param name="frequency">In Hz, at least 1: 50 for a servo, 1,000 for an LED, 25,000 for a fan.</param>
        /// <param name="duty">Which part of the time the pin is high, 0 to <see cref="FullDuty"/>.</param>
        /// <returns>False when the platform could not: no PWM on the pin, or no right to use it. The caller may try again.</returns>
        /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
        public bool Start(int frequency, int duty)
        {
            if (frequency < 1)
            {
                throw new ArgumentOutOfRangeException("Frequency: at least 1.");
            }

            Check(duty);
            return StartPulses(frequency, duty);
        }

        /// <summary>Changes the duty of pulses that <see cref="Start"/> has started.</summary>
        /// <param name="duty">Which part of the time the pin is high, 0 to <see cref="FullDuty"/>.</param>
        /// <returns>False when the platform could not, or the pulses have not been started.</returns>
        /// <exception cref="ArgumentOutOfRangeException">The duty is out of range.</exception>
        public bool SetDuty(int duty)
        {
            Check(duty);
            return ChangeDuty(duty);
        }

        /// <summary>Ends the pulses: the pin is low.</summary>
        public abstract void Stop();

        /// <summary>Starts the pulses, or changes them.</summary>
        /// <param name="frequency">In Hz, at least 1.</param>
        /// <param name="duty">0 to <see cref="FullDuty"/>.</param>
        protected abstract bool StartPulses(int frequency, int duty);

        /// <summary>Changes the duty.</summary>
        /// <param name="duty">0 to <see cref="FullDuty"/>.</param>
        protected abstract bool ChangeDuty(int duty);

        private static void Check(int duty)
        {
            if (duty < 0 || duty > FullDuty)
            {
                throw new ArgumentOutOfRangeException("Duty: 0 to 10000.");
            }
        }
    }
}
