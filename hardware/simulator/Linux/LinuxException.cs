using System;

namespace Nano.Simulator.Linux
{
    /// <summary>Hardware that cannot be used. The message names it, says why, and what to do.</summary>
    internal sealed class LinuxException : Exception
    {
        /// <summary>Makes one.</summary>
        /// <param name="message">What cannot be used, why, and what to do.</param>
        public LinuxException(string message)
            : base(message)
        {
        }
    }
}
