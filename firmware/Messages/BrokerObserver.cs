namespace Nano.Firmware.Messages
{
    /// <summary>Is told when the connection with an MQTT broker is made, fails or ends.</summary>
    public abstract class BrokerObserver
    {
        /// <summary>The state has changed, or the reason why there is no connection.</summary>
        /// <param name="status">The state.</param>
        public abstract void OnChanged(BrokerStatus status);
    }
}
