using System;
using System.Device.Adc;
using System.Device.Gpio;
using Nano.Firmware.Channels;
using Nano.Firmware.Drivers;

namespace Nano.Firmware.Boards
{
    /// <summary>
    /// The board that this project describes: an LED, a relay, a button, a potentiometer, a light sensor and a TMP36, those of them that have a pin, and the
    /// figures about the device itself. Another board is another list of channels like this one.
    /// </summary>
    public static class DefaultBoard
    {
        /// <summary>Opens the pins and creates the channels.</summary>
        /// <param name="gpio">The pins.</param>
        /// <param name="adc">The analog-to-digital converter.</param>
        /// <param name="pins">The pins that the channels use; null for none: then there are only the figures about the device itself, as on an unknown chip.</param>
        /// <returns>The board, to which more channels can be added.</returns>
        /// <exception cref="Exception">
        /// The platform cannot open or configure a pin or a channel of the converter; which type it throws is the platform's choice. Exactly the pins that were
        /// opened are closed again: an ESP32's runtime calls a pin that the chip lacks open, and throws when it is closed.
        /// </exception>
        public static Board Create(GpioController gpio, AdcController adc, PinList pins)
        {
            Board board = new Board();
            if (pins != null && pins.Chip != null)
            {
                int open = 0;
                try
                {
                    AddDigital(board, gpio, pins, ref open);
                    AddAnalog(board, adc, pins);
                }
                catch (Exception)
                {
                    Close(gpio, pins, open);
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

        /// <summary>Adds the outputs and the input.</summary>
        /// <param name="board">Receives them.</param>
        /// <param name="gpio">The pins.</param>
        /// <param name="pins">The numbers.</param>
        /// <param name="open">Receives a bit for each channel whose pin is open.</param>
        private static void AddDigital(Board board, GpioController gpio, PinList pins, ref int open)
        {
            for (int i = PinList.Led; i <= PinList.Button; i++)
            {
                if (pins[i] != PinList.None)
                {
                    GpioPin pin = gpio.OpenPin(pins[i]);
                    open |= 1 << i;
                    if (i == PinList.Button)
                    {
                        board.Add(new InputChannel(PinList.IdOf(i), pin, pins.HasPullUp(i), pins.IsActiveLow(i)));
                    }
                    else
                    {
                        board.Add(new OutputChannel(PinList.IdOf(i), pin, 0, pins.IsActiveLow(i)));
                    }
                }
            }
        }

        private static void AddAnalog(Board board, AdcController adc, PinList pins)
        {
            // A potentiometer reaches its stops, and a light sensor the dark and the glare; a TMP36 that works is never at the converter's limits.
            // The converter reads (mV - offset) * 4096 / scale, typically; hardware/boards says how to calibrate.
            int scale = pins.Chip.AdcFullScale;
            int offset = pins.Chip.AdcOffset;
            if (pins[PinList.Pot] != PinList.None)
            {
                board.Add(new AnalogChannel("pot", "mV", adc.OpenChannel(pins[PinList.Pot]), scale, 4096, offset, 0, 3300) { ReachesLimits = true });
            }

            if (pins[PinList.Light] != PinList.None)
            {
                board.Add(new AnalogChannel("light", "%", adc.OpenChannel(pins[PinList.Light]), 100, adc.MaxValue, 0, 0, 100) { ReachesLimits = true });
            }

            if (pins[PinList.Temperature] != PinList.None)
            {
                // 500 mV at 0 °C and 10 mV for each degree, 5 mV to round. Whole degrees: the sensor is right to one or two, so tenths would be noise.
                board.Add(new AnalogChannel("temperature", "\u00B0C", adc.OpenChannel(pins[PinList.Temperature]), scale / 10, 4096, (offset - 505) / 10, -40, 125));
            }
        }

        /// <summary>Closes pins by the controller: a pin that closes itself stays in the controller's list.</summary>
        private static void Close(GpioController gpio, PinList pins, int open)
        {
            for (int i = PinList.Led; i <= PinList.Button; i++)
            {
                if ((open >> i & 1) != 0)
                {
                    gpio.ClosePin(pins[i]);
                }
            }
        }
    }
}
