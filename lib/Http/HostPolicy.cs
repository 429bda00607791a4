using System;
using System.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Web.Http
{
    /// <summary>
    /// Which hosts a request may ask for: IP addresses, localhost, the server's own host name, and the names that are allowed. A name of one
    /// label is also allowed with each domain behind it. Others are told 421 (RFC 9110 section 15.5.20). A page whose own name has been made
    /// to resolve to the server (DNS rebinding) asks for that name, and so gets nothing. Only the name counts, not the port, which a router or
    /// a container may have changed.
    /// </summary>
    public sealed class HostPolicy
    {
        private static readonly byte[] s_localhost = Encoding.UTF8.GetBytes("localhost");

        /// <summary>The most names that can be allowed.</summary>
        public const int MaximumNames = 16;

        /// <summary>The most domains.</summary>
        public const int MaximumDomains = 8;

        private static readonly byte[][] s_none = new byte[0][];

        private byte[][] _names = s_none;
        private byte[][] _domains = s_none;
        private byte[] _hostName;

        /// <summary>
        /// The server's own host name, one label such as <c>board</c>; null for none, which is the default. It replaces the former one, which
        /// is no longer allowed: a name that the server has lost to another must not stay open.
        /// </summary>
        /// <exception cref="ArgumentException">It is no label.</exception>
        public string HostName
        {
            set
            {
                byte[] name = value != null ? ToName(value) : null;
                if (name != null && Ascii.IndexOf(name, '.', 0, name.Length) < name.Length)
                {
                    throw new ArgumentException("A host name is one label, such as board.");
                }

                _hostName = name;
            }
        }

        /// <summary>Allows a name.</summary>
        /// <param name="name">Such as <c>board.example</c>, without a port. Case does not matter.</param>
        /// <exception cref="ArgumentException">It is no name, or there are <see cref="MaximumNames"/> already.</exception>
        public void Allow(string name)
        {
            _names = Add(_names, name, MaximumNames);
        }

        /// <summary>Allows a domain behind the server's own host name, and behind each allowed name of one label.</summary>
        /// <param name="domain">Such as <c>lan</c> or <c>home.arpa</c>, as a router's DHCP server gives it (RFC 2132 section 3.17). Allow only
        /// domains of one's own network: a page of an attacker who can register names in a domain reaches the server by DNS rebinding.</param>
        /// <exception cref="ArgumentException">It is no name, or there are <see cref="MaximumDomains"/> already.</exception>
        public void AllowDomain(string domain)
        {
            _domains = Add(_domains, domain, MaximumDomains);
        }

        /// <summary>Whether a request asks for a host that is allowed. HTTP/1.0 without Host is: every browser names its host.</summary>
        /// <param name="request">The request.</param>
        public bool Allows(Request request)
        {
            return !request.TryGetHost(out int offset, out int count) || Allows(request.Buffer, offset, count);
        }

        /// <summary>Whether a host is allowed.</summary>
        /// <param name="buffer">Holds host[:port], of valid form.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length.</param>
        public bool Allows(byte[] buffer, int offset, int count)
        {
            if (buffer[offset] == '[')
            {
                // IPv6: nobody can make a name look like it.
                return true;
            }

            int length = 0;
            while (length < count && buffer[offset + length] != ':')
            {
                length++;
            }

            if (length > 1 && buffer[offset + length - 1] == '.')
            {
                // The dot of the root: the same name.
                length--;
            }

            if (IsIPv4(buffer, offset, length) || Ascii.EqualsIgnoreCase(buffer, offset, length, s_localhost))
            {
                return true;
            }

            return IsName(buffer, offset, length) || IsInDomain(buffer, offset, length);
        }

        private static byte[][] Add(byte[][] names, string name, int most)
        {
            byte[] bytes = ToName(name);
            if (names.Length == most)
            {
                throw new ArgumentException("There are as many names as can be allowed: " + most.ToString() + ".");
            }

            byte[][] more = new byte[names.Length + 1][];
            Array.Copy(names, more, names.Length);
            more[names.Length] = bytes;
            return more;
        }

        private static byte[] ToName(string name)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(name.ToLower());
            for (int i = 0; i < bytes.Length; i++)
            {
                if ((CharacterClass.Table[bytes[i]] & CharacterClass.Host) == 0)
                {
                    bytes = new byte[0];
                }
            }

            if (bytes.Length == 0 || bytes[bytes.Length - 1] == '.')
            {
                throw new ArgumentException("A host is a name such as board.example, without scheme, port and final dot.");
            }

            return bytes;
        }

        /// <summary>Whether a host is the server's own name, or one of those allowed.</summary>
        private bool IsName(byte[] buffer, int offset, int count)
        {
            if (_hostName != null && Ascii.EqualsIgnoreCase(buffer, offset, count, _hostName))
            {
                return true;
            }

            for (int i = 0; i < _names.Length; i++)
            {
                if (Ascii.EqualsIgnoreCase(buffer, offset, count, _names[i]))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Whether a host is a label that is a name, and behind it one of the domains.</summary>
        private bool IsInDomain(byte[] buffer, int offset, int count)
        {
            int label = Ascii.IndexOf(buffer, '.', offset, offset + count) - offset;
            for (int i = 0; i < _domains.Length; i++)
            {
                if (label < count && Ascii.EqualsIgnoreCase(buffer, offset + label + 1, count - label - 1, _domains[i]))
                {
                    return IsName(buffer, offset, label);
                }
            }

            return false;
        }

        /// <summary>Whether a host is four numbers up to 255, as RFC 3986 section 3.2.2 writes an IPv4 address. No name ends so.</summary>
        private static bool IsIPv4(byte[] buffer, int offset, int count)
        {
            int dots = 0;
            int digits = 0;
            int number = 0;
            for (int end = offset + count; offset < end; offset++)
            {
                int b = buffer[offset];
                if (b == '.' && digits > 0)
                {
                    dots++;
                    digits = 0;
                    number = 0;
                    continue;
                }

                digits++;
                number = number * 10 + b - '0';
                if (b < '0' || b > '9' || digits > 3 || number > 255)
                {
                    return false;
                }
            }

            return dots == 3 && digits > 0;
        }
    }
}
