using System.Text;
using Nano.Web.Text;

namespace Nano.Firmware
{
    /// <summary>Writes JSON strings (RFC 8259 section 7). Everything else of JSON is written as it stands.</summary>
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

        /// <summary>Encodes a string with its quotes, to be written many times.</summary>
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
