using Nano.Firmware.Channels;

namespace Nano.Tests.Unit.Firmware.Support
{
    /// <summary>A number that logs the values that it drives.</summary>
    internal sealed class TestNumber : NumberOutput
    {
        public TestNumber(string id, int minimum, int maximum, int step, int safeValue)
            : base(id, "%", minimum, maximum, step, safeValue)
        {
            Begin();
        }

        /// <summary>Every value driven, in order.</summary>
        public string Log = "";

        protected override void Drive(long value)
        {
            Log += " " + value;
        }
    }
}
