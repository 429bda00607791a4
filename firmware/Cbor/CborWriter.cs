using Nano.Web.Text;

namespace Nano.Firmware.Cbor
{
    /// <summary>Writes CBOR (RFC 8949) with heads in their shortest form (section 4.1) to a <see cref="ByteWriter"/> or into a buffer that is large enough.</summary>
    public static class CborWriter
    {
        /// <summary>The greatest size of an integer in bytes.</summary>
        public const int MaximumInteger = 9;

        /// <summary>The encoding of null.</summary>
        public const byte Null = 0xF6;

        /// <summary>Writes an integer.</summary>
        /// <param name="writer">The destination.</param>
        /// <param name="value">Any integer.</param>
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

        /// <summary>Writes an integer into a buffer; it takes at most <see cref="MaximumInteger"/> bytes.</summary>
        /// <param name="buffer">The destination.</param>
        /// <param name="at">Index of the first byte to write.</param>
        /// <param name="value">Any integer.</param>
        /// <returns>The index after the last byte.</returns>
        public static int WriteInteger(byte[] buffer, int at, long value)
        {
            return value >= 0 ? WriteHead(buffer, at, 0, value) : WriteHead(buffer, at, 1, -1 - value);
        }

        /// <summary>Writes a text string.</summary>
        /// <param name="writer">The destination.</param>
        /// <param name="text">Holds the text, which must be valid UTF-8.</param>
        /// <param name="offset">Index of its first byte.</param>
        /// <param name="count">Its length in bytes.</param>
        public static void WriteText(ByteWriter writer, byte[] text, int offset, int count)
        {
            WriteHead(writer, 3, count);
            writer.Write(text, offset, count);
        }

        /// <summary>Writes a text string.</summary>
        /// <param name="writer">The destination.</param>
        /// <param name="text">The text in ASCII.</param>
        public static void WriteText(ByteWriter writer, string text)
        {
            WriteHead(writer, 3, text.Length);
            writer.WriteText(text);
        }

        /// <summary>Begins an array. The caller writes its items.</summary>
        /// <param name="writer">The destination.</param>
        /// <param name="count">Number of items.</param>
        public static void BeginArray(ByteWriter writer, int count)
        {
            WriteHead(writer, 4, count);
        }

        /// <summary>Begins an array in a buffer. The caller writes its items.</summary>
        /// <param name="buffer">The destination.</param>
        /// <param name="at">Index of the first byte to write.</param>
        /// <param name="count">Number of items.</param>
        /// <returns>The index at which the items begin.</returns>
        public static int BeginArray(byte[] buffer, int at, int count)
        {
            return WriteHead(buffer, at, 4, count);
        }

        /// <summary>Begins an array of indefinite length. The caller writes its items and calls <see cref="End"/>.</summary>
        /// <param name="writer">The destination.</param>
        public static void BeginArray(ByteWriter writer)
        {
            writer.Write(0x9F);
        }

        /// <summary>Begins a map. The caller writes its keys and values.</summary>
        /// <param name="writer">The destination.</param>
        /// <param name="count">Number of pairs.</param>
        public static void BeginMap(ByteWriter writer, int count)
        {
            WriteHead(writer, 5, count);
        }

        /// <summary>Ends an array of indefinite length.</summary>
        /// <param name="writer">The destination.</param>
        public static void End(ByteWriter writer)
        {
            writer.Write(0xFF);
        }

        /// <summary>Writes false.</summary>
        /// <param name="writer">The destination.</param>
        public static void WriteFalse(ByteWriter writer)
        {
            writer.Write(0xF4);
        }

        /// <summary>Writes null.</summary>
        /// <param name="writer">The destination.</param>
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

        /// <summary>Writes the head of an item (RFC 8949 section 3): its major type and its argument.</summary>
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
