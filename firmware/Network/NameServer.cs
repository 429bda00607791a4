using System;

namespace Nano.Firmware.Network
{
    /// <summary>
    /// The DNS server of an access point (RFC 1035). It answers each name with the device's address, so that a phone finds the setup page at any address.
    /// Questions for other types, such as AAAA, get an answer without records, because clients wait seconds for a missing answer.
    /// </summary>
    public sealed class NameServer
    {
        /// <summary>The greatest length of an answer in bytes: a header, a question with the longest name, and an address record.</summary>
        public const int MaximumReply = DnsMessage.Header + MaximumName + 4 + AddressRecord;

        private const int MaximumName = 255;
        private const int AddressRecord = 16;

        private const int FormatError = 1;
        private const int NotImplemented = 4;

        // Seconds. The time is short, so that the client does not use the address in another network.
        private const int TimeToLive = 10;

        private readonly byte[] _address = new byte[4];

        /// <summary>Sets the address of all answers.</summary>
        /// <param name="address">The address, such as 192.168.4.1.</param>
        /// <returns>False when the text is not an IPv4 address.</returns>
        public bool SetAddress(string address)
        {
            return DnsMessage.TryParse(address, _address);
        }

        /// <summary>Answers a query with one question. The answer replaces the query in the buffer.</summary>
        /// <param name="message">Holds the query, and then the answer. Its length is at least <see cref="MaximumReply"/>.</param>
        /// <param name="count">Length of the query in bytes.</param>
        /// <returns>Length of the answer in bytes; 0 for messages that are not queries, so that two servers never answer each other.</returns>
        public int Answer(byte[] message, int count)
        {
            if (count < DnsMessage.Header || (message[2] & 0x80) != 0)
            {
                return 0;
            }

            if ((message[2] & 0x78) != 0)
            {
                return Refuse(message, NotImplemented);
            }

            int questions = DnsMessage.Read16(message, 4);
            int end = questions == 1 ? DnsMessage.SkipQuestion(message, DnsMessage.Header, count) : -1;
            if (end < 0 || end > DnsMessage.Header + MaximumName + 4)
            {
                return Refuse(message, FormatError);
            }

            int type = DnsMessage.Read16(message, end - 4);
            int wanted = DnsMessage.Read16(message, end - 2);
            bool isInternet = wanted == DnsMessage.ClassInternet || wanted == DnsMessage.ClassAny;
            bool isAddress = isInternet && (type == DnsMessage.TypeA || type == DnsMessage.TypeAny);

            // Sets QR and AA, and keeps RD.
            message[2] = (byte)(0x84 | message[2] & 1);
            message[3] = 0;
            Array.Clear(message, 6, 6);
            if (!isAddress)
            {
                return end;
            }

            message[7] = 1;
            end = DnsMessage.Write16(message, end, 0xC000 | DnsMessage.Header);
            end = DnsMessage.Write16(message, end, DnsMessage.TypeA);
            end = DnsMessage.Write16(message, end, DnsMessage.ClassInternet);
            end = DnsMessage.Write16(message, end, 0);
            end = DnsMessage.Write16(message, end, TimeToLive);
            end = DnsMessage.Write16(message, end, 4);
            Array.Copy(_address, 0, message, end, 4);
            return end + 4;
        }

        /// <summary>Writes a header with an error code and without records (RFC 1035 section 4.1.1).</summary>
        private static int Refuse(byte[] message, int code)
        {
            message[2] = (byte)(0x80 | message[2] & 0x79);
            message[3] = (byte)code;
            Array.Clear(message, 4, 8);
            return DnsMessage.Header;
        }
    }
}
