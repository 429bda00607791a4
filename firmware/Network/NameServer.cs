using System;
using System.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware
{
    /// <summary>
    /// Answers questions for addresses (RFC 1035) with the board's own. As a multicast responder (RFC 6762) for one name of the
    /// local network; as the name server of an access point for every name, so that whatever a phone looks for it finds the setup page.
    /// </summary>
    public sealed class NameServer
    {
        /// <summary>The longest answer: a header, a question with the longest name, and an address.</summary>
        public const int MaximumReply = 300;

        private const int Header = 12;
        private const int TypeAddress = 1;
        private const int TypeAny = 255;
        private const int ClassInternet = 1;
        private const int CacheFlush = 0x8000;
        private const int UnicastResponse = 0x80;
        private const int MostPointers = 8;

        // Of RFC 6762 section 10 for the one; so short for the other that it is forgotten when the phone is elsewhere.
        private const int LocalTimeToLive = 120;
        private const int PortalTimeToLive = 10;

        private byte[] _labels;
        private readonly byte[] _address = new byte[4];

        /// <summary>Makes a server.</summary>
        /// <param name="host">The name without .local that it answers for; null for every name.</param>
        public NameServer(string host)
        {
            if (host != null)
            {
                SetHost(host);
            }
        }

        /// <summary>Sets the name it answers for, 1 to 63 characters without .local.</summary>
        public void SetHost(string host)
        {
            byte[] name = Encoding.UTF8.GetBytes(host);
            _labels = new byte[name.Length + 8];
            _labels[0] = (byte)name.Length;
            Array.Copy(name, 0, _labels, 1, name.Length);
            Array.Copy(new byte[] { 5, (byte)'l', (byte)'o', (byte)'c', (byte)'a', (byte)'l' }, 0, _labels, name.Length + 1, 6);
        }

        /// <summary>Sets the address it answers with, such as 192.168.1.20.</summary>
        /// <returns>False when this is no address.</returns>
        public bool SetAddress(string address)
        {
            return TryParse(address, _address);
        }

        /// <summary>Writes an answer that nobody has asked for: the multicast responder's name and address (RFC 6762 section 8.3).</summary>
        /// <param name="reply">Receives it.</param>
        /// <returns>Its length.</returns>
        public int Announce(byte[] reply)
        {
            Array.Clear(reply, 0, Header);
            reply[2] = 0x84;
            reply[7] = 1;
            Array.Copy(_labels, 0, reply, Header, _labels.Length);
            return WriteAddress(reply, Header + _labels.Length, ClassInternet | CacheFlush, LocalTimeToLive);
        }

        /// <summary>Writes the question whether another has the multicast responder's name, and the address it would have (RFC 6762 section 8.1).</summary>
        /// <param name="message">Receives it.</param>
        /// <returns>Its length.</returns>
        public int Probe(byte[] message)
        {
            Array.Clear(message, 0, Header);
            message[5] = 1;
            message[9] = 1;
            Array.Copy(_labels, 0, message, Header, _labels.Length);

            // Any type, and the answer by unicast if the other likes: it comes to the same port.
            int at = Header + _labels.Length;
            message[at] = 0;
            message[at + 1] = TypeAny;
            message[at + 2] = UnicastResponse;
            message[at + 3] = ClassInternet;
            message[at + 4] = 0xC0;
            message[at + 5] = Header;
            return WriteAddress(message, at + 6, ClassInternet, LocalTimeToLive);
        }

        /// <summary>Looks through a message for another who has the multicast responder's name, or wants it.</summary>
        /// <param name="message">Holds it.</param>
        /// <param name="count">Its length.</param>
        /// <param name="isProbing">Whether the name is not the board's own yet: then anything of that name counts, and not another address only.</param>
        public NameClaim Hear(byte[] message, int count, bool isProbing)
        {
            if (count < Header || (message[2] & 0x78) != 0)
            {
                return NameClaim.None;
            }

            // A query that probes has in its authority section what the other wants to have; of a response all records count.
            bool isQuery = (message[2] & 0x80) == 0;
            int answers = Read16(message, 6);
            int last = answers + Read16(message, 8) + (isQuery ? 0 : Read16(message, 10));
            int at = Header;
            for (int questions = Read16(message, 4); questions > 0 && at >= 0; questions--)
            {
                at = SkipName(message, at, count);
                at = at < 0 || count - at < 4 ? -1 : at + 4;
            }

            int later = 0;
            for (int i = 0; i < last && at >= 0; i++)
            {
                int name = at;
                at = SkipName(message, at, count);
                int length = at < 0 || count - at < 10 ? count : Read16(message, at + 8);
                if (at < 0 || count - at - 10 < length)
                {
                    break;
                }

                // With a time to live of 0 the other gives it up (section 10.1).
                bool isGone = Read16(message, at + 4) == 0 && Read16(message, at + 6) == 0;
                if ((!isQuery || i >= answers) && !isGone && IsOwn(message, name, count))
                {
                    int order = Compare(message, at, length);
                    if (!isQuery && order != 0 && (isProbing || Read16(message, at) == TypeAddress))
                    {
                        return NameClaim.Taken;
                    }

                    if (isQuery && order > 0)
                    {
                        // Records are compared in their order, and the later goes first: the other's least is before ours.
                        return NameClaim.None;
                    }

                    later += order < 0 ? 1 : 0;
                }

                at += 10 + length;
            }

            return isQuery && isProbing && later > 0 ? NameClaim.Yielded : NameClaim.None;
        }

        /// <summary>Answers a query.</summary>
        /// <param name="query">Holds it.</param>
        /// <param name="count">Its length.</param>
        /// <param name="reply">Receives the answer, at most <see cref="MaximumReply"/> bytes.</param>
        /// <returns>The length of the answer; 0 for none.</returns>
        public int Answer(byte[] query, int count, byte[] reply)
        {
            // Only queries (QR and opcode are 0).
            if (count < Header || (query[2] & 0xF8) != 0)
            {
                return 0;
            }

            int questions = query[4] << 8 | query[5];
            int at = Header;
            for (int i = 0; i < questions; i++)
            {
                int name = at;
                at = SkipName(query, at, count);
                if (at < 0 || count - at < 4)
                {
                    return 0;
                }

                int type = query[at] << 8 | query[at + 1];
                bool isAddress = type == TypeAddress || type == TypeAny;
                at += 4;
                if (_labels == null)
                {
                    return AnswerAny(query, at, isAddress, reply);
                }

                // The upper bit of the class asks for an answer by unicast: by multicast it comes too (RFC 6762 section 5.4).
                bool isInternet = (query[at - 2] & 0x7F) == 0 && (query[at - 1] == ClassInternet || query[at - 1] == 255);
                if (isAddress && isInternet && IsOwn(query, name, count))
                {
                    return Announce(reply);
                }
            }

            return 0;
        }

        /// <summary>Reads an address.</summary>
        /// <param name="text">Such as 192.168.1.20.</param>
        /// <param name="address">Receives its four bytes.</param>
        /// <returns>False when this is no address.</returns>
        internal static bool TryParse(string text, byte[] address)
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

        /// <summary>The first question again, and the address behind it if that was the question.</summary>
        private int AnswerAny(byte[] query, int end, bool isAddress, byte[] reply)
        {
            // The question, a pointer to its name and an address: it does not fit when the name is longer than names are.
            if (end + 16 > MaximumReply)
            {
                return 0;
            }

            Array.Copy(query, 0, reply, 0, end);
            Array.Clear(reply, 4, 8);
            reply[2] = (byte)(0x84 | query[2] & 1);
            reply[3] = 0;
            reply[5] = 1;
            if (!isAddress)
            {
                return end;
            }

            reply[7] = 1;
            reply[end] = 0xC0;
            reply[end + 1] = Header;
            return WriteAddress(reply, end + 2, ClassInternet, PortalTimeToLive);
        }

        private int WriteAddress(byte[] reply, int at, int recordClass, int timeToLive)
        {
            reply[at] = 0;
            reply[at + 1] = TypeAddress;
            reply[at + 2] = (byte)(recordClass >> 8);
            reply[at + 3] = (byte)recordClass;
            reply[at + 4] = 0;
            reply[at + 5] = 0;
            reply[at + 6] = 0;
            reply[at + 7] = (byte)timeToLive;
            reply[at + 8] = 0;
            reply[at + 9] = 4;
            Array.Copy(_address, 0, reply, at + 10, 4);
            return at + 14;
        }

        /// <summary>Compares the board's own record with another's: class, type and data (section 8.2).</summary>
        /// <returns>0 when they are the same; above 0 when the board's own is the later.</returns>
        private int Compare(byte[] message, int at, int length)
        {
            int order = ClassInternet - (Read16(message, at + 2) & ~CacheFlush);
            order = order != 0 ? order : TypeAddress - Read16(message, at);
            for (int i = 0; i < 4 && i < length && order == 0; i++)
            {
                order = _address[i] - message[at + 10 + i];
            }

            return order != 0 ? order : 4 - length;
        }

        /// <summary>Whether a name is the board's own, abbreviated by pointers (RFC 1035 section 4.1.4) or not.</summary>
        private bool IsOwn(byte[] message, int at, int count)
        {
            int pointers = 0;
            for (int i = 0; i < _labels.Length; i++)
            {
                // Lengths are below the letters: only where one stands can a pointer be.
                while (at < count - 1 && message[at] >= 0xC0)
                {
                    at = Read16(message, at) & 0x3FFF;
                    if (++pointers > MostPointers)
                    {
                        return false;
                    }
                }

                if (at >= count || Ascii.ToLower(message[at++]) != _labels[i])
                {
                    return false;
                }
            }

            return true;
        }

        private static int Read16(byte[] message, int at)
        {
            return message[at] << 8 | message[at + 1];
        }

        /// <summary>Where a name ends; -1 when it does not end in the message.</summary>
        private static int SkipName(byte[] message, int at, int count)
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

                if (length > 63)
                {
                    return -1;
                }

                at += length + 1;
            }

            return -1;
        }
    }
}
