using System;
using System.IO;

namespace Nano.Web.Server
{
    /// <summary>When a file last changed.</summary>
    internal static class FileTime
    {
        /// <summary>A number of this run, for files whose time is not told.</summary>
        public const long Started = 0;

        /// <summary>Reads the time.</summary>
        /// <param name="path">The file's path.</param>
        /// <returns>The time in UTC.</returns>
        public static DateTime Read(string path)
        {
            return File.GetLastWriteTimeUtc(path);
        }
    }
}
