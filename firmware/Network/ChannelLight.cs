using Nano.Firmware.Channels;

namespace Nano.Firmware.Network
{
    /// <summary>
    /// An output that is a status light until the board is online. Then it is what it always was, and is left alone: boards with
    /// one LED need no second.
    /// </summary>
    public sealed class ChannelLight : StatusLight
    {
        private readonly DigitalOutput _output;

        /// <summary>Makes one of an output.</summary>
        public ChannelLight(DigitalOutput output)
        {
            _output = output;
        }

        /// <inheritdoc/>
        public override void Set(bool isOn)
        {
            _output.Set(isOn ? 1 : 0);
        }
    }
}
