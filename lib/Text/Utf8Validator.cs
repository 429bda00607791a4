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
            int end = offset + count;
            int pending = _pending;
            while (offset < end)
            {
                if (pending == 0)
                {
                    // Most text is ASCII, eight at once, or of characters of three bytes, two at once, or of two bytes, one at a time.
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

                        // The lowest four bits of a character's first byte and the sixth of its second tell overlong forms, 0, and surrogates, 0x200D.
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
