using System;
using System.Device.Adc;
using System.Device.Gpio;
using Nano.Firmware.Boards;
using Nano.Firmware.Channels;
using Nano.Firmware.Drivers;

namespace Nano.Simulator
{
    /// <summary>The pins of a simulated board.</summary>
    internal sealed class SimulatedHardware : Hardware
    {
        private readonly int _seed;
        private readonly BoardThread _thread;

        /// <summary>Makes it, and the board that controllers find.</summary>
        /// <param name="options">Name the chip and the seed, and say whether changes are printed.</param>
        public SimulatedHardware(SimulatorOptions options)
        {
            _seed = options.Seed;
            Chip = Chip.Find(options.Chip);
            var board = new SimulatedBoard(options.Seed, new ChipModel(Chip));
            SimulatedBoard.Current = board;
            if (!options.Quiet)
            {
                board.PinChanged += PrintChange;
            }

            _thread = new BoardThread(board);
        }

        public override Chip Chip { get; }

        public override byte[] HardwareAddress => SimulatedRadio.CreateHardwareAddress(_seed);

        public override string DefaultName => "simulated board";

        public override Board CreateBoard(BoardDescription description)
        {
            try
            {
                if (description != null)
                {
                    DescribedParts.Place(SimulatedBoard.Current, description, _seed);
                }

                return DescribedBoard.Create(description, new DriverTable(new Equipment(new ChipController(), new AdcController()), new BusDrivers(new SimulatedBuses(SimulatedBoard.Current))));
            }
            catch (ChipStoppedException exception)
            {
                // The firmware must not catch it: a real chip has crashed.
                Console.Error.WriteLine($"The chip has stopped: {exception.Message}");
                Environment.Exit(1);
                throw;
            }
        }

        public override void Dispose()
        {
            _thread.Dispose();
        }

        private static void PrintChange(int pin, PinValue value, string name)
        {
            string what = name.Length == 0 ? $"GPIO{pin}" : $"GPIO{pin} {name}";
            Console.WriteLine($"{what} {(value == PinValue.High ? "on" : "off")}");
        }
    }
}
