using Nano.Web.Text;

namespace Nano.Firmware.Mqtt
{
    /// <summary>Writes the packets of a client but PUBLISH, whose length is known only behind it (MQTT 3.1.1 section 3). What does not fit sets <see cref="ByteWriter.Overflowed"/>.</summary>
    internal static class PacketWriter
    {
        // The protocol name and level (sections 3.1.2.1 and 3.1.2.2).
        private const string Protocol = "MQTT";
        private const int Level = 4;

        private const int CleanSession = 2;
        private const int Will = 4;
        private const int WillQuality = 8;
        private const int WillRetain = 32;
        private const int PasswordFlag = 64;
        private const int UserNameFlag = 128;

        /// <summary>Writes CONNECT (section 3.1).</summary>
        public static void Connect(ByteWriter writer, MqttOptions options)
        {
            byte[] will = options.WillTopic;
            byte[] user = options.UserName;
            byte[] password = user == null ? null : options.Password;
            int length = 10 + 2 + options.ClientId.Length;
            length += will == null ? 0 : will.Length + 2 + options.WillMessage.Length;
            length += (user == null ? 0 : 2 + user.Length) + (password == null ? 0 : 2 + password.Length);
            int flags = options.IsCleanSession ? CleanSession : 0;
            flags |= will == null ? 0 : Will | WillQuality | WillRetain;
            flags |= (user == null ? 0 : UserNameFlag) | (password == null ? 0 : PasswordFlag);

            Header(writer, PacketType.Connect << 4, length);
            Number(writer, Protocol.Length);
            writer.WriteText(Protocol);
            writer.Write(Level);
            writer.Write((byte)flags);
            Number(writer, options.KeepAlive);
            Text(writer, options.ClientId);
            if (will != null)
            {
                writer.Write(will, 0, will.Length);
                Text(writer, options.WillMessage);
            }

            if (user != null)
            {
                Text(writer, user);
            }

            if (password != null)
            {
                Text(writer, password);
            }
        }

        /// <summary>Writes SUBSCRIBE (section 3.8) of one or more filters.</summary>
        /// <param name="writer">Receives it.</param>
        /// <param name="id">The packet identifier.</param>
        /// <param name="filters">Topic filters as <see cref="MqttOptions.EncodeTopic"/> makes them.</param>
        /// <param name="quality">The greatest quality of service of the messages, 0 or 1.</param>
        public static void Subscribe(ByteWriter writer, int id, byte[][] filters, int quality)
        {
            Header(writer, PacketType.Subscribe << 4 | 2, 2 + LengthOf(filters) + filters.Length);
            Number(writer, id);
            for (int i = 0; i < filters.Length; i++)
            {
                writer.Write(filters[i], 0, filters[i].Length);
                writer.Write((byte)quality);
            }
        }

        /// <summary>Writes UNSUBSCRIBE (section 3.10).</summary>
        public static void Unsubscribe(ByteWriter writer, int id, byte[][] filters)
        {
            Header(writer, PacketType.Unsubscribe << 4 | 2, 2 + LengthOf(filters));
            Number(writer, id);
            for (int i = 0; i < filters.Length; i++)
            {
                writer.Write(filters[i], 0, filters[i].Length);
            }
        }

        /// <summary>Writes PUBACK (section 3.4).</summary>
        public static void Acknowledge(ByteWriter writer, int id)
        {
            Header(writer, PacketType.PubAck << 4, 2);
            Number(writer, id);
        }

        /// <summary>Writes a packet of a fixed header alone: PINGREQ (section 3.12) or DISCONNECT (section 3.14).</summary>
        public static void Empty(ByteWriter writer, int type)
        {
            Header(writer, type << 4, 0);
        }

        /// <summary>Writes a fixed header (section 2.2).</summary>
        /// <param name="writer">Receives it.</param>
        /// <param name="first">The packet's type and flags.</param>
        /// <param name="length">The Remaining Length, 0 to 268,435,455.</param>
        public static void Header(ByteWriter writer, int first, int length)
        {
            writer.Write((byte)first);
            while (length > 127)
            {
                writer.Write((byte)(length & 127 | 128));
                length >>= 7;
            }

            writer.Write((byte)length);
        }

        /// <summary>Writes two bytes, the more significant first (section 1.5.2).</summary>
        public static void Number(ByteWriter writer, int value)
        {
            writer.Write((byte)(value >> 8));
            writer.Write((byte)value);
        }

        private static void Text(ByteWriter writer, byte[] text)
        {
            Number(writer, text.Length);
            writer.Write(text, 0, text.Length);
        }

        private static int LengthOf(byte[][] filters)
        {
            int length = 0;
            for (int i = 0; i < filters.Length; i++)
            {
                length += filters[i].Length;
            }

            return length;
        }
    }
}
