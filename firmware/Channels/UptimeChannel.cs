using Nano.Web.Json;

namespace Nano.Firmware.Channels
{
    /// <summary>The loop's time: how long the device has been running, in milliseconds.</summary>
    public sealed class UptimeChannel : Channel
    {
        /// <summary>Makes a channel.</summary>
        /// <param name="id">See <see cref="Channel.Id"/>.</param>
        public UptimeChannel(string id)
            : base(id, ChannelKind.System, "ms", 0, JsonReader.MaximumInteger)
        {
        }

        /// <summary>False: a sample's time says it.</summary>
        public override bool HasHistory => false;

        /// <inheritdoc/>
        public override void Read(long now)
        {
            _value = now;
        }
    }
}
