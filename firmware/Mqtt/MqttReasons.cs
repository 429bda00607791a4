using Nano.Web.Server;

namespace Nano.Firmware.Mqtt
{
    /// <summary>The table of reasons why there is no connection with the broker, which README.md repeats. Its texts are literals, which stay in the flash.</summary>
    public static class MqttReasons
    {
        /// <summary>The code of a reason, for programs.</summary>
        public static string Code(MqttReason reason)
        {
            switch (reason)
            {
                case MqttReason.None: return "";
                case MqttReason.UnknownHost: return "unknown-host";
                case MqttReason.Unreachable: return "unreachable";
                case MqttReason.ConnectionRefused: return "connection-refused";
                case MqttReason.TlsFailed: return "tls-failed";
                case MqttReason.UnacceptableVersion: return "unacceptable-version";
                case MqttReason.IdentifierRejected: return "identifier-rejected";
                case MqttReason.ServerUnavailable: return "server-unavailable";
                case MqttReason.BadCredentials: return "bad-credentials";
                case MqttReason.NotAuthorized: return "not-authorized";
                case MqttReason.NoAnswer: return "no-answer";
                case MqttReason.Closed: return "closed";
                case MqttReason.ProtocolError: return "protocol-error";
                case MqttReason.NoNetwork: return "no-network";
                default: return "stopped";
            }
        }

        /// <summary>What has happened and what to do, for people. ASCII without quotes and backslashes, at most 160 characters.</summary>
        public static string Message(MqttReason reason)
        {
            switch (reason)
            {
                case MqttReason.None: return "";
                case MqttReason.UnknownHost: return "The name of the MQTT broker has no address. Check the host in the setting mqtt.";
                case MqttReason.Unreachable: return "The MQTT broker does not answer. Check its address, and that it runs in a network that the board can reach.";
                case MqttReason.ConnectionRefused: return "No MQTT broker listens on that port. Start the broker, let it listen to the network, or correct the port in the setting mqtt.";
                case MqttReason.TlsFailed: return "The TLS handshake with the MQTT broker failed. Its certificate must be for that host, and of an authority that the board trusts.";
                case MqttReason.UnacceptableVersion: return "The MQTT broker does not speak MQTT 3.1.1.";
                case MqttReason.IdentifierRejected: return "The MQTT broker refuses the board's id as client identifier. Allow it there.";
                case MqttReason.ServerUnavailable: return "The MQTT broker refuses connections at present. The board tries again.";
                case MqttReason.BadCredentials: return "The MQTT broker refuses user or password. Correct them in the setting mqtt.";
                case MqttReason.NotAuthorized: return "The MQTT broker does not let this user in. Give user and password in the setting mqtt, or allow the board there.";
                case MqttReason.NoAnswer: return "The MQTT broker has stopped answering. The board tries again.";
                case MqttReason.Closed: return "The MQTT broker has closed the connection, as it does when another client has the same identifier. The board tries again.";
                case MqttReason.ProtocolError: return "The MQTT broker has sent what MQTT 3.1.1 forbids. The board tries again.";
                case MqttReason.NoNetwork: return "The board has no network to reach the MQTT broker by.";
                default: return "The connection with the MQTT broker has been ended.";
            }
        }

        /// <summary>The reason why a connection could not be opened.</summary>
        /// <param name="result">Any but <see cref="OpenResult.None"/> and <see cref="OpenResult.Opened"/>.</param>
        public static MqttReason Of(OpenResult result)
        {
            switch (result)
            {
                case OpenResult.UnknownHost: return MqttReason.UnknownHost;
                case OpenResult.Refused: return MqttReason.ConnectionRefused;
                case OpenResult.NotAgreed: return MqttReason.TlsFailed;
                default: return MqttReason.Unreachable;
            }
        }
    }
}
