using Nano.Firmware;

namespace Nano.Tests.Unit.Firmware.Support
{
    /// <summary>An output that writes down what it is told.</summary>
    internal sealed class TestOutput : DigitalOutput
    {
        public TestOutput(string id, int safeValue)
            : base(id, safeValue)
        {
            Begin();
        }

        /// <summary>Every level driven, in order.</summary>
        public string Log = "";

        protected override void WriteLevel(bool level)
        {
            Log += level ? "1" : "0";
        }
    }
}
