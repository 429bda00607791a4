namespace Nano.Firmware
{
    /// <summary>The checksum of Ethernet, ZIP and PNG (ISO 3309; RFC 1952 section 8), bit by bit: its table would take 1 KiB, and it is needed once a boot.</summary>
    internal static class Crc32
    {
        private const uint Polynomial = 0xEDB88320;

        public static uint Compute(byte[] buffer, int offset, int count)
        {
            uint crc = uint.MaxValue;
            for (int end = offset + count; offset < end; offset++)
            {
                crc ^= buffer[offset];
                for (int bit = 0; bit < 8; bit++)
                {
                    crc = (crc & 1) != 0 ? crc >> 1 ^ Polynomial : crc >> 1;
                }
            }

            return ~crc;
        }
    }
}
