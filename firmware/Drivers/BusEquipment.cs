namespace Nano.Firmware.Drivers
{
    /// <summary>The I2C buses and the pins with pulses that drivers open: <c>HardwareBuses</c> has the platform's, and the simulated board its own.</summary>
    public abstract class BusEquipment
    {
        /// <summary>Opens a bus. It is asked for once.</summary>
        /// <param name="number">1, or 2 where the chip has two.</param>
        /// <param name="data">The GPIO of the data line, SDA.</param>
        /// <param name="clock">The GPIO of the clock line, SCL.</param>
        /// <returns>The bus; parts that are missing and lines that are held low are no reason not to open it.</returns>
        /// <exception cref="System.Exception">The platform cannot connect the bus to the pins.</exception>
        public abstract I2cBus OpenBus(int number, int data, int clock);

        /// <summary>Opens a pin with pulses.</summary>
        /// <param name="pin">The GPIO.</param>
        /// <param name="function">Which of the chip's PWM functions it takes, from 1 on: two functions share a timer, and so a frequency.</param>
        /// <returns>The pin; what the platform refuses is told when the pulses are started.</returns>
        public abstract PwmOutput OpenPwm(int pin, int function);
    }
}
