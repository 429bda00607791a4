namespace Nano.Simulator
{
    /// <summary>
    /// The facts that the fakes of GPIO and ADC need about the chip that they simulate. The firmware's tables in firmware/Boards fill it in (hardware/simulator/ChipModel.cs):
    /// this assembly cannot refer to them, because the firmware refers to it.
    /// </summary>
    public abstract class SimulatedChip
    {
        /// <summary>The chip's name, such as ESP32-C3.</summary>
        public abstract string Name { get; }

        /// <summary>The greatest GPIO number and 1.</summary>
        public abstract int PinCount { get; }

        /// <summary>The greatest ADC channel number and 1.</summary>
        public abstract int AdcChannelCount { get; }

        /// <summary>How many of the ADC channels belong to the first converter, those that are not connected to a pin included.</summary>
        public abstract int FirstConverterChannels { get; }

        /// <summary>Whether the runtime can open the second converter. That of an ESP32-C3 is faulty, and its driver refuses it.</summary>
        public abstract bool HasSecondConverter { get; }

        /// <summary>The voltage that the converter reads as 4,096, in mV.</summary>
        public abstract int AdcFullScale { get; }

        /// <summary>The voltage that the converter reads as 0, in mV.</summary>
        public abstract int AdcOffset { get; }

        /// <summary>The GPIO of the LED, -1 for none.</summary>
        public abstract int LedPin { get; }

        /// <summary>The GPIO of the relay, -1 for none.</summary>
        public abstract int RelayPin { get; }

        /// <summary>The GPIO of the button, -1 for none.</summary>
        public abstract int ButtonPin { get; }

        /// <summary>The ADC channel of the potentiometer, -1 for none.</summary>
        public abstract int PotentiometerChannel { get; }

        /// <summary>The ADC channel of the light sensor, -1 for none.</summary>
        public abstract int LightChannel { get; }

        /// <summary>The ADC channel of the temperature sensor, -1 for none.</summary>
        public abstract int TemperatureChannel { get; }

        /// <summary>Whether the chip has a GPIO.</summary>
        /// <param name="pin">Any number.</param>
        public abstract bool HasPin(int pin);

        /// <summary>Whether a GPIO can be an output, and has resistors.</summary>
        /// <param name="pin">Any number.</param>
        public abstract bool IsOutput(int pin);

        /// <summary>Whether the flash memory is on a GPIO.</summary>
        /// <param name="pin">Any number.</param>
        public abstract bool IsFlash(int pin);

        /// <summary>Whether an ADC channel is connected to a GPIO: 8 and 9 of an ESP32 are not.</summary>
        /// <param name="channel">0 to <see cref="AdcChannelCount"/> - 1.</param>
        public abstract bool HasAdcPin(int channel);
    }
}
