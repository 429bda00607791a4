using System.Device.Pwm;

namespace Nano.Simulator
{
    /// <summary>A pin with pulse-width modulation, which Microsoft's <see cref="PwmChannel"/> drives. Its load takes current, which the INA219 measures.</summary>
    public sealed class SimulatedPwm : PwmChannel
    {
        private readonly SimulatedBoard _board;
        private int _frequency;
        private double _duty;
        private bool _isStarted;

        /// <summary>Makes one, stopped.</summary>
        /// <param name="board">The board.</param>
        /// <param name="pin">The GPIO.</param>
        /// <param name="frequency">In Hz, at least 1.</param>
        public SimulatedPwm(SimulatedBoard board, int pin, int frequency)
        {
            _board = board;
            Pin = pin;
            _frequency = frequency;
            board.Add(this);
        }

        /// <summary>The GPIO.</summary>
        public int Pin { get; }

        /// <summary>Whether there are pulses.</summary>
        public bool IsStarted => _isStarted;

        /// <inheritdoc/>
        public override int Frequency
        {
            get => _frequency;
            set
            {
                lock (_board.Gate)
                {
                    _frequency = value;
                }
            }
        }

        /// <inheritdoc/>
        public override double DutyCycle
        {
            get => _duty;
            set
            {
                lock (_board.Gate)
                {
                    _duty = value;
                }
            }
        }

        /// <summary>How much of the time the pin is high, 0 to 1.</summary>
        internal double Load => _isStarted ? _duty : 0;

        /// <inheritdoc/>
        public override void Start()
        {
            lock (_board.Gate)
            {
                _isStarted = true;
            }
        }

        /// <inheritdoc/>
        public override void Stop()
        {
            lock (_board.Gate)
            {
                _isStarted = false;
            }
        }
    }
}
