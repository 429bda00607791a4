using Nano.Web.Text;

namespace Nano.Web.Http
{
    /// <summary>Percent-encoding of URIs (RFC 3986 section 2.1).</summary>
    public static class PercentEncoding
    {
        /// <summary>Decodes into a caller's buffer.</summary>
        /// <param name="source">The text.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length.</param>
        /// <param name="destination">Receives at most <paramref name="count"/> bytes; may be the source at the same offset.</param>
        /// <param name="destinationOffset">Where they go.</param>
        /// <returns>The number of bytes, or -1 when an escape is not %XX, encodes NUL, or the result does not fit.</returns>
        public static int Decode(byte[] source, int offset, int count, byte[] destination, int destinationOffset)
        {
            int end = offset + count;
            int to = destinationOffset;
            while (offset < end)
            {
                if (source[offset] == '%' && (end - offset < 3 || Ascii.HexValue(source[offset + 1]) < 0 || Ascii.HexValue(source[offset + 2]) < 0))
                {
                    return -1;
                }

                int b = Next(source, ref offset);
                if (b == 0 || to == destination.Length)
                {
                    return -1;
                }

                destination[to++] = (byte)b;
            }

            return to - destinationOffset;
        }

        /// <summary>Takes the next byte of text whose escapes are known to be valid.</summary>
        internal static int Next(byte[] buffer, ref int offset)
        {
            int b = buffer[offset++];
            if (b == '%')
            {
                b = Ascii.HexValue(buffer[offset]) << 4 | Ascii.HexValue(buffer[offset + 1]);
                offset += 2;
            }

            return b;
        }
    }
}
