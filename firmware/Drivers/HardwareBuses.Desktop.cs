namespace Nano.Firmware.Drivers
{
    /// <summary>The I2C buses and PWM channels of Linux, as a Raspberry Pi numbers them. Which pins they have is the matter of its configuration.</summary>
    public sealed class HardwareBuses : BusEquipment
    {
        // GPIO 12 and 18 can be the first channel of a Raspberry Pi, 13 and 19 the second.
        private const int FirstPin = 12;
        private const int OtherFirstPin = 18;
        private const int SecondPin = 13;
        private const int OtherSecondPin = 19;

        /// <inheritdoc/>
        public override I2cBus OpenBus(int number, int data, int clock)
        {
            return new HardwareI2cBus(number);
        }

        /// <summary>Opens a pin with pulses. A pin that has none is refused when they are started.</summary>
        /// <param name="pin">12, 13, 18 or 19.</param>
        /// <param name="function">Means nothing here.</param>
        public override PwmOutput OpenPwm(int pin, int function)
        {
            bool isFirst = pin == FirstPin || pin == OtherFirstPin;
            return new HardwarePwmOutput(0, isFirst ? 0 : pin == SecondPin || pin == OtherSecondPin ? 1 : pin);
        }
    }
}
