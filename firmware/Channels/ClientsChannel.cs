namespace Nano.Firmware.Channels
{
    /// <summary>How many clients listen to the samples.</summary>
    public sealed class ClientsChannel : Channel
    {
        private IChannelHost _host;

        /// <summary>Makes a channel.</summary>
        /// <param name="id">See <see cref="Channel.Id"/>.</param>
        public ClientsChannel(string id)
            : base(id, ChannelKind.System, "", 0, 64)
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
            _value = _host == null ? 0 : _host.Listeners;
        }
    }
}
