using Nano.Firmware.Messages;
using Nano.Web.Text;

namespace Nano.Firmware.Network
{
    /// <summary>The format of DNS messages (RFC 1035 section 4.1), which Multicast DNS shares (RFC 6762 section 18).</summary>
    internal static class DnsMessage
    {
        /// <summary>Size of the header in bytes.</summary>
        public const int Header = 12;

        /// <summary>The type of a record with an IPv4 address (RFC 1035 section 3.4.1).</summary>
        public const int TypeA = 1;

        /// <summary>The type of a record with another name (RFC 1035 section 3.3.12).</summary>
        public const int TypePtr = 12;

        /// <summary>The type of a record with text strings (RFC 1035 section 3.3.14).</summary>
        public const int TypeTxt = 16;

        /// <summary>The type of a record with the host and port of a service (RFC 2782).</summary>
        public const int TypeSrv = 33;

        /// <summary>
        /// The type of a record that lists a name's types (RFC 4034 section 4). In Multicast DNS it says that the name has no other types (RFC 6762
        /// section 6.1).
        /// </summary>
        public const int TypeNsec = 47;

        /// <summary>The type of a question for all types (RFC 1035 section 3.2.3).</summary>
        public const int TypeAny = 255;

        /// <summary>The class of Internet records (RFC 1035 section 3.2.4).</summary>
        public const int ClassInternet = 1;

        /// <summary>The class of a question for all classes (RFC 1035 section 3.2.5).</summary>
        public const int ClassAny = 255;

        /// <summary>
        /// The highest bit of a class (RFC 6762 sections 5.4 and 10.2): in a question the QU bit, which asks for a unicast answer; in a record the
        /// cache-flush bit.
        /// </summary>
        public const int TopBit = 0x8000;

        // The greatest number of compression pointers that are followed in a name. The limit ends loops of pointers.
        private const int MostPointers = 8;

        /// <summary>Checks whether a message is a standard query: QR and OPCODE are 0.</summary>
        /// <param name="message">Holds the message.</param>
        /// <param name="count">Its length in bytes.</param>
        public static bool IsQuery(byte[] message, int count)
        {
            return count >= Header && (message[2] & 0xF8) == 0;
        }

        /// <summary>Checks whether a message is a successful response: QR is 1, OPCODE and RCODE are 0.</summary>
        /// <param name="message">Holds the message.</param>
        /// <param name="count">Its length in bytes.</param>
        public static bool IsResponse(byte[] message, int count)
        {
            return count >= Header && (message[2] & 0xF8) == 0x80 && (message[3] & 0x0F) == 0;
        }

        /// <summary>Reads 16 bits in network byte order.</summary>
        /// <param name="message">Holds the number.</param>
        /// <param name="at">Index of its first byte.</param>
        /// <returns>The number, 0 to 65,535.</returns>
        public static int Read16(byte[] message, int at)
        {
            return message[at] << 8 | message[at + 1];
        }

        /// <summary>Writes 16 bits in network byte order.</summary>
        /// <param name="message">The destination.</param>
        /// <param name="at">Index of the first byte to write.</param>
        /// <param name="value">The number; its low 16 bits are written.</param>
        /// <returns>The index after the last byte.</returns>
        public static int Write16(byte[] message, int at, int value)
        {
            message[at] = (byte)(value >> 8);
            message[at + 1] = (byte)value;
            return at + 2;
        }

        /// <summary>Finds the end of a name.</summary>
        /// <param name="message">Holds the name.</param>
        /// <param name="at">Index of its first byte.</param>
        /// <param name="count">Length of the message in bytes.</param>
        /// <returns>The index after the name, or -1 when it does not end in the message.</returns>
        public static int SkipName(byte[] message, int at, int count)
        {
            while (at < count)
            {
                int length = message[at];
                if (length == 0)
                {
                    return at + 1;
                }

                if (length >= 0xC0)
                {
                    return at + 2 <= count ? at + 2 : -1;
                }

                if (length > HostNames.MaximumLabel)
                {
                    return -1;
                }

                at += length + 1;
            }

            return -1;
        }

        /// <summary>Finds the end of a question, which is a name, a type and a class.</summary>
        /// <param name="message">Holds the question.</param>
        /// <param name="at">Index of its first byte.</param>
        /// <param name="count">Length of the message in bytes.</param>
        /// <returns>The index after the question, or -1 when it does not end in the message.</returns>
        public static int SkipQuestion(byte[] message, int at, int count)
        {
            at = SkipName(message, at, count);
            return at < 0 || count - at < 4 ? -1 : at + 4;
        }

        /// <summary>Finds the end of a record.</summary>
        /// <param name="message">Holds the record.</param>
        /// <param name="at">Index of its type, which the class, the time to live and the length of the data follow.</param>
        /// <param name="count">Length of the message in bytes.</param>
        public static int SkipRecord(byte[] message, int at, int count)
        {
            if (at < 0 || count - at < 10)
            {
                return -1;
            }

            int length = Read16(message, at + 8);
            return count - at - 10 < length ? -1 : at + 10 + length;
        }

        /// <summary>Compares a name in a message with labels, ignoring case. The name may contain compression pointers (RFC 1035 section 4.1.4).</summary>
        /// <param name="message">Holds the name.</param>
        /// <param name="at">Index of its first byte.</param>
        /// <param name="count">Length of the message in bytes.</param>
        /// <param name="labels">The labels in lower case, each after its length. With a final empty label the whole name is compared, otherwise its beginning.</param>
        /// <returns>The index after the equal labels in the message, or -1 when a label differs.</returns>
        public static int Match(byte[] message, int at, int count, byte[] labels)
        {
            int pointers = 0;
            int i = 0;
            while (true)
            {
                while (at < count && message[at] >= 0xC0)
                {
                    if (at + 1 == count || ++pointers > MostPointers)
                    {
                        return -1;
                    }

                    at = Read16(message, at) & 0x3FFF;
                }

                if (i == labels.Length)
                {
                    return at;
                }

                int length = labels[i];
                if (at >= count || message[at] != length || at + length >= count)
                {
                    return -1;
                }

                for (int k = 1; k <= length; k++)
                {
                    if (Ascii.ToLower(message[at + k]) != labels[i + k])
                    {
                        return -1;
                    }
                }

                at += length + 1;
                i += length + 1;
            }
        }

        /// <summary>Parses an IPv4 address.</summary>
        /// <param name="text">The text, such as 192.168.1.20.</param>
        /// <param name="address">Receives the four bytes. When the text is not an address, some may have been written.</param>
        /// <returns>False when the text is not an IPv4 address.</returns>
        public static bool TryParse(string text, byte[] address)
        {
            int part = 0;
            int value = -1;
            for (int i = 0; i <= text.Length; i++)
            {
                char c = i < text.Length ? text[i] : '.';
                if (c == '.')
                {
                    if (value < 0 || part == 4)
                    {
                        return false;
                    }

                    address[part++] = (byte)value;
                    value = -1;
                }
                else if (c < '0' || c > '9')
                {
                    return false;
                }
                else
                {
                    value = (value < 0 ? 0 : value * 10) + c - '0';
                    if (value > 255)
                    {
                        return false;
                    }
                }
            }

            return part == 4;
        }
    }
}
