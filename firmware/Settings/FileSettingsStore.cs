using System;
using System.IO;

namespace Nano.Firmware.Settings
{
    /// <summary>
    /// Settings in two files of a folder, settings.0.txt and settings.1.txt, beside guard.txt, starts.txt and turn.txt. An ESP32's internal storage is
    /// the drive I: (LittleFS); what is written to a file there is kept once it is closed. On the desktop and on Linux boards only the files' owner may read and write them.
    /// </summary>
    public sealed class FileSettingsStore : SettingsStore
    {
        private readonly string _folder;

        /// <summary>Keeps settings in a folder, which there must be: without it there are none, and none are kept.</summary>
        public FileSettingsStore(string folder)
        {
            _folder = folder;
        }

        /// <inheritdoc/>
        public override int Read(int place, byte[] buffer)
        {
            try
            {
                string path = PathOf(place);
                if (!File.Exists(path))
                {
                    // Opening it would throw, and nanoFramework writes the stack of each exception to the console.
                    return 0;
                }

                using FileStream file = new FileStream(path, FileMode.Open, FileAccess.Read);
                int length = file.Length > buffer.Length ? 0 : (int)file.Length;
                int count = 0;
                int part = 1;
                while (count < length && part > 0)
                {
                    part = file.Read(buffer, count, length - count);
                    count += part;
                }

                return count;
            }
            catch (Exception)
            {
                // Each platform, and each kind of failure, has an exception of its own.
                return 0;
            }
        }

        /// <inheritdoc/>
        public override bool Has(int place)
        {
            try
            {
                return File.Exists(PathOf(place));
            }
            catch (Exception)
            {
                // It is there and cannot be looked at.
                return true;
            }
        }

        /// <inheritdoc/>
        public override bool Write(int place, byte[] buffer, int count)
        {
            try
            {
                using FileStream file = PrivateFile.Create(PathOf(place));
                file.Write(buffer, 0, count);
                file.Flush();
                return true;
            }
            catch (Exception)
            {
                return false;
            }
        }

        private string PathOf(int place)
        {
            string name = place == 0 ? "settings.0.txt"
                : place == 1 ? "settings.1.txt"
                : place == SettingsStore.Starts ? "starts.txt"
                : place == SettingsStore.Guard ? "guard.txt"
                : "turn.txt";
            return Path.Combine(_folder, name);
        }
    }
}
