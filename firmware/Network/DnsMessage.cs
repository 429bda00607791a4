using Nano.Firmware.Messages;
using Nano.Web.Text;

namespace Nano.Firmware.Network
{
    /// <summary>The format of messages of the Domain Name System: RFC 1035 section 4.1. RFC 6762 section 18 has the same.</summary>
    internal static class DnsMessage
    {
        /// <summary>The length of the header.</summary>
        public const int Header = 12;

        /// <summary>An IPv4 address (RFC 1035 section 3.4.1).</summary>
        public const int TypeA = 1;

        /// <summary>The name of another record (section 3.3.12).</summary>
        public const int TypePtr = 12;

        /// <summary>Strings (section 3.3.14).</summary>
        public const int TypeTxt = 16;

        /// <summary>Where a service is (RFC 2782).</summary>
        public const int TypeSrv = 33;

        /// <summary>Which types a name has (RFC 4034 section 4): by multicast, that it has no others (RFC 6762 section 6.1).</summary>
        public const int TypeNsec = 47;

        /// <summary>A question for every type (RFC 1035 section 3.2.3).</summary>
        public const int TypeAny = 255;

        /// <summary>The class of the internet (section 3.2.4).</summary>
        public const int ClassInternet = 1;

        /// <summary>A question for every class (section 3.2.5).</summary>
        public const int ClassAny = 255;

        /// <summary>The top bit of a class: in a question QU, for an answer by unicast; in a record cache-flush (RFC 6762 sections 5.4 and 10.2).</summary>
        public const int TopBit = 0x8000;

        // More than honest messages have; without a limit a pointer to itself would never end.
        private const int MostPointers = 8;

        /// <summary>Whether a message is a query: QR and OPCODE are 0.</summary>
        public static bool IsQuery(byte[] message, int count)
        {
            return count >= Header && (message[2] & 0xF8) == 0;
        }

        /// <summary>Whether a message is a response to a query: QR is 1, OPCODE and RCODE are 0.</summary>
        public static bool IsResponse(byte[] message, int count)
        {
            return count >= Header && (message[2] & 0xF8) == 0x80 && (message[3] & 0x0F) == 0;
        }

        /// <summary>Reads 16 bits in network order.</summary>
        public static int Read16(byte[] message, int at)
        {
            return message[at] << 8 | message[at + 1];
        }

        /// <summary>Writes 16 bits in network order.</summary>
        /// <returns>Where they end.</returns>
        public static int Write16(byte[] message, int at, int value)
        {
            message[at] = (byte)(value >> 8);
            message[at + 1] = (byte)value;
            return at + 2;
        }

        /// <summary>Where a name ends; -1 when it does not end in the message.</summary>
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

        /// <summary>Where a question ends, with its type and class; -1 when it does not end in the message.</summary>
        public static int SkipQuestion(byte[] message, int at, int count)
        {
            at = SkipName(message, at, count);
            return at < 0 || count - at < 4 ? -1 : at + 4;
        }

        /// <summary>Where a record's data end; -1 when they do not end in the message.</summary>
        /// <param name="message">Holds the record.</param>
        /// <param name="at">Where its type is: the class, the time to live and the length of the data follow.</param>
        /// <param name="count">The message's length.</param>
        public static int SkipRecord(byte[] message, int at, int count)
        {
            if (at < 0 || count - at < 10)
            {
                return -1;
            }

            int length = Read16(message, at + 8);
            return count - at - 10 < length ? -1 : at + 10 + length;
        }

        /// <summary>Whether a name has these labels, abbreviated by pointers (RFC 1035 section 4.1.4) or not, in any case.</summary>
        /// <param name="message">Holds the name.</param>
        /// <param name="at">Where it begins.</param>
        /// <param name="count">The message's length.</param>
        /// <param name="labels">Each with its length before it, in lower case. With the empty label at the end the name has no others.</param>
        /// <returns>Where the labels end in the message; -1 when the name has others.</returns>
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

        /// <summary>Reads an IPv4 address.</summary>
        /// <param name="text">Such as 192.168.1.20.</param>
        /// <param name="address">Receives its four bytes, some of them also when the text is no address.</param>
        /// <returns>False when this is no address.</returns>
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
