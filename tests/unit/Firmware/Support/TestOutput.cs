using Nano.Firmware.Channels;

namespace Nano.Tests.Unit.Firmware.Support
{
    /// <summary>An output that logs the values that it drives.</summary>
    internal sealed class TestOutput : DigitalOutput
    {
        public TestOutput(string id, int safeValue)
            : base(id, safeValue)
        {
            Begin();
        }

        /// <summary>Every level driven, in order.</summary>
        public string Log = "";

        /// <summary>Whether it cannot be driven.</summary>
        public bool IsBroken = false;

        protected override void WriteLevel(bool level)
        {
            if (IsBroken)
            {
                throw new System.InvalidOperationException("The output has come loose.");
            }

            Log += level ? "1" : "0";
        }
    }
}
