using System;
using System.Device.Gpio;

namespace Nano.Simulator
{
    /// <summary>
    /// The library's controller over a <see cref="SimulatedDriver"/>, with the answers of nanoFramework's GpioController where the library's are others and can be replaced.
    /// Three remain: a second OpenPin of a pin through one controller returns the same pin, OpenPin throws a KeyNotFoundException for a pin that the chip lacks, and a
    /// closed pin throws an InvalidOperationException.
    /// </summary>
    public sealed class ChipController : GpioController
    {
        private readonly SimulatedBoard _board;
        private readonly SimulatedDriver _driver;

        /// <summary>Makes one for <see cref="SimulatedBoard.Current"/>.</summary>
        /// <exception cref="InvalidOperationException">There is no current board.</exception>
        public ChipController()
            : this(SimulatedBoard.Require())
        {
        }

        /// <summary>Makes one.</summary>
        /// <param name="board">The board.</param>
        public ChipController(SimulatedBoard board)
            : this(board, new SimulatedDriver(board))
        {
        }

        private ChipController(SimulatedBoard board, SimulatedDriver driver)
            : base(driver)
        {
            _board = board;
            _driver = driver;
        }

        /// <summary>Whether this controller has opened a pin, or the chip has none of that number: the runtime says that invalid pins are always busy.</summary>
        /// <param name="pinNumber">Any number.</param>
        public override bool IsPinOpen(int pinNumber)
        {
            return base.IsPinOpen(pinNumber) || !_board.Chip.HasPin(pinNumber);
        }

        /// <summary>Configures a pin. An output begins low.</summary>
        /// <param name="pinNumber">The GPIO number.</param>
        /// <param name="mode">The mode.</param>
        /// <exception cref="InvalidOperationException">The pin is not open.</exception>
        /// <exception cref="ArgumentException">The pin cannot be configured so.</exception>
        public override void SetPinMode(int pinNumber, PinMode mode)
        {
            if (base.IsPinOpen(pinNumber) && !_board.IsModeSupported(pinNumber, mode))
            {
                throw new ArgumentException($"GPIO{pinNumber} cannot be {mode}.");
            }

            base.SetPinMode(pinNumber, mode);
        }

        /// <summary>Drives an output.</summary>
        /// <param name="pinNumber">The GPIO number.</param>
        /// <param name="value">The level.</param>
        /// <exception cref="InvalidOperationException">The pin is not open.</exception>
        /// <exception cref="ArgumentException">The pin is an input; the library's controller is silent then.</exception>
        public override void Write(int pinNumber, PinValue value)
        {
            if (!base.IsPinOpen(pinNumber))
            {
                throw new InvalidOperationException($"GPIO{pinNumber} is not open.");
            }

            _driver.WriteOutput(pinNumber, value);
        }

        /// <summary>Has the chip debounce an input, as nanoFramework's GpioPin.DebounceTimeout, which the library lacks.</summary>
        /// <param name="pinNumber">The GPIO number of an open pin.</param>
        /// <param name="milliseconds">How long an input is left alone after an edge; 0, the default, tells every edge.</param>
        public void SetDebounceTimeout(int pinNumber, int milliseconds)
        {
            _driver.SetDebounce(pinNumber, milliseconds);
        }
    }
}
