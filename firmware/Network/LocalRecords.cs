using System;
using System.Text;
using Nano.Firmware.Messages;

namespace Nano.Firmware.Network
{
    /// <summary>
    /// The resource records of the board in the local network. The address of its host name (RFC 6762), and two
    /// instances of services by that name (RFC 6763): one for browsers, _http._tcp or _https._tcp, and one for programs that look for such
    /// boards, _nano._tcp. Each instance has a pointer, a place (SRV), and a description (TXT). Records are numbered, and sets of them are bits.
    /// </summary>
    internal sealed partial class LocalRecords
    {
        /// <summary>The name is none of the board's.</summary>
        public const int NoName = -1;

        /// <summary>The host name, name.local.</summary>
        public const int Host = 4;

        /// <summary>What <see cref="Find"/> returns for an instance of the first service; the second follows.</summary>
        public const int FirstInstance = 5;

        /// <summary>The records that only one host may have, so that it probes for them (RFC 6762 section 8.1).</summary>
        public const int Unique = Address | Servers | Texts;

        /// <summary>The records that are announced.</summary>
        public const int Announced = Unique | Pointers;

        // Those of the second service are shifted by one.
        private const int Address = 1;
        private const int AddressOnly = 1 << 1;
        private const int FirstPointer = 1 << 2;
        private const int FirstServer = 1 << 4;
        private const int FirstText = 1 << 6;
        private const int FirstInstanceOnly = 1 << 8;
        private const int FirstEnumeration = 1 << 10;
        private const int Pointers = 3 * FirstPointer;
        private const int Servers = 3 * FirstServer;
        private const int Texts = 3 * FirstText;
        private const int Records = 12;

        // The names in _names: the domain, the types of the services, and the one below which all types are listed (RFC 6763 section 9).
        private const int FirstType = 1;
        private const int Enumeration = 3;
        private const int Names = 7;

        // RFC 6762 section 10: of records with a host name in them, and of others. Section 6.7: of answers for resolvers that do not know multicast.
        private const int HostTimeToLive = 120;
        private const int OtherTimeToLive = 4500;
        private const int LegacyTimeToLive = 10;

        private readonly byte[][] _names;
        private readonly byte[] _text;
        private readonly int _port;

        // The host name's own label, and its address now and before.
        private byte[] _label;
        private readonly byte[] _address = new byte[4];
        private readonly byte[] _formerAddress = new byte[4];

        /// <summary>Makes them.</summary>
        /// <param name="identity">The board's id, name and firmware, for the description.</param>
        /// <param name="port">The port of its web server.</param>
        /// <param name="isSecure">Whether that speaks TLS.</param>
        public LocalRecords(Identity identity, int port, bool isSecure)
        {
            _port = port;
            _names = new[]
            {
                Labels("local"), Labels(isSecure ? "_https._tcp.local" : "_http._tcp.local"), Labels("_nano._tcp.local"), Labels("_services._dns-sd._udp.local"),
            };
            _text = Describe(identity);
        }

        /// <summary>Sets the host name, one label.</summary>
        public void SetHost(string host)
        {
            byte[] labels = Labels(host);
            _label = new byte[labels.Length - 1];
            Array.Copy(labels, _label, _label.Length);
        }

        /// <summary>Sets the address, such as 192.168.1.20.</summary>
        /// <returns>False when this is no address.</returns>
        public bool SetAddress(string address)
        {
            byte[] bytes = new byte[4];
            if (!DnsMessage.TryParse(address, bytes))
            {
                return false;
            }

            Array.Copy(_address, _formerAddress, 4);
            Array.Copy(bytes, _address, 4);
            return true;
        }

        /// <summary>Which of the board's names a name is; <see cref="NoName"/> for none.</summary>
        public int Find(byte[] message, int at, int count)
        {
            int rest = DnsMessage.Match(message, at, count, _label);
            for (int i = 0; i < Enumeration && rest >= 0; i++)
            {
                if (DnsMessage.Match(message, rest, count, _names[i]) >= 0)
                {
                    return Host + i;
                }
            }

            for (int i = FirstType; i <= Enumeration && rest < 0; i++)
            {
                if (DnsMessage.Match(message, at, count, _names[i]) >= 0)
                {
                    return i;
                }
            }

            return NoName;
        }

        /// <summary>The records that answer a question. For a type that a name of the board's own does not have, that is which it has (RFC 6762 section 6.1).</summary>
        /// <param name="name">See <see cref="Find"/>.</param>
        /// <param name="type">The type of the question.</param>
        public static int GetAnswers(int name, int type)
        {
            bool isAny = type == DnsMessage.TypeAny;
            if (name == Host)
            {
                return isAny || type == DnsMessage.TypeA ? Address : AddressOnly;
            }

            if (name >= FirstInstance)
            {
                int service = name - FirstInstance;
                int records = (isAny || type == DnsMessage.TypeSrv ? FirstServer : 0) | (isAny || type == DnsMessage.TypeTxt ? FirstText : 0);
                return (records != 0 ? records : FirstInstanceOnly) << service;
            }

            // Types of services are names that every host may have: nobody can say what they do not have.
            return !isAny && type != DnsMessage.TypePtr ? 0 : name == Enumeration ? 3 * FirstEnumeration : FirstPointer << (name - FirstType);
        }

        /// <summary>The records that are asked for next after these: RFC 6763 section 12, RFC 6762 section 6.2.</summary>
        public static int GetAdditional(int answers)
        {
            int additional = (answers & Pointers) != 0 ? (answers & Pointers) << 2 | (answers & Pointers) << 4 : 0;
            if (((answers | additional) & (Servers | AddressOnly)) != 0)
            {
                additional |= Address;
            }

            if (((answers | additional) & Address) != 0)
            {
                additional |= AddressOnly;
            }

            return additional & ~answers;
        }

