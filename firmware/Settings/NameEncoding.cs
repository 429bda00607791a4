using Nano.Web.Text;

namespace Nano.Firmware.Settings
{
    /// <summary>Percent-encoding (RFC 3986 section 2.1) of those bytes of a network's name that a line of text, or the value of a form's field in HTML, would change.</summary>
    public static class NameEncoding
    {
        /// <summary>
        /// Writes bytes as text that is UTF-8, in one line and without control characters: these, '%' and, where the whole is not UTF-8, all bytes beyond
        /// ASCII are encoded.
        /// </summary>
        /// <param name="writer">Receives at most 3 bytes for each.</param>
        /// <param name="bytes">Holds the bytes.</param>
        /// <param name="offset">Where they begin.</param>
        /// <param name="count">How many there are.</param>
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

        /// <summary>Decodes text in place. A '%' without two hexadecimal digits behind it stands for itself.</summary>
        /// <param name="text">Holds the text, and then the bytes.</param>
        /// <param name="start">Where it begins.</param>
        /// <param name="count">The length of the text.</param>
        /// <returns>How many bytes it stands for.</returns>
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

        /// <summary>Whether bytes are UTF-8 as a whole.</summary>
        /// <param name="bytes">Holds them.</param>
        /// <param name="offset">Where they begin.</param>
        /// <param name="count">How many there are.</param>
        public static bool IsUtf8(byte[] bytes, int offset, int count)
        {
            Utf8Validator utf8 = new Utf8Validator();
            return utf8.Validate(bytes, offset, count) && utf8.IsComplete;
        }
    }
}
