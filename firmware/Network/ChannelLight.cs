using Nano.Firmware.Channels;

namespace Nano.Firmware.Network
{
    /// <summary>
    /// An output that serves as the status light until the device is online. After that it is an ordinary output again, so that a board with one LED
    /// needs no second.
    /// </summary>
    public sealed class ChannelLight : StatusLight
    {
        private readonly DigitalOutput _output;

        /// <summary>Creates the light.</summary>
        /// <param name="output">The output that drives the LED.</param>
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
