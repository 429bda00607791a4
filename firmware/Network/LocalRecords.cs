using System;
using System.Text;
using Nano.Firmware.Messages;

namespace Nano.Firmware.Network
{
    /// <summary>
    /// The device's resource records in the local network: the address of its host name (RFC 6762), and two service instances (RFC 6763): _http._tcp or
    /// _https._tcp for browsers, and _nano._tcp for programs that search for such devices. Each instance has a PTR, an SRV and a TXT record. Each record
    /// is a bit, so that a number is a set of records.
    /// </summary>
    internal sealed partial class LocalRecords
    {
        /// <summary>The result of <see cref="Find"/> for a name that is not the device's.</summary>
        public const int NoName = -1;

        /// <summary>The result of <see cref="Find"/> for the host name, name.local.</summary>
        public const int Host = 4;

        /// <summary>The result of <see cref="Find"/> for the instance of the first service; the second service has the next number.</summary>
        public const int FirstInstance = 5;

        /// <summary>The records that only one host may have, for which the device probes (RFC 6762 section 8.1).</summary>
        public const int Unique = Address | Servers | Texts;

        /// <summary>The records of an announcement.</summary>
        public const int Announced = Unique | Pointers;

        // The records of the second service are shifted left by one.
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

        // The indexes of _names: the domain, the types of the two services, and the name for the enumeration of service types (RFC 6763 section 9).
        private const int FirstType = 1;
        private const int Enumeration = 3;
        private const int Names = 7;

        // Times to live in seconds: of records that contain a host name and of other records (RFC 6762 section 10), and for legacy resolvers (section 6.7).
        private const int HostTimeToLive = 120;
        private const int OtherTimeToLive = 4500;
        private const int LegacyTimeToLive = 10;

        private readonly byte[][] _names;
        private readonly byte[] _text;
        private readonly int _port;

        // The first label of the host name, and the current and the previous address.
        private byte[] _label;
        private readonly byte[] _address = new byte[4];
        private readonly byte[] _formerAddress = new byte[4];

        /// <summary>Creates the records.</summary>
        /// <param name="identity">The device's id, name and firmware, for the TXT records.</param>
        /// <param name="port">The TCP port of its web server.</param>
        /// <param name="isSecure">Whether the web server uses TLS.</param>
        public LocalRecords(Identity identity, int port, bool isSecure)
        {
            _port = port;
            _names = new[]
            {
                Labels("local"), Labels(isSecure ? "_https._tcp.local" : "_http._tcp.local"), Labels("_nano._tcp.local"), Labels("_services._dns-sd._udp.local"),
            };
            _text = Describe(identity);
        }

        /// <summary>Sets the host name.</summary>
        /// <param name="host">One label, without .local.</param>
        public void SetHost(string host)
        {
            byte[] labels = Labels(host);
            _label = new byte[labels.Length - 1];
            Array.Copy(labels, _label, _label.Length);
        }

        /// <summary>Sets the address.</summary>
        /// <param name="address">The address, such as 192.168.1.20.</param>
        /// <returns>False when the text is not an IPv4 address.</returns>
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

        /// <summary>Identifies a name in a message.</summary>
        /// <param name="message">Holds the name.</param>
        /// <param name="at">Index of its first byte.</param>
        /// <param name="count">Length of the message in bytes.</param>
        /// <returns>The number of the name, or <see cref="NoName"/> for names that are not the device's.</returns>
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

        /// <summary>
        /// Returns the records that answer a question. When a unique name does not have the type, the answer is NSEC, which lists the existing types (RFC
        /// 6762 section 6.1).
        /// </summary>
        /// <param name="name">The number of the name, see <see cref="Find"/>.</param>
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

            // Service types are shared names: other hosts may have records of types that this device lacks, so there is no NSEC.
            return !isAny && type != DnsMessage.TypePtr ? 0 : name == Enumeration ? 3 * FirstEnumeration : FirstPointer << (name - FirstType);
        }

        /// <summary>Returns the additional records for answers, which a client would otherwise query next (RFC 6763 section 12, RFC 6762 section 6.2).</summary>
        /// <param name="answers">The records of the answer section.</param>
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

        /// <summary>Finds the device's record with the same name, type, class and data as a record of another message.</summary>
        /// <param name="name">The number of the record's name, see <see cref="Find"/>.</param>
        /// <param name="message">Holds the record.</param>
        /// <param name="at">Index of its type.</param>
        /// <param name="count">Length of the message in bytes.</param>
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

        /// <summary>Checks whether at least half of a known answer's time to live remains, so that the record need not be sent again (RFC 6762 section 7.1).</summary>
        /// <param name="record">The device's record.</param>
        /// <param name="message">Holds the known answer.</param>
        /// <param name="at">Index of its type.</param>
        public static bool IsFresh(int record, byte[] message, int at)
        {
            int timeToLive = (record & (Pointers | Texts | 3 * FirstEnumeration)) != 0 ? OtherTimeToLive : HostTimeToLive;
            return message[at + 4] != 0 || message[at + 5] != 0 || DnsMessage.Read16(message, at + 6) >= timeToLive / 2;
        }

        /// <summary>Checks whether a record contains the device's previous address: it is then an older message of this device.</summary>
        /// <param name="name">The number of the record's name.</param>
        /// <param name="message">Holds the record.</param>
        /// <param name="at">Index of its type.</param>
        public bool IsFormer(int name, byte[] message, int at)
        {
            return name == Host && DnsMessage.Read16(message, at) == DnsMessage.TypeA && CompareBytes(_formerAddress, message, at + 10, DnsMessage.Read16(message, at + 8)) == 0;
        }

        /// <summary>
        /// Compares the device's record of a name with another host's record by class, type and data (RFC 6762 section 8.2). For an instance it compares
        /// TXT with TXT and SRV with SRV.
        /// </summary>
        /// <param name="name">The number of the record's name.</param>
        /// <param name="message">Holds the other host's record.</param>
        /// <param name="at">Index of its type.</param>
        /// <param name="count">Length of the message in bytes.</param>
        /// <returns>0 when the records are equal; above 0 when the device's record is lexicographically later.</returns>
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

        /// <summary>Encodes a name as labels, each after its length, with a final empty label.</summary>
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

        /// <summary>Creates the strings of the TXT records (RFC 6763 section 6): id, name, fw and path, each after its length.</summary>
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
