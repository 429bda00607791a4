using Nano.Web.Text;

namespace Nano.Firmware.Settings
{
    /// <summary>
    /// A copy of the settings that protect the device, in a place of its own: the password's hash, the access point's passphrase and open-reading, as
    /// lines of the settings with a CRC-32. With it, unreadable settings do not leave the device open. It is written before the settings.
    /// </summary>
    internal static class PasswordGuard
    {
        // Three names, the longest values, and the check line.
        private const int MaximumLength = 18 + 130 + 18 + 65 + 16 + CheckedText.Length;

        /// <summary>Reads the copy into settings.</summary>
        /// <param name="store">The store.</param>
        /// <param name="settings">The settings to change.</param>
        /// <returns>False when it is missing or damaged; the settings are then unchanged.</returns>
        public static bool Read(SettingsStore store, BoardSettings settings)
        {
            byte[] buffer = new byte[MaximumLength];
            int count = CheckedText.Find(buffer, store.Read(SettingsStore.Guard, buffer));
            return count > 0 && settings.Read(buffer, 0, count) == 0;
        }

        /// <summary>Writes the copy, unless it is stored already.</summary>
        /// <param name="store">The store.</param>
        /// <param name="settings">The settings to copy.</param>
        /// <returns>False when the copy could not be written.</returns>
        public static bool Write(SettingsStore store, BoardSettings settings)
        {
            ByteWriter writer = new ByteWriter(new byte[MaximumLength]);
            writer.WriteText("password=");
            writer.WriteText(settings.Password);
            writer.WriteText("\naccess-passphrase=");
            writer.WriteText(settings.Network.AccessPassphrase);
            writer.WriteText(settings.OpenReading ? "\nopen-reading=1\n" : "\nopen-reading=0\n");
            CheckedText.Finish(writer);
            byte[] kept = new byte[MaximumLength];
            bool isKept = store.Read(SettingsStore.Guard, kept) == writer.Count && Ascii.Equals(kept, 0, writer.Buffer, 0, writer.Count);
            return isKept || (!writer.Overflowed && store.Write(SettingsStore.Guard, writer.Buffer, writer.Count));
        }
    }
}
