using System;
using System.Device.Pwm;
using System.IO;

namespace Nano.Firmware.Drivers
{
    /// <summary>A PWM channel of Linux, /sys/class/pwm/pwmchipN/pwmM, by System.Device.Gpio.</summary>
    public sealed class HardwarePwmOutput : PwmOutput
    {
        private readonly Func<int, PwmChannel> _create;
        private PwmChannel _channel;
        private bool _isStarted;

        /// <summary>Makes one.</summary>
        /// <param name="chip">The number in pwmchipN.</param>
        /// <param name="channel">The number in pwmM.</param>
        public HardwarePwmOutput(int chip, int channel)
            : this(frequency => PwmChannel.Create(chip, channel, frequency, 0))
        {
        }

        /// <summary>Makes one over another channel, as in a test.</summary>
        /// <param name="create">Makes the library's channel for a frequency in Hz.</param>
        public HardwarePwmOutput(Func<int, PwmChannel> create)
        {
            _create = create;
        }

        /// <inheritdoc/>
        public override void Stop()
        {
            if (_isStarted)
            {
                _isStarted = false;
                Try(() => _channel.Stop());
            }
        }

        /// <inheritdoc/>
        protected override bool StartPulses(int frequency, int duty)
        {
            return Try(() =>
            {
                _channel ??= _create(frequency);
                if (_channel.Frequency != frequency)
                {
                    _channel.Frequency = frequency;
                }

                _channel.DutyCycle = duty / (double)FullDuty;
                if (!_isStarted)
                {
                    _channel.Start();
                    _isStarted = true;
                }
            });
        }

        /// <inheritdoc/>
        protected override bool ChangeDuty(int duty)
        {
            return _isStarted && Try(() => _channel.DutyCycle = duty / (double)FullDuty);
        }

        /// <summary>Tells by its return what the library tells by an exception: ArgumentException is a chip or channel that Linux does not have.</summary>
        private static bool Try(Action action)
        {
            try
            {
                action();
                return true;
            }
            catch (Exception exception) when (exception is IOException || exception is UnauthorizedAccessException || exception is ArgumentException || exception is PlatformNotSupportedException)
            {
                return false;
            }
        }
    }
}
