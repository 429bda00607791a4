namespace Nano.Firmware.Drivers
{
    /// <summary>Sensirion's checksum of a word: CRC-8 with the polynomial 0x31, from 0xFF on (data sheet SHT3x-DIS, section 4.12, "Checksum Calculation").</summary>
    public static class Crc8
    {
        /// <summary>Computes the checksum of bytes.</summary>
        /// <param name="buffer">Holds them.</param>
        /// <param name="offset">Where they begin.</param>
        /// <param name="count">How many.</param>
        /// <returns>0 to 255.</returns>
        public static int Compute(byte[] buffer, int offset, int count)
        {
            int crc = 0xFF;
            for (int i = offset; i < offset + count; i++)
            {
                crc ^= buffer[i];
                for (int bit = 0; bit < 8; bit++)
                {
                    crc <<= 1;
                    if ((crc & 0x100) != 0)
                    {
                        crc ^= 0x131;
                    }
                }
            }

            return crc;
        }
    }
}
