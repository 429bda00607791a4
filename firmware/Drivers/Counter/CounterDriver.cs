using System.Device.Gpio;
using Nano.Firmware.Channels;

namespace Nano.Firmware.Drivers
{
    /// <summary>The driver <c>counter</c>: pulses counted on a pin, with a total and a rate. README.md describes its words.</summary>
    public static class CounterDriver
    {
        /// <summary>Reads a line and makes its two channels.</summary>
        /// <param name="line">The line.</param>
        /// <param name="equipment">The pins; null while lines are checked.</param>
        public static void Build(ChannelLine line, Equipment equipment)
        {
            line.Split(" rate", " rate");
            int pin = line.TakePin("pin", PinRole.Input);
            bool isActiveLow = line.TakeChoice("active", "high low", 0) == 1;
            int pull = line.TakePull("pull", pin);
            int debounce = line.TakeNumber("debounce", 0, 0, 1000);
            int pulses = line.TakeNumber("pulses", 1, 1, 1000000);
            int decimals = line.TakeNumber("decimals", 0, 0, Channel.MaximumDecimals);
            string unit = line.TakeText("unit", "", Channel.MaximumUnit);
            int per = line.TakeChoice("per", "s min h", 0);
            string rateUnit = line.TakeText("rate-unit", unit.Length == 0 ? "" : unit + (per == 0 ? "/s" : per == 1 ? "/min" : "/h"), Channel.MaximumUnit);
            int interval = line.TakeNumber("every", 1000, 100, 3600000);
            if (rateUnit.Length > 0 && System.Text.Encoding.UTF8.GetBytes(rateUnit).Length > Channel.MaximumUnit)
            {
                line.Refuse("unit", "with what is put behind it the unit of the rate has more than 16 bytes. Add rate-unit=");
            }

            if (line.IsReady)
            {
                PinMode mode = pull == 0 ? PinMode.Input : pull == 1 ? PinMode.InputPullUp : PinMode.InputPullDown;
                DigitalInput input = new CounterInput(line.Id, equipment.OpenPin(pin), mode, isActiveLow, debounce);
                int time = per == 0 ? 1000 : per == 1 ? 60000 : 3600000;
                line.Add(new PulseCounter(line.IdOf(0), line.IdOf(1), unit, rateUnit, decimals, input, pulses, time, interval));
            }
        }
    }
}
