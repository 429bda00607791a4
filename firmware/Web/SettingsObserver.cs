using Nano.Firmware.Settings;

namespace Nano.Firmware.Web
{
    /// <summary>Has settings that an owner has saved take effect, as far as that takes no restart.</summary>
    public abstract class SettingsObserver
    {
        /// <summary>Whether a password takes effect at once: the board has had one since its start, and keeps one.</summary>
        /// <param name="settings">The settings with the password.</param>
        public abstract bool CanChangePassword(BoardSettings settings);

        /// <summary>Settings have been saved. Called on the loop.</summary>
        /// <param name="settings">The settings. They do not change any more.</param>
        /// <param name="slot">The slot of the client that has saved them.</param>
        /// <param name="hasNewPassword">Whether the password is another than before.</param>
        public abstract void OnSaved(BoardSettings settings, int slot, bool hasNewPassword);
    }
}
