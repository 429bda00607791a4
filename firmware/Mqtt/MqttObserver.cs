using Nano.Firmware.Messages;

namespace Nano.Firmware.Mqtt
{
    /// <summary>Is told when the connection with the broker is made, fails or ends.</summary>
    public abstract class MqttObserver
    {
        /// <summary>The state has changed, or the reason why there is no connection.</summary>
        public abstract void OnChanged(BrokerStatus status);
    }
}
