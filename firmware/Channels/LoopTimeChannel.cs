namespace Nano.Firmware.Channels
{
    /// <summary>How long the server's loop was last busy between two waits, in microseconds.</summary>
    public sealed class LoopTimeChannel : Channel
    {
        private IChannelHost _host;

        /// <summary>Makes a channel.</summary>
        /// <param name="id">See <see cref="Channel.Id"/>.</param>
        public LoopTimeChannel(string id)
            : base(id, ChannelKind.System, "\u00B5s", 0, int.MaxValue)
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
            _value = _host == null ? 0 : _host.LoopTime;
        }
    }
}
