using Nano.Web.Server;

namespace Nano.Firmware.Mqtt
{
    /// <summary>The table of reasons why there is no connection with the broker, which README.md repeats. Its texts are literals, which stay in the flash.</summary>
    public static class MqttReasons
    {
        /// <summary>The code of a reason, for programs.</summary>
        public static string Code(MqttReason reason)
        {
            return reason switch
            {
                MqttReason.None => "",
                MqttReason.UnknownHost => "unknown-host",
                MqttReason.Unreachable => "unreachable",
                MqttReason.ConnectionRefused => "connection-refused",
                MqttReason.TlsFailed => "tls-failed",
                MqttReason.UnacceptableVersion => "unacceptable-version",
                MqttReason.IdentifierRejected => "identifier-rejected",
                MqttReason.ServerUnavailable => "server-unavailable",
                MqttReason.BadCredentials => "bad-credentials",
                MqttReason.NotAuthorized => "not-authorized",
                MqttReason.NoAnswer => "no-answer",
                MqttReason.Closed => "closed",
                MqttReason.ProtocolError => "protocol-error",
                MqttReason.NoNetwork => "no-network",
                _ => "stopped",
            };
        }

        /// <summary>What has happened and what to do, for people. ASCII without quotes and backslashes, at most 160 characters.</summary>
        public static string Message(MqttReason reason)
        {
            return reason switch
            {
                MqttReason.None => "",
                MqttReason.UnknownHost => "The name of the MQTT broker has no address. Check the host in the setting mqtt.",
                MqttReason.Unreachable => "The MQTT broker does not answer. Check its address, and that it runs in a network that the board can reach.",
                MqttReason.ConnectionRefused => "No MQTT broker listens on that port. Start the broker, let it listen to the network, or correct the port in the setting mqtt.",
                MqttReason.TlsFailed => "The TLS handshake with the MQTT broker failed. Its certificate must be for that host, and of an authority that the board trusts.",
                MqttReason.UnacceptableVersion => "The MQTT broker does not speak MQTT 3.1.1.",
                MqttReason.IdentifierRejected => "The MQTT broker refuses the board's id as client identifier. Allow it there.",
                MqttReason.ServerUnavailable => "The MQTT broker refuses connections at present. The board tries again.",
                MqttReason.BadCredentials => "The MQTT broker refuses user or password. Correct them in the setting mqtt.",
                MqttReason.NotAuthorized => "The MQTT broker does not let this user in. Give user and password in the setting mqtt, or allow the board there.",
                MqttReason.NoAnswer => "The MQTT broker has stopped answering. The board tries again.",
                MqttReason.Closed => "The MQTT broker has closed the connection, as it does when another client has the same identifier. The board tries again.",
                MqttReason.ProtocolError => "The MQTT broker has sent what MQTT 3.1.1 forbids. The board tries again.",
                MqttReason.NoNetwork => "The board has no network to reach the MQTT broker by.",
                _ => "The connection with the MQTT broker has been ended.",
            };
        }

        /// <summary>The reason why a connection could not be opened.</summary>
        /// <param name="result">Any but <see cref="OpenResult.None"/> and <see cref="OpenResult.Opened"/>.</param>
        public static MqttReason Of(OpenResult result)
        {
            return result switch
            {
                OpenResult.UnknownHost => MqttReason.UnknownHost,
                OpenResult.Refused => MqttReason.ConnectionRefused,
                OpenResult.NotAgreed => MqttReason.TlsFailed,
                _ => MqttReason.Unreachable,
            };
        }
    }
}
