namespace Nano.Web.Text
{
    /// <summary>Base64 (RFC 4648). It writes the alphabet of section 4 with padding, and reads this and the alphabet of section 5 (base64url).</summary>
    public static class Base64
    {
        /// <summary>Encodes bytes into the caller's buffer.</summary>
        /// <param name="source">The bytes.</param>
        /// <param name="offset">Index of the first byte.</param>
        /// <param name="count">Number of bytes.</param>
        /// <param name="destination">Receives <c>(count + 2) / 3 * 4</c> characters. It must not overlap the source.</param>
        /// <param name="destinationOffset">Index of the first character to write.</param>
        /// <returns>The number of characters written.</returns>
        public static int Encode(byte[] source, int offset, int count, byte[] destination, int destinationOffset)
        {
            int end = offset + count;
            int to = destinationOffset;
            while (offset < end)
            {
                int left = end - offset;
                int bits = source[offset] << 16;
                if (left > 1)
                {
                    bits |= source[offset + 1] << 8;
                }

                if (left > 2)
                {
                    bits |= source[offset + 2];
                }

                destination[to] = Digit(bits >> 18);
                destination[to + 1] = Digit((bits >> 12) & 63);
                destination[to + 2] = left > 1 ? Digit((bits >> 6) & 63) : (byte)'=';
                destination[to + 3] = left > 2 ? Digit(bits & 63) : (byte)'=';
                offset += 3;
                to += 4;
            }

            return to - destinationOffset;
        }

        /// <summary>
        /// Decodes characters into the caller's buffer. Both alphabets and missing padding are accepted, and unused bits of the last character are
        /// ignored (RFC 4648 section 3.5 permits this).
        /// </summary>
        /// <param name="source">The characters.</param>
        /// <param name="offset">Index of the first character.</param>
        /// <param name="count">Number of characters.</param>
        /// <param name="destination">Receives at most <c>count * 3 / 4</c> bytes. With null the text is only validated and the bytes are counted.</param>
        /// <param name="destinationOffset">Index of the first byte to write.</param>
        /// <returns>The number of bytes, or -1 when the text is not Base64 or does not fit.</returns>
        public static int Decode(byte[] source, int offset, int count, byte[] destination, int destinationOffset)
        {
            int end = offset + count;
            if (count > 0 && (count & 3) == 0 && source[end - 1] == '=')
            {
                end -= source[end - 2] == '=' ? 2 : 1;
            }

            int length = (end - offset) * 3 / 4;
            if (((end - offset) & 3) == 1 || (destination != null && destination.Length - destinationOffset < length))
            {
                return -1;
            }

            int bits = 0;
            int held = 0;
            for (; offset < end; offset++)
            {
                int value = Value(source[offset]);
                if (value < 0)
                {
                    return -1;
                }

                bits = bits << 6 | value;
                held += 6;
                if (held >= 8)
                {
                    held -= 8;
                    if (destination != null)
                    {
                        destination[destinationOffset++] = (byte)(bits >> held);
                    }

                    bits &= (1 << held) - 1;
                }
            }

            return length;
        }

        private static byte Digit(int value)
        {
            if (value < 26)
            {
                return (byte)('A' + value);
            }

            if (value < 52)
            {
                return (byte)('a' + value - 26);
            }

            if (value < 62)
            {
                return (byte)('0' + value - 52);
            }

            return value == 62 ? (byte)'+' : (byte)'/';
        }

        private static int Value(int character)
        {
            if (character >= 'A' && character <= 'Z')
            {
                return character - 'A';
            }

            if (character >= 'a' && character <= 'z')
            {
                return character - 'a' + 26;
            }

            if (character >= '0' && character <= '9')
            {
                return character - '0' + 52;
            }

            return character == '+' || character == '-' ? 62 : character == '/' || character == '_' ? 63 : -1;
        }
    }
}
