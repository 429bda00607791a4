using System;
using Nano.Firmware.Boards;
using Nano.Firmware.Channels;

namespace Nano.Simulator
{
    /// <summary>The pins under the firmware: those of a simulated board, or real ones of this computer.</summary>
    internal abstract class Hardware : IDisposable
    {
        /// <summary>The chip that has the pins.</summary>
        public abstract Chip Chip { get; }

        /// <summary>The six bytes of the hardware address, of which the board's id is made; null for none.</summary>
        public abstract byte[] HardwareAddress { get; }

        /// <summary>The board's name until the settings have one.</summary>
        public abstract string DefaultName { get; }

        /// <summary>Makes the board.</summary>
        /// <param name="description">The description of the settings; null for none.</param>
        /// <exception cref="Exception">A pin of the settings cannot be used.</exception>
        public abstract Board CreateBoard(BoardDescription description);

        /// <summary>Lets go of the pins.</summary>
        public abstract void Dispose();
    }
}
