using Nano.Firmware.Messages;

namespace Nano.Firmware.Startup
{
    /// <summary>Tells the log how the connection with the MQTT broker is.</summary>
    internal sealed class BrokerLog : BrokerObserver
    {
        private readonly Platform _platform;

        /// <summary>Makes one.</summary>
        /// <param name="platform">Has the log.</param>
        public BrokerLog(Platform platform)
        {
            _platform = platform;
        }

        /// <inheritdoc/>
        public override void OnChanged(BrokerStatus status)
        {
            _platform.Log(status.Code.Length == 0 ? "Connected with the MQTT broker " + status.Broker + "." : status.Message + " (" + status.Broker + ")");
        }
    }
}
