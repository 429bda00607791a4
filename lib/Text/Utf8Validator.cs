using System;

namespace Nano.Web.Text
{
    /// <summary>
    /// Validates UTF-8 (RFC 3629) that arrives in pieces, and fails at the first byte that no valid text can contain:
    /// overlong forms, surrogates and code points above U+10FFFF are refused before their last byte is seen.
    /// </summary>
    public sealed class Utf8Validator
    {
        internal int _needed;
        private int _lower = 0x80;
        private int _upper = 0xBF;

        /// <summary>Whether the text may end here: no character is half read.</summary>
        public bool IsComplete => _needed == 0;

        /// <summary>Forgets everything: the next byte starts a new text.</summary>
        public void Reset()
        {
            _needed = 0;
            _lower = 0x80;
            _upper = 0xBF;
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
            int needed = _needed;
            int lower = _lower;
            int upper = _upper;
            int end = offset + count;

            // As it lies in eight bytes read at once, the first in the lowest bits.
            ulong mask = maskingKey | (ulong)maskingKey << 32;
            while (offset < end)
            {
                int b;
                if (needed == 0)
                {
                    // ASCII by sixteen and eight bytes: most text is nothing else.
                    while (maskingKey != 0 && offset <= end - 16)
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
                        offset += 16;
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
                        break;
                    }
                }

                b = buffer[offset] ^ (byte)mask;
                buffer[offset++] = (byte)b;
                mask = mask >> 8 | mask << 56;
                if (needed != 0)
                {
                    if (b < lower || b > upper)
                    {
                        return false;
                    }

                    lower = 0x80;
                    upper = 0xBF;
                    needed--;
                }
                else if (b > 0x7F)
                {
                    if (b < 0xC2 || b > 0xF4)
                    {
                        return false;
                    }

                    needed = b < 0xE0 ? 1 : b < 0xF0 ? 2 : 3;
                    if (b == 0xE0)
                    {
                        lower = 0xA0;
                    }
                    else if (b == 0xED)
                    {
                        upper = 0x9F;
                    }
                    else if (b == 0xF0)
                    {
                        lower = 0x90;
                    }
                    else if (b == 0xF4)
                    {
                        upper = 0x8F;
                    }
                }
            }

            _needed = needed;
            _lower = lower;
            _upper = upper;
            return true;
        }
    }
}
