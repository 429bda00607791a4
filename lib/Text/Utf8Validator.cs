using System;

namespace Nano.Web.Text
{
    /// <summary>
    /// Validates UTF-8 (RFC 3629) that arrives in pieces, and fails at the first byte that no valid text can contain:
    /// overlong forms, surrogates and code points above U+10FFFF are refused before their last byte is seen.
    /// </summary>
    public sealed class Utf8Validator
    {
        // What a character needs that is half read, 0 when none is: how many bytes, and shifted by 8 and by 16 the least and the greatest that may come next.
        internal int _pending;

        /// <summary>Whether the text may end here: no character is half read.</summary>
        public bool IsComplete => _pending == 0;

        /// <summary>Forgets everything: the next byte starts a new text.</summary>
        public void Reset()
        {
            _pending = 0;
        }

        /// <summary>Takes the next bytes of the text.</summary>
        /// <param name="buffer">The bytes.</param>
        /// <param name="offset">Where they start.</param>
        /// <param name="count">How many.</param>
        /// <returns>False when they are not UTF-8, given what came before.</returns>
        public bool Validate(byte[] buffer, int offset, int count)
        {
            return Validate(buffer, offset, count, 0);
        }

        /// <summary>Takes the next bytes of a masked text, and unmasks them in place in the same pass.</summary>
        /// <param name="buffer">The bytes.</param>
        /// <param name="offset">Where they start.</param>
        /// <param name="count">How many.</param>
        /// <param name="maskingKey">Exclusive-ored to each four bytes, its lowest byte to the first; 0 for text that is not masked.</param>
        /// <returns>False when they are not UTF-8, given what came before. Bytes behind the fault are then left as they were.</returns>
        public bool Validate(byte[] buffer, int offset, int count, uint maskingKey)
        {
            int end = offset + count;
            int pending = _pending;

            // As it lies in eight bytes read at once, the first in the lowest bits.
            ulong mask = maskingKey | (ulong)maskingKey << 32;
            while (offset < end)
            {
                int b;
                if (pending == 0)
                {
                    // ASCII by sixteen and eight bytes: most text is nothing else.
                    for (int last = maskingKey == 0 ? -1 : end - 16; offset <= last; offset += 16)
                    {
                        ulong one = BitConverter.ToUInt64(buffer, offset) ^ mask;
                        ulong two = BitConverter.ToUInt64(buffer, offset + 8) ^ mask;
                        if (((one | two) & 0x8080808080808080) != 0)
                        {
                            break;
                        }

                        buffer[offset] = (byte)one;
                        buffer[offset + 1] = (byte)(one >> 8);
                        buffer[offset + 2] = (byte)(one >> 16);
                        buffer[offset + 3] = (byte)(one >> 24);
                        buffer[offset + 4] = (byte)(one >> 32);
                        buffer[offset + 5] = (byte)(one >> 40);
                        buffer[offset + 6] = (byte)(one >> 48);
                        buffer[offset + 7] = (byte)(one >> 56);
                        buffer[offset + 8] = (byte)two;
                        buffer[offset + 9] = (byte)(two >> 8);
                        buffer[offset + 10] = (byte)(two >> 16);
                        buffer[offset + 11] = (byte)(two >> 24);
                        buffer[offset + 12] = (byte)(two >> 32);
                        buffer[offset + 13] = (byte)(two >> 40);
                        buffer[offset + 14] = (byte)(two >> 48);
                        buffer[offset + 15] = (byte)(two >> 56);
                    }

                    while (offset <= end - 8)
                    {
                        ulong eight = BitConverter.ToUInt64(buffer, offset) ^ mask;
                        if ((eight & 0x8080808080808080) != 0)
                        {
                            break;
                        }

                        if (maskingKey != 0)
                        {
                            buffer[offset] = (byte)eight;
                            buffer[offset + 1] = (byte)(eight >> 8);
                            buffer[offset + 2] = (byte)(eight >> 16);
                            buffer[offset + 3] = (byte)(eight >> 24);
                            buffer[offset + 4] = (byte)(eight >> 32);
                            buffer[offset + 5] = (byte)(eight >> 40);
                            buffer[offset + 6] = (byte)(eight >> 48);
                            buffer[offset + 7] = (byte)(eight >> 56);
                        }

                        offset += 8;
                    }

                    if (offset == end)
                    {
                        _pending = 0;
                        return true;
                    }
                }

                b = buffer[offset] ^ (byte)mask;
                buffer[offset++] = (byte)b;
                mask = mask >> 8 | mask << 56;
                if (pending != 0)
                {
                    if (b < (pending >> 8 & 0xFF) || b > pending >> 16)
                    {
                        return false;
                    }

                    pending = (pending & 3) > 1 ? 0xBF8000 | ((pending & 3) - 1) : 0;
                }
                else if (b > 0x7F)
                {
                    if (b < 0xC2 || b > 0xF4)
                    {
                        return false;
                    }

                    switch (b)
                    {
                        case 0xE0: pending = 0xBFA002; break;
                        case 0xED: pending = 0x9F8002; break;
                        case 0xF0: pending = 0xBF9003; break;
                        case 0xF4: pending = 0x8F8003; break;
                        default: pending = 0xBF8000 | (b < 0xE0 ? 1 : b < 0xF0 ? 2 : 3); break;
                    }
                }
            }

            _pending = pending;
            return true;
        }
    }
}
