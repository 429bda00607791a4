using System;
using Nano.Web.Cryptography;
using Nano.Web.Text;

namespace Nano.Web.Http
{
    /// <summary>Reads the user-id and password of the Basic scheme (RFC 7617).</summary>
    public sealed class BasicCredentials
    {
        private readonly byte[] _buffer;
        private readonly ByteWriter _expected;

        /// <summary>Makes a reader; it serves one request after another.</summary>
        /// <param name="capacity">The most bytes that user-id, colon and password have together.</param>
        public BasicCredentials(int capacity)
        {
            _buffer = new byte[capacity];
            _expected = new ByteWriter(new byte[capacity]);
        }

        /// <summary>Holds the user-id and the password, in UTF-8.</summary>
        public byte[] Buffer => _buffer;

        /// <summary>The length of the user-id, which begins at 0.</summary>
        public int UserCount { get; private set; }

        /// <summary>Where the password begins.</summary>
        public int PasswordOffset => UserCount + 1;

        /// <summary>The length of the password.</summary>
        public int PasswordCount { get; private set; }

        /// <summary>Whether a request has certain credentials. The comparison takes as long wherever they differ.</summary>
        /// <param name="request">The request.</param>
        /// <param name="user">The user-id, without a colon.</param>
        /// <param name="password">The password.</param>
        /// <returns>False when the request has others, or none.</returns>
        public bool Match(Request request, string user, string password)
        {
            _expected.Clear();
            _expected.WriteText(user);
            _expected.Write((byte)':');
            _expected.WriteText(password);
            bool isRead = TryRead(request);
            int count = UserCount + 1 + PasswordCount;
            bool isEqual = isRead && !_expected.Overflowed && count == _expected.Count && ConstantTime.Equals(_buffer, 0, _expected._buffer, 0, count);
            Array.Clear(_buffer, 0, _buffer.Length);
            Array.Clear(_expected._buffer, 0, _expected._buffer.Length);
            return isEqual;
        }

        /// <summary>Reads a request's Authorization field.</summary>
        /// <param name="request">The request.</param>
        /// <returns>False when there is none of this scheme, or it is malformed or too long.</returns>
        public bool TryRead(Request request)
        {
            UserCount = 0;
            PasswordCount = 0;
            if (!request.TryGetField(FieldName.Authorization, out int offset, out int count)
                || count < 6
                || !Ascii.EqualsIgnoreCase(request.Buffer, offset, 6, "basic "))
            {
                return false;
            }

            int end = offset + count;
            offset += 6;
            while (offset < end && request.Buffer[offset] == ' ')
            {
                offset++;
            }

            int length = Base64.Decode(request.Buffer, offset, end - offset, _buffer, 0);
            for (int i = 0; i < length; i++)
            {
                if (_buffer[i] == ':')
                {
                    UserCount = i;
                    PasswordCount = length - i - 1;
                    return true;
                }
            }

            return false;
        }
    }
}
