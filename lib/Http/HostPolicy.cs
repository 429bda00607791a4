using System;
using System.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Web.Http
{
    /// <summary>
    /// Which hosts a request may ask for: IP addresses, localhost, and the names that are allowed. Others are told 421 (RFC 9110 section
    /// 15.5.20). A page whose own name has been made to resolve to the server (DNS rebinding) asks for that name, and so gets nothing.
    /// Only the name counts, not the port, which a router or a container may have changed.
    /// </summary>
    public sealed class HostPolicy
    {
        private static readonly byte[] s_localhost = Encoding.UTF8.GetBytes("localhost");

        private byte[][] _names = new byte[0][];

        /// <summary>Allows a name.</summary>
        /// <param name="name">Such as <c>board.example</c>, without a port. Case does not matter.</param>
        /// <exception cref="ArgumentException">It is no name.</exception>
        public void Allow(string name)
        {
            if (!IsName(name))
            {
                throw new ArgumentException("A host is a name such as board.example, without scheme, port and final dot.");
            }

            byte[] bytes = Encoding.UTF8.GetBytes(name.ToLower());
            byte[][] names = new byte[_names.Length + 1][];
            Array.Copy(_names, names, _names.Length);
            names[_names.Length] = bytes;
            _names = names;
        }

        /// <summary>Whether a text is a name that can be allowed: characters of a host (RFC 3986 section 3.2.2), and no dot at the end.</summary>
        public static bool IsName(string name)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(name);
            bool isName = bytes.Length > 0 && bytes[bytes.Length - 1] != '.';
            for (int i = 0; i < bytes.Length; i++)
            {
                isName &= (CharacterClass.Table[bytes[i]] & CharacterClass.Host) != 0;
            }

            return isName;
        }

        /// <summary>Whether a request asks for a host that is allowed. HTTP/1.0 without Host is: every browser names its host.</summary>
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

            for (int i = 0; i < _names.Length; i++)
            {
                if (Ascii.EqualsIgnoreCase(buffer, offset, length, _names[i]))
                {
                    return true;
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
