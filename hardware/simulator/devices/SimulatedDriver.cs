using System;
using System.Device.Gpio;
using System.Threading;

namespace Nano.Simulator
{
    /// <summary>
    /// The pins of a simulated board for System.Device.Gpio. They behave as those of the board's chip do under nanoFramework. All drivers of a board share its pins.
    /// Events come from <see cref="SimulatedBoard.Advance"/>, which in the program a <see cref="BoardThread"/> calls: so, as on a real board, never from the thread that
    /// reads or writes the pin, and possibly after the pin has changed again. An input tells each edge that its debouncing lets through, an output each write.
    /// </summary>
    public sealed class SimulatedDriver : GpioDriver
    {
        private readonly SimulatedBoard _board;

        /// <summary>Makes one.</summary>
        /// <param name="board">The board.</param>
        public SimulatedDriver(SimulatedBoard board)
        {
            _board = board;
        }

        /// <summary>How many pin numbers there are, of which the chip leaves some out: 40 of an ESP32.</summary>
        protected override int PinCount => _board.Chip.PinCount;

        /// <summary>See <see cref="SimulatedPin.SetDebounce"/>.</summary>
        internal void SetDebounce(int pinNumber, long milliseconds)
        {
            _board.FindPin(pinNumber).SetDebounce(milliseconds);
        }

        /// <summary>Writes a pin, and throws for an input.</summary>
        internal void WriteOutput(int pinNumber, PinValue value)
        {
            _board.FindPin(pinNumber).Write((bool)value);
        }

        /// <summary>Opens a pin, as an input.</summary>
        /// <exception cref="InvalidOperationException">The pin is open already, or the chip has none of that number.</exception>
        protected override void OpenPin(int pinNumber)
        {
            _board.Open(pinNumber);
        }

        /// <summary>Closes a pin, which then drives nothing.</summary>
        /// <exception cref="InvalidOperationException">The pin is not open, as one that the chip lacks.</exception>
        protected override void ClosePin(int pinNumber)
        {
            _board.Close(pinNumber);
        }

        /// <summary>Configures a pin. An output begins low.</summary>
        /// <exception cref="ArgumentException">The pin cannot be configured so.</exception>
        /// <exception cref="ChipStoppedException">The flash memory is on the pin.</exception>
        protected override void SetPinMode(int pinNumber, PinMode mode)
        {
            _board.FindPin(pinNumber).Configure(mode);
        }

        /// <inheritdoc/>
        protected override PinMode GetPinMode(int pinNumber)
        {
            return _board.FindPin(pinNumber).Mode;
        }

        /// <summary>Whether a pin can be configured so. GPIO34 to GPIO39 of an ESP32 are inputs only; the runtime answers that they can have resistors, which they lack.</summary>
        protected override bool IsPinModeSupported(int pinNumber, PinMode mode)
        {
            return _board.IsModeSupported(pinNumber, mode);
        }

        /// <inheritdoc/>
        protected override PinValue Read(int pinNumber)
        {
            return _board.FindPin(pinNumber).Read();
        }

        /// <inheritdoc/>
        protected override void Write(int pinNumber, PinValue value)
        {
            WriteOutput(pinNumber, value);
        }

        /// <inheritdoc/>
        protected override void Toggle(int pinNumber)
        {
            _board.FindPin(pinNumber).Toggle();
        }

        /// <summary>Adds a listener. This configures the pin again, and so drives an output low.</summary>
        protected override void AddCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback)
        {
            _board.FindPin(pinNumber).Listen(eventTypes, callback);
        }

        /// <summary>Removes a listener. This configures the pin again, and so drives an output low.</summary>
        protected override void RemoveCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback)
        {
            _board.FindPin(pinNumber).Unlisten(callback);
        }

        /// <summary>Waits for an edge, until the waiting is cancelled.</summary>
        protected override WaitForEventResult WaitForEvent(int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken)
        {
            using var happened = new ManualResetEventSlim();
            PinEventTypes edge = PinEventTypes.None;
            void Note(object sender, PinValueChangedEventArgs e)
            {
                edge = e.ChangeType;
                happened.Set();
            }

            SimulatedPin pin = _board.FindPin(pinNumber);
            pin.Listen(eventTypes, Note);
            int first = WaitHandle.WaitAny(new[] { happened.WaitHandle, cancellationToken.WaitHandle });
            pin.Unlisten(Note);
            return new WaitForEventResult { EventTypes = edge, TimedOut = first != 0 };
        }

        /// <summary>Closes all pins of the board, those opened through other drivers too.</summary>
        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _board.CloseAll();
            }
        }
    }
}
