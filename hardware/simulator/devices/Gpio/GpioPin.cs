using Nano.Simulator;
using Nano.Simulator.Parts;

namespace System.Device.Gpio
{
    /// <summary>
    /// A pin of the simulated board. It does what an ESP32's does, quirks included: a pin configured as an output reads low
    /// whatever it drives, and configuring a pin as an output drives it low first. No member allocates except events.
    /// The behaviour is that of nanoFramework's GpioPin.cs over nf-interpreter's src/System.Device.Gpio/sys_dev_gpio_native_System_Device_Gpio_GpioPin.cpp and
    /// targets/ESP32/_nanoCLR/System.Device.Gpio/cpu_gpio.cpp.
    /// </summary>
    public sealed class GpioPin : IDisposable
    {
        private readonly SimulatedBoard _board;
        private readonly DigitalPart _part;
        private readonly EdgeDetector _edges;
        private PinMode _mode = PinMode.Input;
        private TimeSpan _debounceTimeout = TimeSpan.Zero;
        private PinValueChangedEventHandler _callbacks;
        private bool _level;
        private bool _disposed;

        internal GpioPin(SimulatedBoard board, int pinNumber, DigitalPart part)
        {
            _board = board;
            _part = part;
            _edges = new EdgeDetector(part);
            PinNumber = pinNumber;
        }

        /// <summary>
        /// An edge. It is raised by <see cref="SimulatedBoard.Advance"/>, which in the program a <see cref="BoardThread"/> calls: so,
        /// as on a real board, never by the thread that reads or writes the pin, and possibly after the pin has changed again.
        /// An input raises it for each edge that <see cref="DebounceTimeout"/> lets through, an output for each write.
        /// Adding or removing a handler configures the pin anew, and so drives an output low.
        /// </summary>
        /// <exception cref="ObjectDisposedException">The pin is closed.</exception>
        public event PinValueChangedEventHandler ValueChanged
        {
            add
            {
                lock (_board.Gate)
                {
                    ThrowIfDisposed();
                    _callbacks += value;
                    SetPinMode(_mode);
                }
            }

            remove
            {
                lock (_board.Gate)
                {
                    ThrowIfDisposed();
                    _callbacks -= value;
                    SetPinMode(_mode);
                }
            }
        }

        /// <summary>
        /// How long an input is left alone after an edge. When the time is over and the level is still another than the last one
        /// told, that is an edge; what happened meanwhile is not. Zero, the default, tells every edge.
        /// </summary>
        public TimeSpan DebounceTimeout
        {
            get => _debounceTimeout;
            set
            {
                lock (_board.Gate)
                {
                    _debounceTimeout = value;
                    _edges.Debounce = (long)value.TotalMilliseconds;
                }
            }
        }

        /// <summary>The GPIO number.</summary>
        public int PinNumber { get; }

        internal string PartName => _part?.Name ?? "";

        /// <summary>When the next edge is due, in the board's milliseconds; <see cref="DigitalPart.Never"/> when nobody listens.</summary>
        internal long NextEdge => IsOutput || _callbacks == null ? DigitalPart.Never : _edges.Next;

        internal PinChangeEventHandler ControllerCallback { get; set; }

        internal PinEventTypes ControllerEvents { get; set; }

        private bool IsOutput => _mode >= PinMode.Output;

        /// <summary>What the pin is configured as; an input at first.</summary>
        /// <exception cref="ObjectDisposedException">The pin is closed.</exception>
        public PinMode GetPinMode()
        {
            ThrowIfDisposed();
            return _mode;
        }

        /// <summary>Whether the pin can be configured so. GPIO34 to GPIO39 of an ESP32 are inputs only; the runtime answers that they can have resistors, which they lack.</summary>
        /// <exception cref="ObjectDisposedException">The pin is closed.</exception>
        public bool IsPinModeSupported(PinMode pinMode)
        {
            ThrowIfDisposed();
            return _board.IsModeSupported(PinNumber, pinMode);
        }

        /// <summary>Configures the pin. An output begins low.</summary>
        /// <exception cref="ArgumentException">The pin cannot be configured so (CLR_E_INVALID_PARAMETER).</exception>
        /// <exception cref="ChipStoppedException">The flash memory is on the pin: without PSRAM the runtime does not keep a program from opening it.</exception>
        /// <exception cref="ObjectDisposedException">The pin is closed.</exception>
        public void SetPinMode(PinMode value)
        {
            lock (_board.Gate)
            {
                ThrowIfDisposed();
                if (!_board.IsModeSupported(PinNumber, value))
                {
                    throw new ArgumentException($"GPIO{PinNumber} cannot be {value}.");
                }

                if (_board.Chip.IsFlash(PinNumber))
                {
                    _board.Stop($"GPIO{PinNumber} has been configured, which the flash memory of the {_board.Chip.Name} uses.");
                }

                SetLevel(false);
                _mode = value;
                _edges.Begin(_board.Time);
                _board.Wake();
            }
        }

        /// <summary>The level of an input; without a part the pull-up resistor makes it, where the pin has one. An output reads low, whatever it drives: an ESP32 switches its input off.</summary>
        /// <exception cref="ObjectDisposedException">The pin is closed.</exception>
        public PinValue Read()
        {
            lock (_board.Gate)
            {
                ThrowIfDisposed();
                if (IsOutput)
                {
                    return PinValue.Low;
                }

                return _part == null ? _mode == PinMode.InputPullUp && _board.Chip.IsOutput(PinNumber) : _part.Level(_board.Time);
            }
        }

        /// <summary>Drives an output.</summary>
        /// <exception cref="ArgumentException">The pin is an input.</exception>
        /// <exception cref="ObjectDisposedException">The pin is closed.</exception>
        public void Write(PinValue value)
        {
            lock (_board.Gate)
            {
                ThrowIfDisposed();
                if (!IsOutput)
                {
                    throw new ArgumentException($"GPIO{PinNumber} is an input: it cannot be written.");
                }

                Drive((bool)value);
            }
        }

        /// <summary>Drives an output to the other level; an input stays as it is.</summary>
        /// <exception cref="ObjectDisposedException">The pin is closed.</exception>
        public void Toggle()
        {
            lock (_board.Gate)
            {
                ThrowIfDisposed();
                if (IsOutput)
                {
                    Drive(!_level);
                }
            }
        }

        /// <summary>Closes the pin: it drives nothing any more and can be opened again.</summary>
        public void Dispose()
        {
            lock (_board.Gate)
            {
                if (!_disposed)
                {
                    SetLevel(false);
                    _disposed = true;
                    _callbacks = null;
                    _board.Release(PinNumber);
                }
            }
        }

        /// <summary>Goes to the next edge; <see cref="NextEdge"/> says when.</summary>
        /// <returns>Whether it is one to tell.</returns>
        internal bool StepEdge(out bool level)
        {
            return _edges.Step(out level);
        }

        /// <summary>Tells the handlers of an edge.</summary>
        internal void RaiseValueChanged(bool level)
        {
            PinEventTypes edge = level ? PinEventTypes.Rising : PinEventTypes.Falling;
            _callbacks?.Invoke(this, new PinValueChangedEventArgs(edge, PinNumber));
        }

        private void Drive(bool level)
        {
            SetLevel(level);
            if (_callbacks != null)
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

        private void ThrowIfDisposed()
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
        }
    }
}
