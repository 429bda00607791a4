using System;
using System.IO;

namespace Nano.Firmware
{
    /// <summary>Settings in two files of a folder, settings.0.txt and settings.1.txt.</summary>
    public sealed class FileSettingsStore : SettingsStore
    {
        private readonly string _folder;

        /// <summary>Keeps settings in a folder, which there must be.</summary>
        public FileSettingsStore(string folder)
        {
            _folder = folder;
        }

        /// <inheritdoc/>
        public override int Read(int place, byte[] buffer)
        {
            try
            {
                using FileStream file = new FileStream(PathOf(place), FileMode.Open, FileAccess.Read);
                return file.Length > buffer.Length ? 0 : file.ReadAtLeast(buffer, (int)file.Length, false);
            }
            catch (Exception e) when (e is IOException || e is UnauthorizedAccessException)
            {
                return 0;
            }
        }

        /// <inheritdoc/>
        public override bool Write(int place, byte[] buffer, int count)
        {
            try
            {
                using FileStream file = new FileStream(PathOf(place), FileMode.Create, FileAccess.Write);
                file.Write(buffer, 0, count);
                file.Flush(true);
                return true;
            }
            catch (Exception e) when (e is IOException || e is UnauthorizedAccessException)
            {
                return false;
            }
        }

        private string PathOf(int place)
        {
            return Path.Combine(_folder, place == 0 ? "settings.0.txt" : "settings.1.txt");
        }
    }
}
