namespace Nano.Firmware.Drivers
{
    /// <summary>The I2C buses and PWM functions of an ESP32.</summary>
    public sealed class HardwareBuses : BusEquipment
    {
        /// <inheritdoc/>
        public override I2cBus OpenBus(int number, int data, int clock)
        {
            return new HardwareI2cBus(number, data, clock);
        }

        /// <inheritdoc/>
        public override PwmOutput OpenPwm(int pin, int function)
        {
            return new HardwarePwmOutput(pin, function);
        }
    }
}
