namespace Nano.Firmware.Drivers
{
    /// <summary>The table of a chip's pins, against which channel lines are checked.</summary>
    public interface IPinTable
    {
        /// <summary>Gets the chip's name.</summary>
        string Name { get; }

        /// <summary>Gets the greatest GPIO number and 1.</summary>
        int PinCount { get; }

        /// <summary>Gets the voltage that the converter reads as 4,096, in mV.</summary>
        int AdcFullScale { get; }

        /// <summary>Gets the voltage that the converter reads as 0, in mV.</summary>
        int AdcOffset { get; }

        /// <summary>Gets how many I2C buses it has.</summary>
        int I2cBusCount { get; }

        /// <summary>Gets how many pins can have pulse-width modulation at the same time.</summary>
        int PwmCount { get; }

        /// <summary>Gets how many timers there are for them, each for two pins of one frequency.</summary>
        int PwmTimerCount { get; }

        /// <summary>Tells whether a pin can have a role.</summary>
        /// <param name="pin">Any number.</param>
        /// <param name="role">The role.</param>
        /// <returns><see cref="LineError.None"/>, or why not.</returns>
        LineError Check(int pin, PinRole role);

        /// <summary>Tells whether a pin has a pull-up and a pull-down resistor.</summary>
        /// <param name="pin">A pin that the chip has.</param>
        bool HasResistors(int pin);

        /// <summary>Finds the channel of the analog-to-digital converter that a pin has.</summary>
        /// <param name="pin">A pin that can be <see cref="PinRole.Analog"/>.</param>
        int AdcChannelOf(int pin);

        /// <summary>The greatest number of a channel of the converter and 1.</summary>
        int AdcChannelCount { get; }

        /// <summary>The GPIO of a channel of the converter; -1 where there is none.</summary>
        /// <param name="channel">Any number.</param>
        int GpioOf(int channel);

        /// <summary>Whether a channel belongs to the second converter, which lines cannot use.</summary>
        /// <param name="channel">Any number.</param>
        bool IsSecondConverter(int channel);
    }
}
