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
        /// The board that this project describes: an ESP32 with an LED, a relay, a button, a potentiometer, a light sensor and
        /// a TMP36. Another board is another list like this one.
        /// </summary>
        /// <param name="gpio">The pins.</param>
        /// <param name="adc">The analog-to-digital converter.</param>
        /// <param name="pins">Which of them are used; null for none: then there are only the figures about the device itself.</param>
        /// <exception cref="Exception">The platform cannot open or configure a pin or a channel of the converter; which type it throws is the platform's choice. The pins that were opened are closed again.</exception>
        public static Board CreateDefault(GpioController gpio, AdcController adc, PinList pins)
        {
            Board board = new Board();
            if (pins != null)
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
            // An ESP32's converter reads (mV - 142) * 4096 / 3300, typically; hardware/boards has the other chips' lines and how to calibrate.
            Add(new OutputChannel("led", Open(pins[PinList.Led]), 0, pins.IsActiveLow(PinList.Led)));
            Add(new OutputChannel("relay", Open(pins[PinList.Relay]), 0, pins.IsActiveLow(PinList.Relay)));
            Add(new InputChannel("button", Open(pins[PinList.Button]), pins.HasPullUp(PinList.Button), pins.IsActiveLow(PinList.Button)));
            Add(new AnalogChannel("pot", "mV", adc.OpenChannel(pins[PinList.Pot]), 3300, 4096, 142, 0, 3300));
            Add(new AnalogChannel("light", "%", adc.OpenChannel(pins[PinList.Light]), 100, adc.MaxValue, 0, 0, 100));

            // 500 mV at 0 °C and 10 mV for each degree. Whole degrees: the sensor is right to one or two, so tenths would be noise.
            Add(new AnalogChannel("temperature", "\u00B0C", adc.OpenChannel(pins[PinList.Temperature]), 330, 4096, -36, -40, 125));
        }
    }
}
