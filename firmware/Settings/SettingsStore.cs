namespace Nano.Firmware
{
    /// <summary>
    /// Places that keep a small text each while there is no power: 0 and 1 for <see cref="SettingsFile"/>, and <see cref="Starts"/> for <see cref="StartCounter"/>.
    /// A write to one must leave the others alone; their users make the rest safe.
    /// </summary>
    public abstract class SettingsStore
    {
        /// <summary>The place of the count of failed starts.</summary>
        public const int Starts = 2;

        /// <summary>Reads all of a place.</summary>
        /// <param name="place">0, 1 or <see cref="Starts"/>.</param>
        /// <param name="buffer">Receives it.</param>
        /// <returns>Its length; 0 when there is nothing, it cannot be read, or it does not fit.</returns>
        public abstract int Read(int place, byte[] buffer);

        /// <summary>Replaces what is in a place, and returns when it is kept. A power cut may leave it in any state.</summary>
        /// <param name="place">0, 1 or <see cref="Starts"/>.</param>
        /// <param name="buffer">Holds the text.</param>
        /// <param name="count">Its length.</param>
        /// <returns>False when it could not be written.</returns>
        public abstract bool Write(int place, byte[] buffer, int count);
    }
}
