using Nano.Web.Text;

namespace Nano.Firmware.Settings
{
    /// <summary>Percent-encoding (RFC 3986 section 2.1) of the bytes of a network's name that are not safe in a line of text or in a form field of HTML.</summary>
    public static class NameEncoding
    {
        /// <summary>
        /// Writes bytes as UTF-8 text on one line without control characters. It encodes control characters, '%' and, when the bytes are not UTF-8 as a
        /// whole, all bytes above 0x7F.
        /// </summary>
        /// <param name="writer">The destination, which receives at most 3 bytes for each byte.</param>
        /// <param name="bytes">Holds the bytes.</param>
        /// <param name="offset">Index of the first byte.</param>
        /// <param name="count">Number of bytes.</param>
        public static void Write(ByteWriter writer, byte[] bytes, int offset, int count)
        {
            bool isUtf8 = IsUtf8(bytes, offset, count);
            for (int end = offset + count; offset < end; offset++)
            {
                int value = bytes[offset];
                if (value < ' ' || value == '%' || value == 0x7F || (value > 0x7F && !isUtf8))
                {
                    writer.WriteText("%");
                    writer.WriteHex(value, 2);
                }
                else
                {
                    writer.Write(bytes[offset]);
                }
            }
        }

        /// <summary>Decodes a text in place. A '%' without two hexadecimal digits after it is not changed.</summary>
        /// <param name="text">Holds the text, and then the decoded bytes.</param>
        /// <param name="start">Index of its first byte.</param>
        /// <param name="count">Length of the text in bytes.</param>
        /// <returns>Number of decoded bytes.</returns>
        public static int Decode(byte[] text, int start, int count)
        {
            int to = start;
            int end = start + count;
            for (int at = start; at < end; at++, to++)
            {
                int high = text[at] == '%' && at + 2 < end ? Ascii.HexValue(text[at + 1]) : -1;
                int low = high < 0 ? -1 : Ascii.HexValue(text[at + 2]);
                text[to] = low < 0 ? text[at] : (byte)(high << 4 | low);
                at += low < 0 ? 0 : 2;
            }

            return to - start;
        }

        /// <summary>Checks whether bytes are complete UTF-8.</summary>
        /// <param name="bytes">Holds the bytes.</param>
        /// <param name="offset">Index of the first byte.</param>
        /// <param name="count">Number of bytes.</param>
        public static bool IsUtf8(byte[] bytes, int offset, int count)
        {
            Utf8Validator utf8 = new Utf8Validator();
            return utf8.Validate(bytes, offset, count) && utf8.IsComplete;
        }
    }
}
