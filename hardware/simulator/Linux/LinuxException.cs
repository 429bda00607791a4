using System;

namespace Nano.Simulator.Linux
{
    /// <summary>Hardware that cannot be used. The message names it, the reason and the remedy.</summary>
    internal sealed class LinuxException : Exception
    {
        /// <summary>Makes one.</summary>
        /// <param name="message">The hardware, the reason and the remedy.</param>
        public LinuxException(string message)
            : base(message)
        {
        }
    }
}
