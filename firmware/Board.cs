using System;
using System.Device.Adc;
using System.Device.Gpio;

namespace Nano.Firmware
{
    /// <summary>What is connected to the device: its channels, in the order in which the protocol lists them.</summary>
    public sealed partial class Board
    {
        private const int MaximumPins = 3;

        private GpioController _gpio;
        private int[] _openPins;
        private int _openCount;

        /// <summary>
        /// The board that this project describes: a chip with an LED, a relay, a button, a potentiometer, a light sensor and
        /// a TMP36, those of them that have a pin. Another board is another list like this one.
        /// </summary>
        /// <param name="gpio">The pins.</param>
        /// <param name="adc">The analog-to-digital converter.</param>
        /// <param name="pins">Which of them are used; null for none: then there are only the figures about the device itself, as on an unknown chip.</param>
        /// <exception cref="Exception">The platform cannot open or configure a pin or a channel of the converter; which type it throws is the platform's choice. The pins that were opened are closed again.</exception>
        public static Board CreateDefault(GpioController gpio, AdcController adc, PinList pins)
        {
            Board board = new Board();
            if (pins != null && pins.Chip != null)
            {
                board._gpio = gpio;
                board._openPins = new int[MaximumPins];
                try
                {
                    board.AddPins(adc, pins);
                }
                catch
                {
                    board.Close();
                    throw;
                }
            }

            board.Add(new UptimeChannel("uptime"));
            board.Add(new MemoryChannel("memory"));
            board.Add(new LoopTimeChannel("loop"));
            board.Add(new ClientsChannel("clients"));
            board.Add(new DroppedChannel("dropped"));
            return board;
        }

        /// <summary>
        /// Closes exactly the pins that <see cref="CreateDefault"/> has opened, so that another board can open them. The board is of no use afterwards.
        /// No other pin is asked about: an ESP32's runtime calls a pin that the chip lacks open, and throws when it is closed.
        /// </summary>
        public void Close()
        {
            while (_openCount > 0)
            {
                // By the controller: a pin that closes itself stays in the controller's list.
                _openCount--;
                _gpio.ClosePin(_openPins[_openCount]);
            }
        }

        private GpioPin Open(int number)
        {
            GpioPin pin = _gpio.OpenPin(number);
            _openPins[_openCount++] = number;
            return pin;
        }

        private void AddPins(AdcController adc, PinList pins)
        {
            // The converter reads (mV - offset) * 4096 / scale, typically; hardware/boards says how to calibrate.
            int scale = pins.Chip.AdcFullScale;
            int offset = pins.Chip.AdcOffset;
            if (pins[PinList.Led] >= 0)
            {
                Add(new OutputChannel("led", Open(pins[PinList.Led]), 0, pins.IsActiveLow(PinList.Led)));
            }

            if (pins[PinList.Relay] >= 0)
            {
                Add(new OutputChannel("relay", Open(pins[PinList.Relay]), 0, pins.IsActiveLow(PinList.Relay)));
            }

            if (pins[PinList.Button] >= 0)
            {
                Add(new InputChannel("button", Open(pins[PinList.Button]), pins.HasPullUp(PinList.Button), pins.IsActiveLow(PinList.Button)));
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
