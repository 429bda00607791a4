using Nano.Simulator;

namespace System.Device.Gpio
{
    /// <summary>
    /// The pins of <see cref="SimulatedBoard.Current"/>, as it was when the controller was made. All controllers of a board share
    /// its pins. The behaviour is that of nanoFramework's GpioController.cs over nf-interpreter's
    /// src/System.Device.Gpio/sys_dev_gpio_native_System_Device_Gpio_GpioController.cpp and targets/ESP32/_nanoCLR/System.Device.Gpio/cpu_gpio.cpp.
    /// </summary>
    public sealed class GpioController : IDisposable
    {
        private readonly SimulatedBoard _board;
        private bool _disposed;

        /// <summary>Makes one that counts pins as the chip does.</summary>
        /// <exception cref="InvalidOperationException">There is no current board.</exception>
        public GpioController()
        {
            _board = SimulatedBoard.Require();
        }

        /// <summary>Makes one.</summary>
        /// <param name="numberingScheme">Remembered, and without effect: as on an ESP32, pin numbers are GPIO numbers.</param>
        /// <exception cref="InvalidOperationException">There is no current board.</exception>
        public GpioController(PinNumberingScheme numberingScheme)
            : this()
        {
            NumberingScheme = numberingScheme;
        }

        /// <summary>The scheme it was made with.</summary>
        public PinNumberingScheme NumberingScheme { get; internal set; }

        /// <summary>How many pin numbers there are, of which the chip leaves some out: 40 of an ESP32.</summary>
        public int PinCount => _board.Chip.PinCount;

        /// <summary>Opens a pin, as an input.</summary>
        /// <param name="pinNumber">The GPIO number.</param>
        /// <exception cref="InvalidOperationException">The pin is open already, or the chip has none of that number.</exception>
        public GpioPin OpenPin(int pinNumber)
        {
            return _board.Add(_board.Reserve(pinNumber));
        }

        /// <summary>Opens a pin and configures it.</summary>
        /// <param name="pinNumber">The GPIO number.</param>
        /// <param name="mode">What it shall be. An output begins low.</param>
        /// <exception cref="InvalidOperationException">The pin is open already, or the chip has none of that number.</exception>
        /// <exception cref="ArgumentException">The pin cannot be configured so.</exception>
        public GpioPin OpenPin(int pinNumber, PinMode mode)
        {
            // A pin that cannot be configured so stays reserved, until a collection finds it: it cannot be opened again, nor closed.
            GpioPin pin = _board.Reserve(pinNumber);
            pin.SetPinMode(mode);
            return _board.Add(pin);
        }

        /// <summary>Closes a pin.</summary>
        /// <exception cref="InvalidOperationException">No controller has opened the pin, as one that the chip lacks, although <see cref="IsPinOpen"/> is true for that.</exception>
        public void ClosePin(int pinNumber)
        {
            _board.Close(Find(pinNumber));
        }

        /// <summary>What a pin is configured as.</summary>
        /// <exception cref="InvalidOperationException">The pin is not open.</exception>
        public PinMode GetPinMode(int pinNumber)
        {
            return Find(pinNumber).GetPinMode();
        }

        /// <summary>Configures a pin; see <see cref="GpioPin.SetPinMode"/>.</summary>
        /// <exception cref="InvalidOperationException">The pin is not open.</exception>
        /// <exception cref="ArgumentException">The pin cannot be configured so.</exception>
        public void SetPinMode(int pinNumber, PinMode mode)
        {
            Find(pinNumber).SetPinMode(mode);
        }

        /// <summary>Whether a pin can be configured so; it need not be open.</summary>
        public bool IsPinModeSupported(int pinNumber, PinMode mode)
        {
            return _board.IsModeSupported(pinNumber, mode);
        }

        /// <summary>Whether a pin is open, or the chip has none of that number: the runtime says that invalid pins are always busy.</summary>
        public bool IsPinOpen(int pinNumber)
        {
            return _board.IsBusy(pinNumber);
        }

        /// <summary>The level of an input; see <see cref="GpioPin.Read"/>.</summary>
        /// <exception cref="InvalidOperationException">The pin is not open.</exception>
        public PinValue Read(int pinNumber)
        {
            return Find(pinNumber).Read();
        }

        /// <summary>Drives an output.</summary>
        /// <exception cref="InvalidOperationException">The pin is not open.</exception>
        /// <exception cref="ArgumentException">The pin is an input.</exception>
        public void Write(int pinNumber, PinValue value)
        {
            Find(pinNumber).Write(value);
        }

        /// <summary>Asks to be told of a pin's edges, in the manner of <see cref="GpioPin.ValueChanged"/>. A pin has one such callback: the last one registered.</summary>
        /// <param name="pinNumber">The GPIO number.</param>
        /// <param name="eventTypes">Which edges.</param>
        /// <param name="callback">Told of them.</param>
        /// <exception cref="InvalidOperationException">The pin is not open.</exception>
        public void RegisterCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback)
        {
            GpioPin pin = Find(pinNumber);
            pin.ValueChanged -= Forward;
            pin.ControllerEvents = eventTypes;
            pin.ControllerCallback = callback;
            pin.ValueChanged += Forward;
        }

        /// <summary>Ends what <see cref="RegisterCallbackForPinValueChangedEvent"/> asked for. A pin that is not open is left alone.</summary>
        /// <param name="pinNumber">The GPIO number.</param>
        /// <param name="callback">Not looked at: a pin has one.</param>
        public void UnregisterCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback)
        {
            GpioPin pin = _board.FindPin(pinNumber);
            if (pin != null)
            {
                pin.ControllerEvents = PinEventTypes.None;
                pin.ValueChanged -= Forward;
            }
        }

        /// <summary>Closes all pins of the board, those opened through other controllers too.</summary>
        public void Dispose()
        {
            if (!_disposed)
            {
                _disposed = true;
                _board.CloseAll();
            }
        }

        private void Forward(object sender, PinValueChangedEventArgs e)
        {
            var pin = (GpioPin)sender;
            if ((pin.ControllerEvents & e.ChangeType) != PinEventTypes.None)
            {
                pin.ControllerCallback(this, e);
            }
        }

        private GpioPin Find(int pinNumber)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _board.FindPin(pinNumber) ?? throw new InvalidOperationException($"GPIO{pinNumber} is not open.");
        }
    }
}
