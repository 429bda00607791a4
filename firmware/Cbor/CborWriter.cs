using Nano.Web.Text;

namespace Nano.Firmware.Cbor
{
    /// <summary>Writes CBOR (RFC 8949), heads in their shortest form (section 4.1): into a writer, or into a buffer that has room for it.</summary>
    public static class CborWriter
    {
        /// <summary>The longest integer in bytes.</summary>
        public const int MaximumInteger = 9;

        /// <summary>The item null.</summary>
        public const byte Null = 0xF6;

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

        /// <summary>Writes an integer of at most <see cref="MaximumInteger"/> bytes into a buffer.</summary>
        /// <returns>Where it ends.</returns>
        public static int WriteInteger(byte[] buffer, int at, long value)
        {
            return value >= 0 ? WriteHead(buffer, at, 0, value) : WriteHead(buffer, at, 1, -1 - value);
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

        /// <summary>Writes text.</summary>
        /// <param name="writer">Receives it.</param>
        /// <param name="text">ASCII text.</param>
        public static void WriteText(ByteWriter writer, string text)
        {
            WriteHead(writer, 3, text.Length);
            writer.WriteText(text);
        }

        /// <summary>Begins an array; its items follow.</summary>
        public static void BeginArray(ByteWriter writer, int count)
        {
            WriteHead(writer, 4, count);
        }

        /// <summary>Begins an array in a buffer; its items follow.</summary>
        /// <returns>Where they go.</returns>
        public static int BeginArray(byte[] buffer, int at, int count)
        {
            return WriteHead(buffer, at, 4, count);
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
            writer.Write(Null);
        }

        private static void WriteHead(ByteWriter writer, int majorType, long argument)
        {
            int size = argument < 24 ? 1 : argument < 0x100 ? 2 : argument < 0x10000 ? 3 : argument < 0x100000000 ? 5 : 9;
            if (writer.Ensure(size))
            {
                WriteHead(writer.Buffer, writer.End, majorType, argument);
                writer.Advance(size);
            }
        }

        /// <summary>Writes an item's head (section 3): its major type and its argument.</summary>
        private static int WriteHead(byte[] buffer, int at, int majorType, long argument)
        {
            int first = majorType << 5;
            if (argument < 24)
            {
                buffer[at] = (byte)(first | (int)argument);
                return at + 1;
            }

            if (argument < 0x10000)
            {
                int number = (int)argument;
                if (number < 0x100)
                {
                    buffer[at] = (byte)(first | 24);
                    buffer[at + 1] = (byte)number;
                    return at + 2;
                }

                buffer[at] = (byte)(first | 25);
                buffer[at + 1] = (byte)(number >> 8);
                buffer[at + 2] = (byte)number;
                return at + 3;
            }

            if (argument < 0x100000000)
            {
                buffer[at] = (byte)(first | 26);
                return WriteFour(buffer, at + 1, (int)argument);
            }

            buffer[at] = (byte)(first | 27);
            at = WriteFour(buffer, at + 1, (int)(argument >> 32));
            return WriteFour(buffer, at, (int)argument);
        }

        private static int WriteFour(byte[] buffer, int at, int number)
        {
            buffer[at] = (byte)(number >> 24);
            buffer[at + 1] = (byte)(number >> 16);
            buffer[at + 2] = (byte)(number >> 8);
            buffer[at + 3] = (byte)number;
            return at + 4;
        }
    }
}
