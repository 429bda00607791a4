namespace Nano.Firmware.Mqtt
{
    /// <summary>
    /// Reads a packet's fixed header (MQTT 3.1.1 section 2.2) where it lies, and what each of the short packets must be. It keeps nothing: a header that
    /// has not arrived whole is read again from its first byte.
    /// </summary>
    internal sealed class PacketReader
    {
        /// <summary>More bytes are needed.</summary>
        public const int Incomplete = 0;

        /// <summary>The bytes are not the beginning of a packet that a broker may send.</summary>
        public const int Malformed = -1;

        // Fields, because the session reads them of each packet.
        internal int _type;
        internal int _flags;
        internal int _length;

        // The section of MQTT 3.1.1 that malformed bytes violate.
        internal string _section;

        /// <summary>Reads a fixed header.</summary>
        /// <param name="buffer">Holds the bytes.</param>
        /// <param name="at">Where the packet begins.</param>
        /// <param name="end">Where the bytes that have arrived end.</param>
        /// <returns>The header's length, 2 to 5; <see cref="Incomplete"/>; or <see cref="Malformed"/>.</returns>
        public int ReadHeader(byte[] buffer, int at, int end)
        {
            int first = buffer[at];
            _type = first >> 4;
            _flags = first & 15;
            if (!MayArrive(_type, _flags))
            {
                return Malformed;
            }

            int length = 0;
            for (int i = 1; i <= 4; i++)
            {
                if (at + i == end)
                {
                    return Incomplete;
                }

                int digit = buffer[at + i];
                length |= (digit & 127) << (7 * (i - 1));
                if (digit < 128)
                {
                    _length = length;
                    return HasLength(_type, length) ? i + 1 : Malformed;
                }
            }

            _section = "2.2.3";
            return Malformed;
        }

        /// <summary>Whether a broker may send a packet of a type with flags (section 2.2.2), to a client that has never asked for quality of service 2.</summary>
        private bool MayArrive(int type, int flags)
        {
            switch (type)
            {
                case PacketType.Publish:
                    int quality = flags >> 1 & 3;
                    bool isWrongDuplicate = quality == 0 && (flags & MqttHandler.Duplicate) != 0;
                    _section = quality > 1 ? "3.3.1.2" : "3.3.1.1";
                    return quality < 2 && !isWrongDuplicate;
                case PacketType.ConnAck:
                case PacketType.PubAck:
                case PacketType.SubAck:
                case PacketType.UnsubAck:
                case PacketType.PingResp:
                    _section = "2.2.2";
                    return flags == 0;
                default:
                    _section = "2.2.1";
                    return false;
            }
        }

        private bool HasLength(int type, int length)
        {
            switch (type)
            {
                case PacketType.ConnAck: _section = "3.2.1"; return length == 2;
                case PacketType.PubAck: _section = "3.4.1"; return length == 2;
                case PacketType.SubAck: _section = "3.9.1"; return length > 2;
                case PacketType.UnsubAck: _section = "3.11.1"; return length == 2;
                case PacketType.PingResp: _section = "3.13.1"; return length == 0;
                default: _section = "3.3.2"; return length > 2;
            }
        }
    }
}
