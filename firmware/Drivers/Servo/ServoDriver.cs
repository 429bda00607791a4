namespace Nano.Firmware.Drivers
{
    /// <summary>The driver <c>servo</c>: the angle of a servo. README.md describes its words.</summary>
    public static class ServoDriver
    {
        /// <summary>Reads a line and makes its channel.</summary>
        /// <param name="line">The line.</param>
        /// <param name="drivers">The chip's timers and pins.</param>
        public static void Build(ChannelLine line, BusDrivers drivers)
        {
            int pin = line.TakePin("pin", PinRole.Output);
            int minimum = line.TakeNumber("min", 0, -360, 359);
            int maximum = line.TakeNumber("max", 180, -359, 360);
            if (minimum >= maximum)
            {
                line.Refuse("max", "max must be above min. Change one of them");
                maximum = minimum + 1;
            }

            int step = line.TakeNumber("step", 1, 1, maximum - minimum);
            int safe = line.TakeNumber("safe", minimum, minimum, maximum);
            int first = line.TakeNumber("pulse-min", 1000, Servo.ShortestPulse, Servo.LongestPulse);
            int last = line.TakeNumber("pulse-max", 2000, Servo.ShortestPulse, Servo.LongestPulse);
            bool isRestored = line.TakeChoice("restore", "safe last", 0) == 1;
            int function = drivers.TakePwm(line, Servo.Frequency);
            if (line.IsReady)
            {
                line.Add(new Servo(line.Id, minimum, maximum, step, safe, drivers.Equipment.OpenPwm(pin, function), first, last) { IsRestored = isRestored });
            }
        }
    }
}
