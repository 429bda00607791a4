namespace Nano.Firmware.Settings
{
    /// <summary>
    /// The places that store a small text each without power: 0, 1 and <see cref="Guard"/> for <see cref="SettingsFile"/>, <see cref="Starts"/> for the
    /// counter of starts, <see cref="Turn"/> for the reason of a restart of the network, <see cref="Reset"/> for the reason of other restarts,
    /// <see cref="Components"/> for the discovery of Home Assistant, and <see cref="Outputs"/> for <see cref="OutputMemory"/>. A write to one place must not affect the others. The users of a place
    /// detect damaged texts themselves.
    /// </summary>
    public abstract class SettingsStore
    {
        /// <summary>The place of the counter of failed starts.</summary>
        public const int Starts = 2;

        /// <summary>The place of the copy of the settings that protect the device.</summary>
        public const int Guard = 3;

        /// <summary>The place of the reason of a restart.</summary>
        public const int Turn = 4;

        /// <summary>The place of the reason of a restart that does not concern the network.</summary>
        public const int Reset = 5;

        /// <summary>The place of the components that Home Assistant knows.</summary>
        public const int Components = 6;

        /// <summary>The place of the values of outputs that are restored.</summary>
        public const int Outputs = 7;

        /// <summary>Number of places.</summary>
        public const int Count = 8;

        /// <summary>Reads the text of a place.</summary>
        /// <param name="place">The place, 0 to <see cref="Count"/> less one.</param>
        /// <param name="buffer">The destination.</param>
        /// <returns>Length of the text in bytes; 0 when the place is empty, cannot be read, or its text does not fit.</returns>
        public abstract int Read(int place, byte[] buffer);

        /// <summary>Checks whether a place has a text, even a damaged or too long one.</summary>
        /// <param name="place">The place, 0 to <see cref="Count"/> less one.</param>
        public abstract bool Has(int place);

        /// <summary>Replaces the text of a place, and returns when it is stored. A power cut may leave the place in any state.</summary>
        /// <param name="place">The place, 0 to <see cref="Count"/> less one.</param>
        /// <param name="buffer">Holds the text.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <returns>False when the text could not be written.</returns>
        public abstract bool Write(int place, byte[] buffer, int count);
    }
}
