using Nano.Firmware.Channels;

namespace Nano.Firmware.Drivers
{
    /// <summary>The driver <c>pwm</c>: a number that is the duty of a pin's pulses. README.md describes its words.</summary>
    public static class PwmDriver
    {
        private const int LowestFrequency = 10;
        private const int HighestFrequency = 100000;

        /// <summary>Reads a line and makes its channel.</summary>
        /// <param name="line">The line.</param>
        /// <param name="drivers">The chip's timers and pins.</param>
        public static void Build(ChannelLine line, BusDrivers drivers)
        {
            int pin = line.TakePin("pin", PinRole.Output);
            int frequency = line.TakeNumber("frequency", 1000, LowestFrequency, HighestFrequency);
            string unit = line.TakeText("unit", "%", Channel.MaximumUnit);
            int decimals = line.TakeNumber("decimals", 0, 0, 2);
            int one = decimals == 0 ? 1 : decimals == 1 ? 10 : 100;

            // In percent the value is the duty; in another unit the least value is never on and the greatest always.
            bool isPercent = unit == "%";
            int lowest = isPercent ? 0 : -1000000 * one;
            int highest = isPercent ? 100 * one : 1000000 * one;
            int minimum = line.TakeDecimal("min", 0, lowest, highest, decimals);
            int maximum = line.TakeDecimal("max", 100 * one, lowest, highest, decimals);
            if (minimum >= maximum)
            {
                line.Refuse("max", "max must be above min. Change one of them");
                maximum = minimum + 1;
            }

            int step = line.TakeDecimal("step", one < maximum - minimum ? one : 1, 1, maximum - minimum, decimals);
            int safe = line.TakeDecimal("safe", minimum, minimum, maximum, decimals);
            bool isActiveLow = line.TakeChoice("active", "high low", 0) == 1;
            bool isRestored = line.TakeChoice("restore", "safe last", 0) == 1;
            int function = drivers.TakePwm(line, frequency);
            if (line.IsReady)
            {
                int first = isPercent ? minimum * 100 / one : 0;
                int last = isPercent ? maximum * 100 / one : PwmOutput.FullDuty;
                line.Add(new PwmNumber(line.Id, unit, decimals, minimum, maximum, step, safe, drivers.Equipment.OpenPwm(pin, function), frequency,
                    isActiveLow ? PwmOutput.FullDuty - first : first, isActiveLow ? PwmOutput.FullDuty - last : last) { IsRestored = isRestored });
            }
        }
    }
}
