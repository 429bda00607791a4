using Nano.Web.Text;

namespace Nano.Firmware.Settings
{
    /// <summary>A text with a final line <c>#check=</c> that contains the CRC-32 of the text before it. The check detects damaged and incomplete texts.</summary>
    internal static class CheckedText
    {
        /// <summary>Length of the check line in bytes: its name, eight digits and LF.</summary>
        public const int Length = 16;

        private const string Check = "#check=";

        /// <summary>Appends the check line to the writer's text.</summary>
        /// <param name="writer">Contains the text.</param>
        public static void Finish(ByteWriter writer)
        {
            Finish(writer, Crc32.Compute(writer.Buffer, 0, writer.Count));
        }

        /// <summary>Appends the check line to the writer's text, with a known checksum.</summary>
        /// <param name="writer">Contains the text.</param>
        /// <param name="check">The checksum.</param>
        public static void Finish(ByteWriter writer, uint check)
        {
            writer.WriteText(Check);
            writer.WriteHex((int)(check >> 16), 4);
            writer.WriteHex((int)(check & 0xFFFF), 4);
            writer.WriteText("\n");
        }

        /// <summary>Verifies the check line.</summary>
        /// <param name="buffer">Holds the text.</param>
        /// <param name="count">Length of the text with the check line, in bytes.</param>
        /// <returns>The length without the check line, or -1 when it is missing or wrong.</returns>
        public static int Find(byte[] buffer, int count)
        {
            int end = FindLine(buffer, count, out uint check);
            return end >= 0 && check == Crc32.Compute(buffer, 0, end) ? end : -1;
        }

        /// <summary>Finds the check line without verifying it.</summary>
        /// <param name="buffer">Holds the text.</param>
        /// <param name="count">Length of the text with the check line, in bytes.</param>
        /// <param name="check">Receives the checksum in the line.</param>
        /// <returns>The length of the text before the line, or -1 when there is no line.</returns>
        public static int FindLine(byte[] buffer, int count, out uint check)
        {
            check = 0;
            int end = count - Length;
            if (end < 0 || !Ascii.Equals(buffer, end, Check.Length, Check) || buffer[count - 1] != '\n')
            {
                return -1;
            }

            for (int i = 0; i < 8; i++)
            {
                byte c = buffer[end + Check.Length + i];
                int digit = Ascii.HexValue(c);
                if (digit < 0 || (c >= 'A' && c <= 'F'))
                {
                    return -1;
                }

                check = check << 4 | (uint)digit;
            }

            return end;
        }
    }
}
