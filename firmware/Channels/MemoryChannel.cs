namespace Nano.Firmware
{
    /// <summary>The free memory in bytes.</summary>
    public sealed class MemoryChannel : Channel
    {
        /// <summary>How often it is asked for, in milliseconds: on a device the answer costs a garbage collection.</summary>
        public const int ReadInterval = 5000;

        private readonly FreeMemory _memory = new FreeMemory();
        private long _due;

        /// <summary>Makes a channel.</summary>
        /// <param name="id">See <see cref="Channel.Id"/>.</param>
        public MemoryChannel(string id)
            : base(id, ChannelKind.System, "B", 0, JsonReader.MaximumInteger)
        {
            Value = _memory.Read();
        }

        /// <inheritdoc/>
        public override void Read(long now)
        {
            if (now >= _due)
            {
                _due = now + ReadInterval;
                Value = _memory.Read();
            }
        }
    }
}
