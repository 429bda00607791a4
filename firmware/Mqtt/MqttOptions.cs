using System.Text;

namespace Nano.Firmware.Mqtt
{
    /// <summary>What a client tells a broker about itself, and the times of a session. The options are read whenever a connection opens.</summary>
    public sealed class MqttOptions
    {
        /// <summary>The client identifier, 1 to 65,535 bytes of UTF-8 (MQTT 3.1.1 section 3.1.3.1). Required.</summary>
        public byte[] ClientId { get; set; }

        /// <summary>The user name in UTF-8; null for none (section 3.1.3.4). Default null.</summary>
        public byte[] UserName { get; set; }

        /// <summary>The password; null for none. It needs a user name (section 3.1.2.9). Default null.</summary>
        public byte[] Password { get; set; }

        /// <summary>The topic of the will as <see cref="EncodeTopic"/> makes it; null for no will (section 3.1.2.5). Default null.</summary>
        public byte[] WillTopic { get; set; }

        /// <summary>The message of the will, which the broker retains. Default null; required with a topic.</summary>
        public byte[] WillMessage { get; set; }

        /// <summary>Whether the broker shall begin a new session at each connection (section 3.1.2.4). Default false: it keeps subscriptions and unacknowledged messages.</summary>
        public bool IsCleanSession { get; set; }

        /// <summary>The keep alive time in seconds, 2 to 65,535 (section 3.1.2.10). A PINGREQ follows half of it without a packet from the broker. Default 30.</summary>
        public int KeepAlive { get; set; } = 30;

        /// <summary>How long a CONNACK, a PUBACK, a PINGRESP or the progress of what is being sent may take, in milliseconds, at least 1. Default 10,000.</summary>
        public int Timeout { get; set; } = 10000;

        /// <summary>Encodes a topic as packets have it: its length in two bytes, and UTF-8 (section 1.5.3).</summary>
        /// <param name="topic">The topic, 1 to 65,535 bytes of UTF-8.</param>
        public static byte[] EncodeTopic(string topic)
        {
            byte[] text = Encoding.UTF8.GetBytes(topic);
            byte[] encoded = new byte[2 + text.Length];
            encoded[0] = (byte)(text.Length >> 8);
            encoded[1] = (byte)text.Length;
            System.Array.Copy(text, 0, encoded, 2, text.Length);
            return encoded;
        }
    }
}
