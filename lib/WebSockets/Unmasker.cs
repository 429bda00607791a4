using System;

namespace Nano.Web.WebSockets
{
    /// <summary>Unmasks payloads of clients in place (RFC 6455 section 5.3). All connections of a loop share one instance.</summary>
    internal sealed class Unmasker
    {
        // nanoFramework reads eight bytes as one number with one call, but stores bytes one by one. Storing at constant indexes and copying the block costs
        // fewer instructions than storing at computed indexes.
        private readonly byte[] _block = new byte[32];

        /// <summary>Unmasks bytes.</summary>
        /// <param name="buffer">The bytes.</param>
        /// <param name="offset">Index of the first byte.</param>
        /// <param name="count">Number of bytes.</param>
        /// <param name="key">The masking key; its lowest byte belongs to the first byte.</param>
        /// <returns>True when all unmasked bytes are ASCII.</returns>
        public bool Unmask(byte[] buffer, int offset, int count, uint key)
        {
            ulong mask = key | (ulong)key << 32;
            ulong all = 0;
            int end = offset + count;
            byte[] block = _block;
            for (; offset <= end - 32; offset += 32)
            {
                ulong one = BitConverter.ToUInt64(buffer, offset) ^ mask;
                ulong two = BitConverter.ToUInt64(buffer, offset + 8) ^ mask;
                ulong three = BitConverter.ToUInt64(buffer, offset + 16) ^ mask;
                ulong four = BitConverter.ToUInt64(buffer, offset + 24) ^ mask;
                all |= one | two | three | four;
                block[0] = (byte)one;
                block[1] = (byte)(one >> 8);
                block[2] = (byte)(one >> 16);
                block[3] = (byte)(one >> 24);
                block[4] = (byte)(one >> 32);
                block[5] = (byte)(one >> 40);
                block[6] = (byte)(one >> 48);
                block[7] = (byte)(one >> 56);
                block[8] = (byte)two;
                block[9] = (byte)(two >> 8);
                block[10] = (byte)(two >> 16);
                block[11] = (byte)(two >> 24);
                block[12] = (byte)(two >> 32);
                block[13] = (byte)(two >> 40);
                block[14] = (byte)(two >> 48);
                block[15] = (byte)(two >> 56);
                block[16] = (byte)three;
                block[17] = (byte)(three >> 8);
                block[18] = (byte)(three >> 16);
                block[19] = (byte)(three >> 24);
                block[20] = (byte)(three >> 32);
                block[21] = (byte)(three >> 40);
                block[22] = (byte)(three >> 48);
                block[23] = (byte)(three >> 56);
                block[24] = (byte)four;
                block[25] = (byte)(four >> 8);
                block[26] = (byte)(four >> 16);
                block[27] = (byte)(four >> 24);
                block[28] = (byte)(four >> 32);
                block[29] = (byte)(four >> 40);
                block[30] = (byte)(four >> 48);
                block[31] = (byte)(four >> 56);
                Array.Copy(block, 0, buffer, offset, 32);
            }

            for (; offset <= end - 8; offset += 8)
            {
                ulong eight = BitConverter.ToUInt64(buffer, offset) ^ mask;
                all |= eight;
                buffer[offset] = (byte)eight;
                buffer[offset + 1] = (byte)(eight >> 8);
                buffer[offset + 2] = (byte)(eight >> 16);
                buffer[offset + 3] = (byte)(eight >> 24);
                buffer[offset + 4] = (byte)(eight >> 32);
                buffer[offset + 5] = (byte)(eight >> 40);
                buffer[offset + 6] = (byte)(eight >> 48);
                buffer[offset + 7] = (byte)(eight >> 56);
            }

            int rest = 0;
            while (offset < end)
            {
                int b = buffer[offset] ^ (byte)mask;
                rest |= b;
                buffer[offset++] = (byte)b;
                mask >>= 8;
            }

            return rest < 0x80 && (all & 0x8080808080808080) == 0;
        }
    }
}
