namespace Nano.Firmware.Mqtt
{
    /// <summary>Why there is no connection with the broker.</summary>
    public enum MqttReason
    {
        /// <summary>No attempt has failed.</summary>
        None,

        /// <summary>The broker's name has no address.</summary>
        UnknownHost,

        /// <summary>Nothing at the broker's address answers.</summary>
        Unreachable,

        /// <summary>The broker's address answers, and no program listens on the port.</summary>
        ConnectionRefused,

        /// <summary>The TLS handshake failed.</summary>
        TlsFailed,

        /// <summary>The broker does not speak MQTT 3.1.1: CONNACK return code 1.</summary>
        UnacceptableVersion,

        /// <summary>The broker refuses the client identifier: CONNACK return code 2.</summary>
        IdentifierRejected,

        /// <summary>The broker refuses service at present: CONNACK return code 3.</summary>
        ServerUnavailable,

        /// <summary>User name or password are wrong: CONNACK return code 4.</summary>
        BadCredentials,

        /// <summary>The user may not connect: CONNACK return code 5.</summary>
        NotAuthorized,

        /// <summary>The broker has not answered CONNECT, PUBLISH or PINGREQ in time, or has stopped reading.</summary>
        NoAnswer,

        /// <summary>The broker has closed the connection, or the network has.</summary>
        Closed,

        /// <summary>The broker has sent what MQTT 3.1.1 forbids; the session names the section.</summary>
        ProtocolError,

        /// <summary>The board has no network.</summary>
        NoNetwork,

        /// <summary>The program has closed the connection.</summary>
        Stopped,
    }
}
