using System.Text;
using Nano.Web.Text;

namespace Nano.Web.Json
{
    /// <summary>
    /// Writes JSON strings and escapes the characters that need it (RFC 8259 section 7). Programs write the rest of JSON, such as braces, commas and
    /// numbers, directly with a <see cref="ByteWriter"/>.
    /// </summary>
    public static class JsonWriter
    {
        /// <summary>Writes a string with its quotes. It overflows the writer when the string does not fit.</summary>
        /// <param name="writer">The destination.</param>
        /// <param name="text">Holds the text, which must be valid UTF-8.</param>
        /// <param name="offset">Index of the text's first byte.</param>
        /// <param name="count">Its length in bytes.</param>
        public static void WriteString(ByteWriter writer, byte[] text, int offset, int count)
        {
            writer.Write((byte)'"');
            for (int end = offset + count; offset < end; offset++)
            {
                byte b = text[offset];
                if (b < ' ')
                {
                    writer.WriteAscii("\\u");
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

        /// <summary>Encodes a string, including its quotes, once for repeated use. It allocates; <see cref="WriteString"/> does not.</summary>
        /// <param name="text">The text.</param>
        /// <returns>The encoded string in UTF-8, with its quotes.</returns>
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