        /// <summary>The record that a record of another message is: the same name, type, class and data. 0 for none.</summary>
        /// <param name="name">The record's name, see <see cref="Find"/>.</param>
        /// <param name="message">Holds it.</param>
        /// <param name="at">Where its type is.</param>
        /// <param name="count">The message's length.</param>
        public int Identify(int name, byte[] message, int at, int count)
        {
            int type = DnsMessage.Read16(message, at);
            if (name < Host)
            {
                int target = type == DnsMessage.TypePtr && IsInternet(message, at) ? Find(message, at + 10, count) : NoName;
                return name == Enumeration && target >= FirstType && target < Enumeration ? FirstEnumeration << (target - FirstType)
                    : name < Enumeration && target == FirstInstance + name - FirstType ? FirstPointer << (name - FirstType) : 0;
            }

            bool isOnly = type == DnsMessage.TypeNsec && IsInternet(message, at);
            return isOnly || Compare(name, message, at, count) == 0 ? GetAnswers(name, type) : 0;
        }

        /// <summary>Whether half of the time to live of a record of ours has not passed yet, so that it need not be told again (RFC 6762 section 7.1).</summary>
        public static bool IsFresh(int record, byte[] message, int at)
        {
            int timeToLive = (record & (Pointers | Texts | 3 * FirstEnumeration)) != 0 ? OtherTimeToLive : HostTimeToLive;
            return message[at + 4] != 0 || message[at + 5] != 0 || DnsMessage.Read16(message, at + 6) >= timeToLive / 2;
        }

        /// <summary>Whether a record has the address that the board had before: an echo of its own words.</summary>
        public bool IsFormer(int name, byte[] message, int at)
        {
            return name == Host && DnsMessage.Read16(message, at) == DnsMessage.TypeA && CompareBytes(_formerAddress, message, at + 10, DnsMessage.Read16(message, at + 8)) == 0;
        }

        /// <summary>
        /// Compares the board's own record of a name with another's: class, type and data (RFC 6762 section 8.2). Of an instance, a TXT is compared
        /// with its TXT, an SRV with its SRV.
        /// </summary>
        /// <returns>0 when they are the same; above 0 when the board's own is the later.</returns>
        public int Compare(int name, byte[] message, int at, int count)
        {
            int type = DnsMessage.Read16(message, at);
            int length = DnsMessage.Read16(message, at + 8);
            int order = DnsMessage.ClassInternet - (DnsMessage.Read16(message, at + 2) & ~DnsMessage.TopBit);
            if (order != 0)
            {
                return order;
            }

            if (name == Host)
            {
                return type == DnsMessage.TypeA ? CompareBytes(_address, message, at + 10, length) : DnsMessage.TypeA - type;
            }

            return type == DnsMessage.TypeTxt ? CompareBytes(_text, message, at + 10, length)
                : type == DnsMessage.TypeSrv ? CompareServer(message, at + 10, count, length)
                : DnsMessage.TypeTxt - type;
        }

        private static bool IsInternet(byte[] message, int at)
        {
            return (DnsMessage.Read16(message, at + 2) & ~DnsMessage.TopBit) == DnsMessage.ClassInternet;
        }

        private int CompareServer(byte[] message, int at, int count, int length)
        {
            int order = length < 7 ? 1 : 0;
            order = order != 0 ? order : -DnsMessage.Read16(message, at);
            order = order != 0 ? order : -DnsMessage.Read16(message, at + 2);
            order = order != 0 ? order : _port - DnsMessage.Read16(message, at + 4);
            return order != 0 ? order : Find(message, at + 6, count) == Host ? 0 : -1;
        }

        private static int CompareBytes(byte[] own, byte[] message, int at, int length)
        {
            int order = 0;
            for (int i = 0; i < own.Length && i < length && order == 0; i++)
            {
                order = own[i] - message[at + i];
            }

            return order != 0 ? order : own.Length - length;
        }

        /// <summary>Labels with their lengths before them, and the empty one at the end.</summary>
        private static byte[] Labels(string name)
        {
            byte[] text = Encoding.UTF8.GetBytes("." + name + ".");
            int label = 0;
            for (int i = 1; i < text.Length; i++)
            {
                if (text[i] == '.')
                {
                    text[label] = (byte)(i - label - 1);
                    label = i;
                }
            }

            text[label] = 0;
            return text;
        }

        /// <summary>The strings of RFC 6763 section 6: id, name, fw and path, each with its length before it.</summary>
        private static byte[] Describe(Identity identity)
        {
            byte[][] keys = { Encoding.UTF8.GetBytes("id="), Encoding.UTF8.GetBytes("name="), Encoding.UTF8.GetBytes("fw="), Encoding.UTF8.GetBytes("path=") };
            byte[][] values = { identity.Id, identity.Name, identity.Firmware, Encoding.UTF8.GetBytes("/") };
            int length = 0;
            for (int i = 0; i < keys.Length; i++)
            {
                length += 1 + keys[i].Length + values[i].Length;
            }

            byte[] text = new byte[length];
            int at = 0;
            for (int i = 0; i < keys.Length; i++)
            {
                text[at++] = (byte)(keys[i].Length + values[i].Length);
                Array.Copy(keys[i], 0, text, at, keys[i].Length);
                at += keys[i].Length;
                Array.Copy(values[i], 0, text, at, values[i].Length);
                at += values[i].Length;
            }

            return text;
        }
    }
}
