using Nano.Web.Text;

namespace Nano.Web.Http
{
    /// <summary>Reads the user-id and password of the Basic scheme (RFC 7617).</summary>
    public sealed class BasicCredentials
    {
        private readonly byte[] _buffer;

        /// <summary>Makes a reader; it serves one request after another.</summary>
        /// <param name="capacity">The most bytes that user-id, colon and password have together.</param>
        public BasicCredentials(int capacity)
        {
            _buffer = new byte[capacity];
        }

        /// <summary>Holds the user-id and the password, in UTF-8.</summary>
        public byte[] Buffer => _buffer;

        /// <summary>The length of the user-id, which begins at 0.</summary>
        public int UserCount { get; private set; }

        /// <summary>Where the password begins.</summary>
        public int PasswordOffset => UserCount + 1;

        /// <summary>The length of the password.</summary>
        public int PasswordCount { get; private set; }

        /// <summary>Reads a request's Authorization field.</summary>
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
