using Nano.Web.Json;

namespace Nano.Firmware.Channels
{
    /// <summary>
    /// The free memory in bytes. On a device, reading it costs a garbage collection. So it is read once when the board starts,
    /// and then only while a client is connected, at most once per <see cref="ReadInterval"/>: the value may be as old as that, or as the last connection.
    /// </summary>
    public class MemoryChannel : Channel
    {
        /// <summary>The shortest interval between two reads, in milliseconds.</summary>
        public const int ReadInterval = 30000;

        private readonly FreeMemory _memory = new FreeMemory();
        private IChannelHost _host;
        private long _due;

        /// <summary>Makes a channel.</summary>
        /// <param name="id">See <see cref="Channel.Id"/>.</param>
        public MemoryChannel(string id)
            : base(id, ChannelKind.System, "B", 0, JsonReader.MaximumInteger)
        {
            Value = _memory.Read();
        }

        /// <inheritdoc/>
        public override void Attach(IChannelHost host)
        {
            _host = host;
        }

        /// <inheritdoc/>
        public override void Read(long now)
        {
            if (now >= _due && _host.Connections > 0)
            {
                _due = now + ReadInterval;
                Value = Measure();
            }
        }

        /// <summary>Finds out.</summary>
        protected virtual long Measure()
        {
            return _memory.Read();
        }
    }
}
