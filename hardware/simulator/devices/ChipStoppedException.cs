using System;

namespace Nano.Simulator
{
    /// <summary>A program has done what stops the chip. A real one throws nothing: it crashes and restarts, so <see cref="SimulatedBoard.StopReason"/> stays set although the exception is caught.</summary>
    public sealed class ChipStoppedException : Exception
    {
        /// <summary>Makes one.</summary>
        public ChipStoppedException()
        {
        }

        /// <summary>Makes one.</summary>
        /// <param name="message">Why the chip stops.</param>
        public ChipStoppedException(string message)
            : base(message)
        {
        }

        /// <summary>Makes one.</summary>
        /// <param name="message">Why the chip stops.</param>
        /// <param name="innerException">The exception that caused it.</param>
        public ChipStoppedException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }
}
