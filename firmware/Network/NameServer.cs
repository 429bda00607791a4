using System;

namespace Nano.Firmware.Network
{
    /// <summary>
    /// The name server of an access point (RFC 1035): every name has the board's address, so that a phone finds the setup page whatever it
    /// looks for. There are no other records: a question for another type, such as AAAA, has an answer without records and not silence,
    /// which would cost the client seconds.
    /// </summary>
    public sealed class NameServer
    {
        /// <summary>The longest answer: a header, a question with the longest name, and an address.</summary>
        public const int MaximumReply = DnsMessage.Header + MaximumName + 4 + AddressRecord;

        private const int MaximumName = 255;
        private const int AddressRecord = 16;

        private const int FormatError = 1;
        private const int NotImplemented = 4;

        // So short that the name is forgotten when the phone is in another network.
        private const int TimeToLive = 10;

        private readonly byte[] _address = new byte[4];

        /// <summary>Sets the address it answers with, such as 192.168.4.1.</summary>
        /// <returns>False when this is no address.</returns>
        public bool SetAddress(string address)
        {
            return DnsMessage.TryParse(address, _address);
        }

        /// <summary>Answers the first question of a query. The answer takes the query's place.</summary>
        /// <param name="message">Holds the query, and then the answer: at least <see cref="MaximumReply"/> bytes.</param>
        /// <param name="count">The query's length.</param>
        /// <returns>The length of the answer; 0 for none: what is no query is not answered, so that two servers never answer each other.</returns>
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

            // QR and AA, with RD as it was asked for.
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

        /// <summary>The header alone, with the reason (section 4.1.1).</summary>
        private static int Refuse(byte[] message, int code)
        {
            message[2] = (byte)(0x80 | message[2] & 0x79);
            message[3] = (byte)code;
            Array.Clear(message, 4, 8);
            return DnsMessage.Header;
        }
    }
}
