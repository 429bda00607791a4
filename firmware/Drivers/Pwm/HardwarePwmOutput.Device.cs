using System;
using System.Device.Pwm;
using nanoFramework.Hardware.Esp32;

namespace Nano.Firmware.Drivers
{
    /// <summary>A pin of an ESP32 with pulse-width modulation.</summary>
    public sealed class HardwarePwmOutput : PwmOutput
    {
        // PWM1 to PWM16 are this far apart.
        private const int FunctionStep = DeviceFunction.PWM2 - DeviceFunction.PWM1;

        private readonly int _pin;
        private readonly int _function;
        private PwmChannel _channel;
        private int _frequency;

        /// <summary>Makes one.</summary>
        /// <param name="pin">The GPIO.</param>
        /// <param name="function">Which of the chip's PWM functions it takes, 1 to 16: another one for each pin.</param>
        public HardwarePwmOutput(int pin, int function)
        {
            _pin = pin;
            _function = function;
        }

        /// <inheritdoc/>
        public override void Stop()
        {
            _channel?.Stop();
            _frequency = 0;
        }

        /// <inheritdoc/>
        protected override bool StartPulses(int frequency, int duty)
        {
            try
            {
                if (_channel == null)
                {
                    Configuration.SetPinFunction(_pin, (DeviceFunction)((int)DeviceFunction.PWM1 + (_function - 1) * FunctionStep));
                    _channel = PwmChannel.CreateFromPin(_pin, frequency, 0);
                }

                if (_channel == null)
                {
                    return false;
                }

                if (_frequency != frequency)
                {
                    _channel.Frequency = frequency;
                    _channel.Start();
                    _frequency = frequency;
                }

                return ChangeDuty(duty);
            }
            catch (Exception)
            {
                return false;
            }
        }

        /// <inheritdoc/>
        protected override bool ChangeDuty(int duty)
        {
            if (_frequency == 0)
            {
                return false;
            }

            try
            {
                // The runtime multiplies by 10,000 and cuts the fraction off: half a step more gives the same number back.
                _channel.DutyCycle = duty == FullDuty ? 1 : (duty + 0.5) / FullDuty;
                return true;
            }
            catch (Exception)
            {
                return false;
            }
        }
    }
}
