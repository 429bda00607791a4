using System;
using System.Device.Adc;
using System.Device.Gpio;

namespace Nano.Firmware.Drivers
{
    /// <summary>The pins and the converter that drivers open, and which of the pins they have.</summary>
    public sealed class Equipment
    {
        private readonly GpioController _gpio;
        private readonly AdcController _adc;

        // The pins that are open. An ESP32's runtime calls a pin that the chip lacks open, and throws when it is closed.
        private int[] _open = new int[0];

        /// <summary>Makes one.</summary>
        /// <param name="gpio">The pins.</param>
        /// <param name="adc">The analog-to-digital converter.</param>
        public Equipment(GpioController gpio, AdcController adc)
        {
            _gpio = gpio;
            _adc = adc;
        }

        /// <summary>Opens a pin.</summary>
        /// <param name="pin">The number of the GPIO.</param>
        /// <returns>The pin, which is not configured yet.</returns>
        public GpioPin OpenPin(int pin)
        {
            GpioPin opened = _gpio.OpenPin(pin);
            int[] open = new int[_open.Length + 1];
            Array.Copy(_open, open, _open.Length);
            open[_open.Length] = pin;
            _open = open;
            return opened;
        }

        /// <summary>Opens a channel of the converter.</summary>
        /// <param name="channel">Its number.</param>
        public AdcChannel OpenAdc(int channel)
        {
            return _adc.OpenChannel(channel);
        }

        /// <summary>The greatest reading of the converter.</summary>
        public int AdcMaximum => _adc.MaxValue;

        /// <summary>Closes exactly the pins that have been opened, by the controller: a pin that closes itself stays in the controller's list.</summary>
        public void Close()
        {
            for (int i = 0; i < _open.Length; i++)
            {
                _gpio.ClosePin(_open[i]);
            }

            _open = new int[0];
        }
    }
}
