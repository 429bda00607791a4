using System;
using System.IO;

namespace Nano.Firmware.Settings
{
    /// <summary>
    /// Stores settings in a folder: settings.0.txt, settings.1.txt, guard.txt, starts.txt, turn.txt, reset.txt, components.txt and outputs.txt. The internal storage of an ESP32 is the drive I:
    /// (LittleFS), which keeps written data once the file is closed. On the desktop and on Linux boards only the owner of the files may read and write
    /// them.
    /// </summary>
    public sealed class FileSettingsStore : SettingsStore
    {
        private readonly string _folder;

        /// <summary>Creates a store.</summary>
        /// <param name="folder">The folder. It must exist; otherwise reading finds nothing and writing fails.</param>
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
                    // Opening a missing file would throw, and nanoFramework writes the stack trace of each exception to the console.
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
                // The exceptions differ between platforms and failures.
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
                // The file exists but cannot be examined.
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
                : place == SettingsStore.Turn ? "turn.txt"
                : place == SettingsStore.Reset ? "reset.txt"
                : place == Components ? "components.txt"
                : "outputs.txt";
            return Path.Combine(_folder, name);
        }
    }
}
