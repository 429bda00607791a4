using System.Device.Adc;
using System.Device.Gpio;

namespace Nano.Firmware
{
    /// <summary>What is connected to the device: its channels, in the order in which the protocol lists them.</summary>
    public sealed partial class Board
    {
        /// <summary>
        /// The board that this project describes: a chip with an LED, a relay, a button, a potentiometer, a light sensor and
        /// a TMP36, those of them that have a pin. Another board is another list like this one.
        /// </summary>
        /// <param name="gpio">The pins.</param>
        /// <param name="adc">The analog-to-digital converter.</param>
        /// <param name="pins">Which of them are used; null for none: then there are only the figures about the device itself, as on an unknown chip.</param>
        public static Board CreateDefault(GpioController gpio, AdcController adc, PinList pins)
        {
            Board board = new Board();
            if (pins != null && pins.Chip != null)
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
            // The converter reads (mV - offset) * 4096 / scale, typically; hardware/boards says how to calibrate.
            int scale = pins.Chip.AdcFullScale;
            int offset = pins.Chip.AdcOffset;
            if (pins[PinList.Led] >= 0)
            {
                Add(new OutputChannel("led", gpio.OpenPin(pins[PinList.Led]), 0, pins.IsActiveLow(PinList.Led)));
            }

            if (pins[PinList.Relay] >= 0)
            {
                Add(new OutputChannel("relay", gpio.OpenPin(pins[PinList.Relay]), 0, pins.IsActiveLow(PinList.Relay)));
            }

            if (pins[PinList.Button] >= 0)
            {
                Add(new InputChannel("button", gpio.OpenPin(pins[PinList.Button]), pins.HasPullUp(PinList.Button), pins.IsActiveLow(PinList.Button)));
            }

            if (pins[PinList.Pot] >= 0)
            {
                Add(new AnalogChannel("pot", "mV", adc.OpenChannel(pins[PinList.Pot]), scale, 4096, offset, 0, 3300));
            }

            if (pins[PinList.Light] >= 0)
            {
                Add(new AnalogChannel("light", "%", adc.OpenChannel(pins[PinList.Light]), 100, adc.MaxValue, 0, 0, 100));
            }

            if (pins[PinList.Temperature] >= 0)
            {
                // 500 mV at 0 °C and 10 mV for each degree, 5 mV to round. Whole degrees: the sensor is right to one or two, so tenths would be noise.
                Add(new AnalogChannel("temperature", "\u00B0C", adc.OpenChannel(pins[PinList.Temperature]), scale / 10, 4096, (offset - 505) / 10, -40, 125));
            }
        }
    }
}
