using System.Device.Adc;
using System.Device.Gpio;

namespace Nano.Firmware
{
    /// <summary>What is connected to the device: its channels, in the order in which the protocol lists them.</summary>
    public sealed partial class Board
    {
        /// <summary>
        /// The board that this project describes: an ESP32 with an LED, a relay, a button, a potentiometer, a light sensor and
        /// a TMP36. Another board is another list like this one.
        /// </summary>
        /// <param name="gpio">The pins.</param>
        /// <param name="adc">The analog-to-digital converter.</param>
        /// <param name="pins">Which of them are used; null for none: then there are only the figures about the device itself.</param>
        public static Board CreateDefault(GpioController gpio, AdcController adc, PinList pins)
        {
            Board board = new Board();
            if (pins != null)
            {
                board.AddPins(gpio, adc, pins);
            }

            board.Add(new UptimeChannel("uptime"));
            board.Add(new MemoryChannel("memory"));
            board.Add(new LoopTimeChannel("loop"));
            board.Add(new ClientsChannel("clients"));
            board.Add(new DroppedChannel("dropped"));
            return board;
        }

        private void AddPins(GpioController gpio, AdcController adc, PinList pins)
        {
            // An ESP32's converter reads (mV - 142) * 4096 / 3300, typically; hardware/boards has the other chips' lines and how to calibrate.
            Add(new OutputChannel("led", gpio.OpenPin(pins[PinList.Led]), 0, pins.IsActiveLow(PinList.Led)));
            Add(new OutputChannel("relay", gpio.OpenPin(pins[PinList.Relay]), 0, pins.IsActiveLow(PinList.Relay)));
            Add(new InputChannel("button", gpio.OpenPin(pins[PinList.Button]), pins.HasPullUp(PinList.Button), pins.IsActiveLow(PinList.Button)));
            // A potentiometer reaches its stops and a light sensor the dark and the glare; a TMP36 that works is never at the converter's limits.
            Add(new AnalogChannel("pot", "mV", adc.OpenChannel(pins[PinList.Pot]), 3300, 4096, 142, 0, 3300) { ReachesLimits = true });
            Add(new AnalogChannel("light", "%", adc.OpenChannel(pins[PinList.Light]), 100, adc.MaxValue, 0, 0, 100) { ReachesLimits = true });

            // 500 mV at 0 °C and 10 mV for each degree. Whole degrees: the sensor is right to one or two, so tenths would be noise.
            Add(new AnalogChannel("temperature", "\u00B0C", adc.OpenChannel(pins[PinList.Temperature]), 330, 4096, -36, -40, 125));
        }
    }
}
