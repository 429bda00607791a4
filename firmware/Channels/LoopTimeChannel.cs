using Nano.Web.Server;

namespace Nano.Firmware
{
    /// <summary>How long the server's loop was last busy between two waits, in microseconds.</summary>
    public sealed class LoopTimeChannel : Channel
    {
        private WebServer _server;

        /// <summary>Makes a channel.</summary>
        /// <param name="id">See <see cref="Channel.Id"/>.</param>
        public LoopTimeChannel(string id)
            : base(id, ChannelKind.System, "\u00B5s", 0, int.MaxValue)
        {
        }

        /// <inheritdoc/>
        public override void Attach(Device device)
        {
            _server = device.Server;
        }

        /// <inheritdoc/>
        public override void Read(long now)
        {
            _value = _server == null ? 0 : _server.LoopTime;
        }
    }
}
