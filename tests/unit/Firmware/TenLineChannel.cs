using Nano.Firmware.Channels;

namespace Nano.Tests.Unit.Firmware
{
    // The README shows this class as the example of a channel.
    internal sealed class TideChannel : Channel
    {
        public TideChannel(string id)
            : base(id, ChannelKind.Analog, "cm", 0, 400)
        {
        }

        public override void Read(long now) => Value = 200 + now / 1000 % 200;
    }
}
