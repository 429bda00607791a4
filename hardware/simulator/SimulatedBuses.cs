using Nano.Firmware.Drivers;

namespace Nano.Simulator
{
    /// <summary>The I2C bus and the pins with pulses of the simulated board. Every bus has the same parts, on any pins.</summary>
    internal sealed class SimulatedBuses : BusEquipment
    {
        private readonly SimulatedBoard _board;

        /// <summary>Makes them.</summary>
        /// <param name="board">The board.</param>
        public SimulatedBuses(SimulatedBoard board)
        {
            _board = board;
        }

        /// <inheritdoc/>
        public override I2cBus OpenBus(int number, int data, int clock)
        {
            return new HardwareI2cBus(_board.Room.Bus.Open);
        }

        /// <inheritdoc/>
        public override PwmOutput OpenPwm(int pin, int function)
        {
            return new HardwarePwmOutput(frequency => new SimulatedPwm(_board, pin, frequency));
        }
    }
}
