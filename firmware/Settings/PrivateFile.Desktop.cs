using System;
using System.IO;

namespace Nano.Firmware.Settings
{
    /// <summary>Files that only their owner may read and write: settings have the hash of a password.</summary>
    internal static class PrivateFile
    {
        private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        /// <summary>Creates a file, or opens one and empties it, with mode 0600 where there are modes.</summary>
        /// <exception cref="IOException">It cannot be created.</exception>
        public static FileStream Create(string path)
        {
            FileStreamOptions options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (OperatingSystem.IsWindows())
            {
                return new FileStream(path, options);
            }

            options.UnixCreateMode = OwnerOnly;
            FileStream file = new FileStream(path, options);

            // One that was there keeps the mode it had.
            File.SetUnixFileMode(file.SafeFileHandle, OwnerOnly);
            return file;
        }
    }
}
