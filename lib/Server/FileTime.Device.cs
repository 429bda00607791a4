using System;

namespace Nano.Web.Server
{
    /// <summary>When a file last changed: nanoFramework does not tell.</summary>
    internal static class FileTime
    {
        /// <summary>A number of this run, for files whose time is not told: they may have changed while the device was off.</summary>
        public static readonly long Started = DateTime.UtcNow.Ticks;

        /// <summary>Reads the time.</summary>
        /// <param name="path">The file's path.</param>
        /// <returns><see cref="DateTime.MinValue"/>, which stands for no time.</returns>
        public static DateTime Read(string path)
        {
            return DateTime.MinValue;
        }
    }
}
