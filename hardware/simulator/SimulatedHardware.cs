using System;
using System.Device.Adc;
using Nano.Firmware.Boards;
using Nano.Firmware.Channels;

namespace Nano.Simulator
{
    /// <summary>The pins of a simulated board.</summary>
    internal sealed class SimulatedHardware : Hardware
    {
        private readonly int _seed;

        /// <summary>Makes it, and the board that controllers find.</summary>
        /// <param name="options">Name the chip and the seed.</param>
        public SimulatedHardware(SimulatorOptions options)
        {
            _seed = options.Seed;
            Chip = Chip.Find(options.Chip);
            Board = new SimulatedBoard(options.Seed, new ChipModel(Chip));
            SimulatedBoard.Current = Board;
        }

        /// <summary>The board.</summary>
        public SimulatedBoard Board { get; }

        public override Chip Chip { get; }

        public override byte[] HardwareAddress => SimulatedRadio.CreateHardwareAddress(_seed);

        public override string DefaultName => "simulated board";

        public override Board CreateBoard(PinList pins)
        {
            try
            {
                return DefaultBoard.Create(new ChipController(), new AdcController(), pins);
            }
            catch (ChipStoppedException exception)
            {
                // The firmware must not catch it: a real chip has crashed.
                Console.Error.WriteLine($"The chip has stopped: {exception.Message}");
                Environment.Exit(1);
                throw;
            }
        }
    }
}
