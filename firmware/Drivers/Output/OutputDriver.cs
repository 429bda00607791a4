using Nano.Firmware.Channels;

namespace Nano.Firmware.Drivers
{
    /// <summary>The driver <c>output</c>: a pin that is driven, such as an LED's or a relay's. README.md describes its words.</summary>
    public static class OutputDriver
    {
        /// <summary>Reads a line and makes its channel.</summary>
        /// <param name="line">The line.</param>
        /// <param name="equipment">The pins; null while lines are checked.</param>
        public static void Build(ChannelLine line, Equipment equipment)
        {
            int pin = line.TakePin("pin", PinRole.Output);
            bool isActiveLow = line.TakeChoice("active", "high low", 0) == 1;
            int safe = line.TakeNumber("safe", 0, 0, 1);
            OutputOptions options = OutputOptions.Take(line, safe);
            if (line.IsReady)
            {
                DigitalOutput channel = new OutputChannel(line.Id, equipment.OpenPin(pin), safe, isActiveLow);
                options.Apply(channel);
                line.Add(channel);
            }
        }
    }
}
