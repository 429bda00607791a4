namespace Nano.Firmware.Channels
{
    /// <summary>The number of samples and events that did not fit in a slow client's buffer, for all clients since the start.</summary>
    public sealed class DroppedChannel : Channel
    {
        private IChannelHost _host;

        /// <summary>Makes a channel.</summary>
        /// <param name="id">See <see cref="Channel.Id"/>.</param>
        public DroppedChannel(string id)
            : base(id, ChannelKind.System, "", 0, int.MaxValue)
        {
        }

        /// <inheritdoc/>
        public override bool IsDispensable => true;

        /// <inheritdoc/>
        public override void Attach(IChannelHost host)
        {
            _host = host;
        }

        /// <inheritdoc/>
        public override void Read(long now)
        {
            _value = _host == null ? 0 : _host.Dropped;
        }
    }
}
