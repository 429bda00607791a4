using System;
using System.Text;
using Nano.Web.Http;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware.Access
{
    /// <summary>
    /// Finds the secret that a request presents: the password of Basic credentials with any user name (RFC 7617); a Bearer token (RFC 6750); or, for a
    /// WebSocket, the Base64 in an offered subprotocol nano.token.…, because browsers do not let a page set the Authorization field of a WebSocket
    /// handshake.
    /// </summary>
    internal sealed class PresentedSecret
    {
        private const int MaximumUser = 63;

        private static readonly byte[] s_bearer = Encoding.UTF8.GetBytes("bearer ");
        private static readonly byte[] s_protocol = Encoding.UTF8.GetBytes("nano.token.");

        private readonly BasicCredentials _basic = new BasicCredentials(MaximumUser + 1 + PasswordHash.MaximumPassword);
        private readonly Utf8Validator _utf8 = new Utf8Validator();

        // The position of the secret in the request.
        private byte[] _given;
        private int _givenOffset;
        private int _givenCount;

        /// <summary>The buffer that holds the secret.</summary>
        public byte[] Buffer { get; private set; }

        /// <summary>Index of the secret's first byte.</summary>
        public int Offset { get; private set; }

        /// <summary>Length of the secret in bytes.</summary>
        public int Count { get; private set; }

        /// <summary>Reads the secret of a request.</summary>
        /// <param name="request">The request.</param>
        /// <returns>False when the request has no secret, or the secret is malformed or too long.</returns>
        public bool TryRead(Request request)
        {
            _given = null;
            if (_basic.TryRead(request))
            {
                request.TryGetField(FieldName.Authorization, out int given, out int givenCount);
                Note(request.Buffer, given, givenCount);
                Buffer = _basic.Buffer;
                Offset = _basic.PasswordOffset;
                Count = ToUtf8(_basic.Buffer, _basic.PasswordOffset, _basic.PasswordCount);
                return true;
            }

            byte[] buffer = request.Buffer;
            if (request.TryGetField(FieldName.Authorization, out int offset, out int count))
            {
                int end = offset + count;
                bool isBearer = count > s_bearer.Length && Ascii.EqualsIgnoreCase(buffer, offset, s_bearer.Length, s_bearer);
                offset += s_bearer.Length;
                while (offset < end && buffer[offset] == ' ')
                {
                    // One or more spaces may separate scheme and token (RFC 9110 section 11.4).
                    offset++;
                }

                Buffer = buffer;
                Offset = offset;
                Count = end - offset;
                Note(buffer, offset, Count);
                return isBearer && Count <= PasswordHash.MaximumPassword;
            }

            int cursor = 0;
            while (request.HasUpgrade && request.NextItem(FieldName.SecWebSocketProtocol, ref cursor, out offset, out count))
            {
                int prefix = s_protocol.Length;
                if (count > prefix && Ascii.Equals(buffer, offset, s_protocol, 0, prefix))
                {
                    Buffer = _basic.Buffer;
                    Offset = 0;
                    Note(buffer, offset + prefix, count - prefix);
                    Count = Base64.Decode(buffer, offset + prefix, count - prefix, _basic.Buffer, 0);
                    return Count > 0 && Count <= PasswordHash.MaximumPassword;
                }
            }

            return false;
        }

        /// <summary>Overwrites the secret that <see cref="TryRead"/> has found. In the request each byte becomes 'x', which is valid in any field.</summary>
        public void Wipe()
        {
            Array.Clear(_basic.Buffer, 0, _basic.Buffer.Length);
            for (int i = 0; _given != null && i < _givenCount; i++)
            {
                _given[_givenOffset + i] = (byte)'x';
            }

            _given = null;
        }

        private void Note(byte[] buffer, int offset, int count)
        {
            _given = buffer;
            _givenOffset = offset;
            _givenCount = count;
        }

        /// <summary>
        /// Converts a password to UTF-8. Clients that ignore the charset parameter of the challenge send Latin-1 (RFC 7617 section 2.1), so text that is
        /// not valid UTF-8 is treated as Latin-1.
        /// </summary>
        /// <returns>The new length in bytes. Text that would not fit is not converted; it is longer than any password.</returns>
        private int ToUtf8(byte[] buffer, int offset, int count)
        {
            _utf8.Reset();
            int high = 0;
            for (int i = 0; i < count; i++)
            {
                high += buffer[offset + i] >> 7;
            }

            if (high == 0 || (_utf8.Validate(buffer, offset, count) && _utf8.IsComplete) || count + high > PasswordHash.MaximumPassword || offset + count + high > buffer.Length)
            {
                return count;
            }

            int to = offset + count + high;
            for (int from = offset + count - 1; from >= offset; from--)
            {
                int b = buffer[from];
                buffer[--to] = (byte)(b < 0x80 ? b : 0x80 | (b & 0x3F));
                if (b >= 0x80)
                {
                    buffer[--to] = (byte)(0xC0 | b >> 6);
                }
            }

            return count + high;
        }
    }
}
