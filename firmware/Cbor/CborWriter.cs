using Nano.Web.Text;

namespace Nano.Firmware
{
    /// <summary>Writes CBOR (RFC 8949): heads in their shortest form (section 4.1), straight into a writer.</summary>
    public static class CborWriter
    {
        /// <summary>Writes an integer.</summary>
        public static void WriteInteger(ByteWriter writer, long value)
        {
            if (value >= 0)
            {
                WriteHead(writer, 0, value);
            }
            else
            {
                WriteHead(writer, 1, -1 - value);
            }
        }

        /// <summary>Writes a text string.</summary>
        /// <param name="writer">Receives it.</param>
        /// <param name="text">Holds the text: valid UTF-8.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length in bytes.</param>
        public static void WriteText(ByteWriter writer, byte[] text, int offset, int count)
        {
            WriteHead(writer, 3, count);
            writer.Write(text, offset, count);
        }

        /// <summary>Begins an array; its items follow.</summary>
        public static void BeginArray(ByteWriter writer, int count)
        {
            WriteHead(writer, 4, count);
        }

        /// <summary>Begins an array of unknown length; its items follow, and then <see cref="End"/>.</summary>
        public static void BeginArray(ByteWriter writer)
        {
            writer.Write(0x9F);
        }

        /// <summary>Begins a map; its pairs follow.</summary>
        public static void BeginMap(ByteWriter writer, int count)
        {
            WriteHead(writer, 5, count);
        }

        /// <summary>Ends an array of unknown length.</summary>
        public static void End(ByteWriter writer)
        {
            writer.Write(0xFF);
        }

        /// <summary>Writes false.</summary>
        public static void WriteFalse(ByteWriter writer)
        {
            writer.Write(0xF4);
        }

        /// <summary>Writes null.</summary>
        public static void WriteNull(ByteWriter writer)
        {
            writer.Write(0xF6);
        }

        /// <summary>Writes an item's head (section 3): its major type and its argument.</summary>
        private static void WriteHead(ByteWriter writer, int majorType, long argument)
        {
            int first = majorType << 5;
            if (argument < 24)
            {
                writer.Write((byte)(first | (int)argument));
                return;
            }

            int size = argument < 0x100 ? 0 : argument < 0x10000 ? 1 : argument < 0x100000000 ? 2 : 3;
            writer.Write((byte)(first | 24 + size));
            for (int shift = (8 << size) - 8; shift >= 0; shift -= 8)
            {
                writer.Write((byte)(argument >> shift));
            }
        }
    }
}
