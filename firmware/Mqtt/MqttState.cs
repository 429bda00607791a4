namespace Nano.Firmware.Mqtt
{
    /// <summary>Where a session's connection stands.</summary>
    public enum MqttState
    {
        /// <summary>There is none.</summary>
        Closed,

        /// <summary>CONNECT has been written, and CONNACK has not arrived.</summary>
        Connecting,

        /// <summary>The broker has accepted the connection.</summary>
        Connected,
    }
}
