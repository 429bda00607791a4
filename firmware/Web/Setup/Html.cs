using Nano.Firmware.Settings;
using Nano.Web.Text;

namespace Nano.Firmware.Web
{
    /// <summary>Text in HTML.</summary>
    internal static class Html
    {
        /// <summary>Writes text that means itself, in an element or in a quoted attribute.</summary>
        /// <param name="writer">Receives at most 6 bytes for each.</param>
        /// <param name="text">Holds the text: UTF-8.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length.</param>
        public static void Write(ByteWriter writer, byte[] text, int offset, int count)
        {
            for (int end = offset + count; offset < end; offset++)
            {
                switch (text[offset])
                {
                    case (byte)'&': writer.WriteText("&amp;"); break;
                    case (byte)'<': writer.WriteText("&lt;"); break;
                    case (byte)'>': writer.WriteText("&gt;"); break;
                    case (byte)'"': writer.WriteText("&quot;"); break;
                    case (byte)'\'': writer.WriteText("&#39;"); break;
                    default: writer.Write(text[offset]); break;
                }
            }
        }

        /// <summary>
        /// Writes a name as text to look at: bytes that are not UTF-8, and control characters, as \xFF; and spaces that HTML would drop or merge with others
        /// as U+00A0.
        /// </summary>
        /// <param name="writer">Receives at most 6 bytes for each.</param>
        /// <param name="name">Holds the name.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length.</param>
        public static void WriteName(ByteWriter writer, byte[] name, int offset, int count)
        {
            bool isUtf8 = NameEncoding.IsUtf8(name, offset, count);
            int end = offset + count;
            bool isPlain = isUtf8 && count > 0 && name[offset] != ' ' && name[end - 1] != ' ';
            for (int i = offset; i < end && isPlain; i++)
            {
                isPlain = name[i] >= ' ' && name[i] != 0x7F && (name[i] != ' ' || name[i - 1] != ' ');
            }

            if (isPlain)
            {
                Write(writer, name, offset, count);
                return;
            }

            for (int i = offset; i < end; i++)
            {
                int value = name[i];
                bool isEdge = i == offset || i == end - 1 || name[i - 1] == ' ';
                if (value < ' ' || value == 0x7F || (value > 0x7F && !isUtf8))
                {
                    writer.WriteText("\\x");
                    writer.WriteHex(value, 2);
                }
                else if (value == ' ' && isEdge)
                {
                    writer.WriteText("&nbsp;");
                }
                else
                {
                    Write(writer, name, i, 1);
                }
            }
        }
    }
}
