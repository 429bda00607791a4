using Nano.Firmware.Channels;

namespace Nano.Tests.Host.Mqtt
{
    /// <summary>A number that can be set, and drives no part.</summary>
    internal sealed class Level : NumberOutput
    {
        public Level()
            : base("level", "", 0, 1000000, 1, 0)
        {
            Begin();
        }

        protected override void Drive(long value)
        {
        }
    }
}
