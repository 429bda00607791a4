namespace Nano.Firmware.Settings
{
    /// <summary>
    /// The CRC-32 of Ethernet, ZIP and PNG (ISO 3309; RFC 1952 section 8). It processes four bits at a time, because a table for eight bits would take 1
    /// KiB.
    /// </summary>
    internal static class Crc32
    {
        // The table for four bits with the polynomial 0xEDB88320.
        private static readonly uint[] s_table =
        {
            0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC, 0x76DC4190, 0x6B6B51F4, 0x4DB26158, 0x5005713C,
            0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C, 0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C,
        };

        /// <summary>The initial value for <see cref="Update"/>.</summary>
        public const uint Begin = 0;

        /// <summary>Computes the CRC-32 of bytes.</summary>
        /// <param name="buffer">The bytes.</param>
        /// <param name="offset">Index of the first byte.</param>
        /// <param name="count">Number of bytes.</param>
        /// <returns>The checksum.</returns>
        public static uint Compute(byte[] buffer, int offset, int count)
        {
            return Update(Begin, buffer, offset, count);
        }

        /// <summary>Updates a checksum with further bytes.</summary>
        /// <param name="before">The checksum of the preceding bytes, or <see cref="Begin"/>.</param>
        /// <param name="buffer">Holds the bytes.</param>
        /// <param name="offset">Index of the first byte.</param>
        /// <param name="count">Number of bytes.</param>
        /// <returns>The updated checksum.</returns>
        public static uint Update(uint before, byte[] buffer, int offset, int count)
        {
            uint[] table = s_table;
            uint crc = ~before;
            for (int end = offset + count; offset < end; offset++)
            {
                crc ^= buffer[offset];
                crc = crc >> 4 ^ table[crc & 15];
                crc = crc >> 4 ^ table[crc & 15];
            }

            return ~crc;
        }
    }
}
