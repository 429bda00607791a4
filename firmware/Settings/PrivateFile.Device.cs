using System.IO;

namespace Nano.Firmware.Settings
{
    /// <summary>Files of the device's internal storage, which has no file modes.</summary>
    internal static class PrivateFile
    {
        /// <summary>Creates or truncates a file.</summary>
        /// <param name="path">The path of the file.</param>
        public static FileStream Create(string path)
        {
            return new FileStream(path, FileMode.Create, FileAccess.Write);
        }
    }
}
