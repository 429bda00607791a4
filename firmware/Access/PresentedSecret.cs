using System;
using System.Text;
using Nano.Web.Http;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware.Access
{
    /// <summary>
    /// The secret that a request brings along: the password of Basic credentials, whatever the user's name; a Bearer token (RFC 6750); or, with a
    /// WebSocket, what an offered subprotocol nano.token.… has in Base64, because a browser lets a page set no other field there.
    /// </summary>
    internal sealed class PresentedSecret
    {
        private const int MaximumUser = 63;

        private static readonly byte[] s_bearer = Encoding.UTF8.GetBytes("bearer ");
        private static readonly byte[] s_protocol = Encoding.UTF8.GetBytes("nano.token.");

        private readonly BasicCredentials _basic = new BasicCredentials(MaximumUser + 1 + PasswordHash.MaximumPassword);
        private readonly Utf8Validator _utf8 = new Utf8Validator();

        // Where the request has it.
        private byte[] _given;
        private int _givenOffset;
        private int _givenCount;

        /// <summary>Holds it.</summary>
        public byte[] Buffer { get; private set; }

        /// <summary>Where it begins.</summary>
        public int Offset { get; private set; }

        /// <summary>Its length.</summary>
        public int Count { get; private set; }

        /// <summary>Reads it.</summary>
        /// <returns>False when there is none, or none that can be read.</returns>
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
                    // As many as one likes (RFC 9110 section 11.4).
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

        /// <summary>Wipes what <see cref="TryRead"/> has found, in the request too: there it is x then, which any field may have.</summary>
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
        /// Has a password in UTF-8, as the board's is: clients that know nothing of a challenge's charset send Latin-1 (RFC 7617 section 2.1). Text that is
        /// no UTF-8 must be that.
        /// </summary>
        /// <returns>The length. What does not fit stays as it is: no password is as long.</returns>
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
