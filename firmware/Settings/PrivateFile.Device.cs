using System.IO;

namespace Nano.Firmware.Settings
{
    /// <summary>Files of the board's internal storage, which has no modes.</summary>
    internal static class PrivateFile
    {
        /// <summary>Creates a file, or opens one and empties it.</summary>
        public static FileStream Create(string path)
        {
            return new FileStream(path, FileMode.Create, FileAccess.Write);
        }
    }
}
