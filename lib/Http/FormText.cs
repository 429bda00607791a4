using System.Text;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Web.Http
{
    /// <summary>Text that is encoded as in a query or a form (WHATWG URL section 5.1), or only percent-encoded as in a path.</summary>
    internal static class FormText
    {
        /// <summary>Makes a string of encoded text. A percent sign without two hexadecimal digits behind it stands for itself.</summary>
        /// <param name="buffer">Holds the text.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length.</param>
        /// <param name="isForm">Whether a plus sign is a space.</param>
        /// <returns>The text, read as UTF-8.</returns>
        public static string Decode(byte[] buffer, int offset, int count, bool isForm)
        {
            int end = offset + count;
            bool isPlain = Ascii.IndexOf(buffer, '%', offset, end) == end && (!isForm || Ascii.IndexOf(buffer, '+', offset, end) == end);
            if (isPlain)
            {
                return Encoding.UTF8.GetString(buffer, offset, count);
            }

            byte[] decoded = new byte[count];
            int length = 0;
            while (offset < end)
            {
                decoded[length++] = (byte)Next(buffer, ref offset, end, isForm);
            }

            return Encoding.UTF8.GetString(decoded, 0, length);
        }

        /// <summary>Whether encoded text is a certain name.</summary>
        /// <param name="buffer">Holds the text.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="end">Where it ends.</param>
        /// <param name="name">The name, of characters up to U+FFFF.</param>
        public static bool IsName(byte[] buffer, int offset, int end, string name)
        {
            int length = name.Length;
            for (int i = 0; i < length; i++)
            {
                int c = name[i];
                int more = c < 0x80 ? 0 : c < 0x800 ? 1 : 2;
                int b = more == 0 ? c : more == 1 ? 0xC0 | c >> 6 : 0xE0 | c >> 12;
                for (int shift = more * 6; shift >= 0; shift -= 6)
                {
                    if (offset >= end || Next(buffer, ref offset, end, true) != b)
                    {
                        return false;
                    }

                    b = 0x80 | (c >> (shift - 6 > 0 ? shift - 6 : 0) & 0x3F);
                }
            }

            return offset == end;
        }

        private static int Next(byte[] buffer, ref int offset, int end, bool isForm)
        {
            int b = buffer[offset];
            if (b == '%' && end - offset >= 3 && Ascii.HexValue(buffer[offset + 1]) >= 0 && Ascii.HexValue(buffer[offset + 2]) >= 0)
            {
                return PercentEncoding.Next(buffer, ref offset);
            }

            offset++;
            return isForm && b == '+' ? ' ' : b;
        }
    }
}
