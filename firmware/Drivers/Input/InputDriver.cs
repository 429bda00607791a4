using System.Device.Gpio;

namespace Nano.Firmware.Drivers
{
    /// <summary>The driver <c>input</c>: a pin that is read, such as a button's. README.md describes its words.</summary>
    public static class InputDriver
    {
        /// <summary>Reads a line and makes its channel.</summary>
        /// <param name="line">The line.</param>
        /// <param name="equipment">The pins; null while lines are checked.</param>
        public static void Build(ChannelLine line, Equipment equipment)
        {
            int pin = line.TakePin("pin", PinRole.Input);
            bool isActiveLow = line.TakeChoice("active", "high low", 0) == 1;
            int pull = line.TakePull("pull", pin);
            int debounce = line.TakeNumber("debounce", 20, 0, 1000);
            if (line.IsReady)
            {
                PinMode mode = pull == 0 ? PinMode.Input : pull == 1 ? PinMode.InputPullUp : PinMode.InputPullDown;
                InputChannel channel = new InputChannel(line.Id, equipment.OpenPin(pin), mode, isActiveLow);
                if (debounce != channel.Debounce)
                {
                    channel.Debounce = debounce;
                }

                line.Add(channel);
            }
        }
    }
}
