using System.Device.Adc;
using System.Device.Gpio;

namespace Nano.Firmware
{
    /// <summary>
    /// The board that this project describes: an LED, a relay, a button, a potentiometer, a light sensor, a TMP36 and the figures about the
    /// device itself. Another board is another list of channels like this one.
    /// </summary>
    public static class DefaultBoard
    {
        /// <summary>Opens the pins and creates the channels.</summary>
        /// <param name="gpio">The pins.</param>
        /// <param name="adc">The analog-to-digital converter.</param>
        /// <param name="pins">The pins that the channels use; null for none: then there are only the figures about the device itself.</param>
        /// <returns>The board, to which more channels can be added.</returns>
        public static Board Create(GpioController gpio, AdcController adc, PinList pins)
        {
            Board board = new Board();
            if (pins != null)
            {
                AddPins(board, gpio, adc, pins);
            }

            board.Add(new UptimeChannel("uptime"));
            board.Add(new MemoryChannel("memory"));
            board.Add(new LoopTimeChannel("loop"));
            board.Add(new ClientsChannel("clients"));
            board.Add(new DroppedChannel("dropped"));
            return board;
        }

        private static void AddPins(Board board, GpioController gpio, AdcController adc, PinList pins)
        {
            // An ESP32's converter reads (mV - 142) * 4096 / 3300, typically; hardware/boards has the other chips' lines and how to calibrate.
            board.Add(new OutputChannel("led", gpio.OpenPin(pins[PinList.Led]), 0, pins.IsActiveLow(PinList.Led)));
            board.Add(new OutputChannel("relay", gpio.OpenPin(pins[PinList.Relay]), 0, pins.IsActiveLow(PinList.Relay)));
            board.Add(new InputChannel("button", gpio.OpenPin(pins[PinList.Button]), pins.HasPullUp(PinList.Button), pins.IsActiveLow(PinList.Button)));
            board.Add(new AnalogChannel("pot", "mV", adc.OpenChannel(pins[PinList.Pot]), 3300, 4096, 142, 0, 3300));
            board.Add(new AnalogChannel("light", "%", adc.OpenChannel(pins[PinList.Light]), 100, adc.MaxValue, 0, 0, 100));

            // 500 mV at 0 °C and 10 mV for each degree. Whole degrees: the sensor is right to one or two, so tenths would be noise.
            board.Add(new AnalogChannel("temperature", "\u00B0C", adc.OpenChannel(pins[PinList.Temperature]), 330, 4096, -36, -40, 125));
        }
    }
}
