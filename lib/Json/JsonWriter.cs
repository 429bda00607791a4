using System.Text;
using Nano.Web.Text;

namespace Nano.Web.Json
{
    /// <summary>
    /// Writes JSON strings (RFC 8259 section 7): with escapes for what must have one. Everything else of JSON, such as braces, commas and numbers, a
    /// program writes as it stands with a <see cref="ByteWriter"/>.
    /// </summary>
    public static class JsonWriter
    {
        /// <summary>Writes a string with its quotes.</summary>
        /// <param name="writer">Receives it.</param>
        /// <param name="text">Holds the text: valid UTF-8.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length in bytes.</param>
        public static void WriteString(ByteWriter writer, byte[] text, int offset, int count)
        {
            writer.Write((byte)'"');
            for (int end = offset + count; offset < end; offset++)
            {
                byte b = text[offset];
                if (b < ' ')
                {
                    writer.WriteText("\\u");
                    writer.WriteHex(b, 4);
                    continue;
                }

                if (b == '"' || b == '\\')
                {
                    writer.Write((byte)'\\');
                }

                writer.Write(b);
            }

            writer.Write((byte)'"');
        }

        /// <summary>Encodes a string with its quotes, to be written many times. It makes objects; <see cref="WriteString"/> makes none.</summary>
        /// <param name="text">The text.</param>
        /// <returns>The string in UTF-8, quotes included.</returns>
        public static byte[] Encode(string text)
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(text);
            ByteWriter writer = new ByteWriter(new byte[utf8.Length * 6 + 2]);
            WriteString(writer, utf8, 0, utf8.Length);
            byte[] encoded = new byte[writer.Count];
            System.Array.Copy(writer.Buffer, encoded, encoded.Length);
            return encoded;
        }
    }
}
