using System;
using System.Device.Gpio;
using Nano.Simulator.Parts;

namespace Nano.Simulator
{
    /// <summary>
    /// An open pin of the simulated board. It does what an ESP32's does, quirks included: a pin configured as an output reads low
    /// also while it drives high, and configuring a pin as an output drives it low first. No member allocates except events.
    /// The behaviour is that of nf-interpreter's src/System.Device.Gpio/sys_dev_gpio_native_System_Device_Gpio_GpioPin.cpp and
    /// targets/ESP32/_nanoCLR/System.Device.Gpio/cpu_gpio.cpp.
    /// </summary>
    internal sealed class SimulatedPin
    {
        private readonly SimulatedBoard _board;
        private readonly DigitalPart _part;
        private readonly EdgeDetector _edges;
        private PinChangeEventHandler _rising;
        private PinChangeEventHandler _falling;
        private bool _level;

        /// <summary>Makes an input without resistor.</summary>
        /// <param name="board">The board.</param>
        /// <param name="number">The GPIO number.</param>
        /// <param name="part">The part on the pin; null for none.</param>
        public SimulatedPin(SimulatedBoard board, int number, DigitalPart part)
        {
            _board = board;
            _part = part;
            _edges = new EdgeDetector(part);
            Number = number;
        }

        /// <summary>The GPIO number.</summary>
        public int Number { get; }

        /// <summary>The mode; an input at first.</summary>
        public PinMode Mode { get; private set; } = PinMode.Input;

        /// <summary>The name of the part on the pin; empty for none.</summary>
        public string PartName => _part?.Name ?? "";

        /// <summary>When the next edge is due, in the board's milliseconds; <see cref="DigitalPart.Never"/> without a listener.</summary>
        public long NextEdge => Mode == PinMode.Output || !HasListener ? DigitalPart.Never : _edges.Next;

        private bool HasListener => _rising != null || _falling != null;

        /// <summary>
        /// How long an input is left alone after an edge, in milliseconds. When the time is over and the level is still another than the last one
        /// told, that is an edge; what happened meanwhile is not. 0, the default, tells every edge.
        /// </summary>
        public void SetDebounce(long milliseconds)
        {
            lock (_board.Gate)
            {
                _edges.Debounce = milliseconds;
            }
        }

        /// <summary>Adds a listener. This configures the pin again, and so drives an output low.</summary>
        public void Listen(PinEventTypes edges, PinChangeEventHandler callback)
        {
            lock (_board.Gate)
            {
                _rising += (edges & PinEventTypes.Rising) != 0 ? callback : null;
                _falling += (edges & PinEventTypes.Falling) != 0 ? callback : null;
                Configure(Mode);
            }
        }

        /// <summary>Removes a listener. This configures the pin again, and so drives an output low.</summary>
        public void Unlisten(PinChangeEventHandler callback)
        {
            lock (_board.Gate)
            {
                _rising -= callback;
                _falling -= callback;
                Configure(Mode);
            }
        }

        /// <summary>Configures the pin. An output begins low.</summary>
        /// <exception cref="ArgumentException">The pin cannot be configured so (CLR_E_INVALID_PARAMETER).</exception>
        /// <exception cref="ChipStoppedException">The flash memory is on the pin: without PSRAM the runtime does not keep a program from opening it.</exception>
        public void Configure(PinMode mode)
        {
            lock (_board.Gate)
            {
                if (!_board.IsModeSupported(Number, mode))
                {
                    throw new ArgumentException($"GPIO{Number} cannot be {mode}.");
                }

                if (_board.Chip.IsFlash(Number))
                {
                    _board.Stop($"GPIO{Number} has been configured, which the flash memory of the {_board.Chip.Name} uses.");
                }

                SetLevel(false);
                Mode = mode;
                _edges.Begin(_board.Time);
                _board.Wake();
            }
        }

        /// <summary>The level of an input; without a part the pull-up resistor makes it, where the pin has one. An output reads low, also while it drives high: an ESP32 switches its input off.</summary>
        public bool Read()
        {
            lock (_board.Gate)
            {
                if (Mode == PinMode.Output)
                {
                    return false;
                }

                return _part == null ? Mode == PinMode.InputPullUp && _board.Chip.IsOutput(Number) : _part.Level(_board.Time);
            }
        }

        /// <summary>Drives an output.</summary>
        /// <exception cref="ArgumentException">The pin is an input.</exception>
        public void Write(bool level)
        {
            lock (_board.Gate)
            {
                if (Mode != PinMode.Output)
                {
                    throw new ArgumentException($"GPIO{Number} is an input: it cannot be written.");
                }

                Drive(level);
            }
        }

        /// <summary>Drives an output to the other level; an input stays as it is.</summary>
        public void Toggle()
        {
            lock (_board.Gate)
            {
                if (Mode == PinMode.Output)
                {
                    Drive(!_level);
                }
            }
        }

        /// <summary>Stops driving the pin and removes all listeners.</summary>
        public void Close()
        {
            SetLevel(false);
            _rising = null;
            _falling = null;
        }

        /// <summary>Goes to the next edge; <see cref="NextEdge"/> says when.</summary>
        /// <param name="level">The level after it.</param>
        /// <returns>Whether it is one to tell.</returns>
        public bool StepEdge(out bool level)
        {
            return _edges.Step(out level);
        }

        /// <summary>Tells the listeners of an edge.</summary>
        public void RaiseEdge(bool level)
        {
            PinChangeEventHandler listeners = level ? _rising : _falling;
            listeners?.Invoke(this, new PinValueChangedEventArgs(level ? PinEventTypes.Rising : PinEventTypes.Falling, Number));
        }

        private void Drive(bool level)
        {
            SetLevel(level);
            if (HasListener)
            {
                _board.Post(this, level, isPinChange: false);
            }
        }

        private void SetLevel(bool level)
        {
            if (_level != level)
            {
                _level = level;
                _part?.Drive(level, _board.Time);
                _board.Post(this, level, isPinChange: true);
            }
        }
    }
}
