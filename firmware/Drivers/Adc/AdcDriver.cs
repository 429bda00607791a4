using System.Device.Adc;

namespace Nano.Firmware.Drivers
{
    /// <summary>The driver <c>adc</c>: a voltage on a pin, and what a part makes of it. README.md describes its words.</summary>
    public static class AdcDriver
    {
        private const int Steps = 4096;

        /// <summary>Reads a line and makes its channel.</summary>
        /// <param name="line">The line.</param>
        /// <param name="equipment">The converter; null while lines are checked.</param>
        public static void Build(ChannelLine line, Equipment equipment)
        {
            int pin = line.TakePin("pin", PinRole.Analog);
            AnalogScale scale = AnalogScale.Take(line, line.AdcFullScale, line.AdcOffset, Steps, true);
            int readings = line.TakeNumber("readings", 4, 1, 16);
            if (!line.IsReady)
            {
                return;
            }

            AdcChannel adc = equipment.OpenAdc(line.AdcChannelOf(pin));
            if (scale.IsRatio)
            {
                scale.SetRange(equipment.AdcMaximum);
            }

            AnalogChannel channel = scale.Table != null ? new ThermistorChannel(line.Id, scale.Unit, adc, scale.Table, scale.Decimals, scale.Minimum, scale.Maximum)
                : new AnalogChannel(line.Id, scale.Unit, adc, scale.Numerator, scale.Denominator, scale.Addend, scale.Minimum, scale.Maximum);
            scale.Apply(channel);
            if (readings != channel.Readings)
            {
                channel.Readings = readings;
            }

            line.Add(channel);
        }
    }
}
