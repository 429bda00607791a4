using System;

namespace Nano.Web.Text
{
    /// <summary>
    /// Validates UTF-8 (RFC 3629) that arrives in pieces, and fails at the first byte that no valid text can contain. It detects overlong forms,
    /// surrogates and code points above U+10FFFF at the first or second byte of the character.
    /// </summary>
    public sealed class Utf8Validator
    {
        // The state of an incomplete character, 0 when there is none: bits 0 to 7 hold the number of missing bytes, bits 8 to 15 and 16 to 23 the least and
        // the greatest value of the next byte.
        internal int _pending;

        /// <summary>Whether the text may end here: the last character is complete.</summary>
        public bool IsComplete => _pending == 0;

        /// <summary>Discards the state: the next byte begins a new text.</summary>
        public void Reset()
        {
            _pending = 0;
        }

        /// <summary>Validates the next bytes of the text.</summary>
        /// <param name="buffer">The bytes.</param>
        /// <param name="offset">Index of the first byte.</param>
        /// <param name="count">Number of bytes.</param>
        /// <returns>False when they, together with the bytes before them, are not UTF-8.</returns>
        public bool Validate(byte[] buffer, int offset, int count)
        {
            int end = offset + count;
            int pending = _pending;
            while (offset < end)
            {
                if (pending == 0)
                {
                    // Fast paths for common text: eight ASCII bytes at once, two characters of three bytes, or one character of two bytes.
                    while (offset <= end - 8)
                    {
                        ulong eight = BitConverter.ToUInt64(buffer, offset);
                        if ((eight & 0x8080808080808080) == 0)
                        {
                            offset += 8;
                            continue;
                        }

                        if ((eight & 0xC0C0F0C0C0F0) != 0x8080E08080E0)
                        {
                            if ((eight & 0xC0E0) != 0x80C0 || (eight & 0x1E) == 0)
                            {
                                break;
                            }

                            offset += 2;
                            continue;
                        }

                        // Bits 0 to 3 of the first byte and bit 5 of the second show overlong forms (all 0) and surrogates (0x200D).
                        int one = (int)eight & 0x200F;
                        int two = (int)(eight >> 24) & 0x200F;
                        if (one == 0 || one == 0x200D || two == 0 || two == 0x200D)
                        {
                            break;
                        }

                        offset += 6;
                    }

                    if (offset == end)
                    {
                        break;
                    }
                }

                int b = buffer[offset++];
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
