using System;
using System.IO;

namespace Nano.Firmware.Settings
{
    /// <summary>Files that only their owner may read and write, because the settings contain the hash of a password.</summary>
    internal static class PrivateFile
    {
        private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        /// <summary>Creates or truncates a file, with mode 0600 on systems with file modes.</summary>
        /// <param name="path">The path of the file.</param>
        /// <exception cref="IOException">The file cannot be created.</exception>
        public static FileStream Create(string path)
        {
            FileStreamOptions options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (OperatingSystem.IsWindows())
            {
                return new FileStream(path, options);
            }

            options.UnixCreateMode = OwnerOnly;
            FileStream file = new FileStream(path, options);

            // An existing file keeps its mode, so it is set explicitly.
            File.SetUnixFileMode(file.SafeFileHandle, OwnerOnly);
            return file;
        }
    }
}
