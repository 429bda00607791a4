namespace Nano.Firmware.Settings
{
    /// <summary>
    /// Places that keep a small text each while there is no power: 0, 1 and <see cref="Guard"/> for <see cref="SettingsFile"/>, <see cref="Starts"/> for
    /// the counter of starts, and <see cref="Turn"/> for the network's turns.
    /// A write to one must leave the others alone; their users make the rest safe.
    /// </summary>
    public abstract class SettingsStore
    {
        /// <summary>The place of the count of failed starts.</summary>
        public const int Starts = 2;

        /// <summary>The place of what protects the board when its settings cannot be read.</summary>
        public const int Guard = 3;

        /// <summary>The place of what the board restarts for.</summary>
        public const int Turn = 4;

        /// <summary>How many places there are.</summary>
        public const int Count = 5;

        /// <summary>Reads all of a place.</summary>
        /// <param name="place">0 to <see cref="Count"/> less one.</param>
        /// <param name="buffer">Receives it.</param>
        /// <returns>Its length; 0 when there is nothing, it cannot be read, or it does not fit.</returns>
        public abstract int Read(int place, byte[] buffer);

        /// <summary>Whether a place holds anything, be it damaged or too long to be read.</summary>
        /// <param name="place">0 to <see cref="Count"/> less one.</param>
        public abstract bool Has(int place);

        /// <summary>Replaces what is in a place, and returns when it is kept. A power cut may leave it in any state.</summary>
        /// <param name="place">0 to <see cref="Count"/> less one.</param>
        /// <param name="buffer">Holds the text.</param>
        /// <param name="count">Its length.</param>
        /// <returns>False when it could not be written.</returns>
        public abstract bool Write(int place, byte[] buffer, int count);
    }
}
