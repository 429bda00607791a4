using Nano.Web.Text;

namespace Nano.Firmware.Settings
{
    /// <summary>Text whose last line is <c>#check=</c> and the CRC-32 of all before it, so that what is damaged or half written is known.</summary>
    internal static class CheckedText
    {
        /// <summary>The length of the line, with its eight digits and its end.</summary>
        public const int Length = 16;

        private const string Check = "#check=";

        /// <summary>Writes the line behind the text that the writer has.</summary>
        public static void Finish(ByteWriter writer)
        {
            uint check = Crc32.Compute(writer.Buffer, 0, writer.Count);
            writer.WriteText(Check);
            writer.WriteHex((int)(check >> 16), 4);
            writer.WriteHex((int)(check & 0xFFFF), 4);
            writer.WriteText("\n");
        }

        /// <summary>Finds the text before the line.</summary>
        /// <param name="buffer">Holds the text.</param>
        /// <param name="count">Its length with the line.</param>
        /// <returns>The length without it; -1 when the check is not there or not right.</returns>
        public static int Find(byte[] buffer, int count)
        {
            int end = count - Length;
            if (end < 0 || !Ascii.Equals(buffer, end, Check.Length, Check) || buffer[count - 1] != '\n')
            {
                return -1;
            }

            uint check = 0;
            for (int i = 0; i < 8; i++)
            {
                int digit = Ascii.HexValue(buffer[end + Check.Length + i]);
                if (digit < 0)
                {
                    return -1;
                }

                check = check << 4 | (uint)digit;
            }

            return check == Crc32.Compute(buffer, 0, end) ? end : -1;
        }
    }
}
