namespace Nano.Firmware.Settings
{
    /// <summary>The checksum of Ethernet, ZIP and PNG (ISO 3309; RFC 1952 section 8), four bits at a time: a table for eight would take 1 KiB.</summary>
    internal static class Crc32
    {
        // What four bits become: the polynomial is 0xEDB88320.
        private static readonly uint[] s_table =
        {
            0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC, 0x76DC4190, 0x6B6B51F4, 0x4DB26158, 0x5005713C,
            0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C, 0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C,
        };

        public static uint Compute(byte[] buffer, int offset, int count)
        {
            uint[] table = s_table;
            uint crc = uint.MaxValue;
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
