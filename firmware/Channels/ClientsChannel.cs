namespace Nano.Firmware
{
    /// <summary>How many clients listen to the samples.</summary>
    public sealed class ClientsChannel : Channel
    {
        private Device _device;

        /// <summary>Makes a channel.</summary>
        /// <param name="id">See <see cref="Channel.Id"/>.</param>
        public ClientsChannel(string id)
            : base(id, ChannelKind.System, "", 0, 64)
        {
        }

        /// <inheritdoc/>
        public override void Attach(Device device)
        {
            _device = device;
        }

        /// <inheritdoc/>
        public override void Read(long now)
        {
            _value = _device == null ? 0 : _device.Telemetry.Listeners;
        }
    }
}
