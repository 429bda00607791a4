using System;

namespace Nano.Web.Text
{
    /// <summary>Comparisons and scans over ASCII bytes, as protocols need them: no culture, no allocation.</summary>
    public static class Ascii
    {
        /// <summary>Carriage return, 0x0D.</summary>
        public const byte CR = 13;

        /// <summary>Line feed, 0x0A.</summary>
        public const byte LF = 10;

        /// <summary>Horizontal tab, 0x09.</summary>
        public const byte HT = 9;

        /// <summary>Space, 0x20.</summary>
        public const byte SP = 32;

        /// <summary>Whether <paramref name="count"/> bytes equal <paramref name="text"/>, byte for byte.</summary>
        /// <param name="buffer">Holds the bytes.</param>
        /// <param name="offset">Where they begin.</param>
        /// <param name="count">How many there are.</param>
        /// <param name="text">The text, ASCII characters.</param>
        public static bool Equals(byte[] buffer, int offset, int count, string text)
        {
            if (count != text.Length)
            {
                return false;
            }

            for (int i = 0; i < count; i++)
            {
                if (buffer[offset + i] != text[i])
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Whether <paramref name="count"/> bytes equal <paramref name="lowercase"/> when A-Z are read as a-z.</summary>
        /// <param name="buffer">The bytes.</param>
        /// <param name="offset">Where they start.</param>
        /// <param name="count">How many.</param>
        /// <param name="lowercase">ASCII text without capital letters.</param>
        public static bool EqualsIgnoreCase(byte[] buffer, int offset, int count, string lowercase)
        {
            if (count != lowercase.Length)
            {
                return false;
            }

            for (int i = 0; i < count; i++)
            {
                if (ToLower(buffer[offset + i]) != lowercase[i])
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Whether <paramref name="count"/> bytes equal all of <paramref name="lowercase"/> when A-Z are read as a-z.</summary>
        /// <param name="buffer">Holds the bytes.</param>
        /// <param name="offset">Where they begin.</param>
        /// <param name="count">How many there are.</param>
        /// <param name="lowercase">ASCII characters without capital letters.</param>
        /// <remarks>Where it matters, compare with bytes: nanoFramework takes a string apart an order of magnitude more slowly.</remarks>
        public static bool EqualsIgnoreCase(byte[] buffer, int offset, int count, byte[] lowercase)
        {
            if (count != lowercase.Length)
            {
                return false;
            }

            for (int i = 0; i < count; i++)
            {
                int b = buffer[offset + i];
                if (b != lowercase[i] && (b < 'A' || b > 'Z' || (b | 0x20) != lowercase[i]))
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Whether two runs of <paramref name="count"/> bytes are equal.</summary>
        /// <param name="a">Holds one run.</param>
        /// <param name="aOffset">Where it begins.</param>
        /// <param name="b">Holds the other.</param>
        /// <param name="bOffset">Where that begins.</param>
        /// <param name="count">How many there are.</param>
        public static bool Equals(byte[] a, int aOffset, byte[] b, int bOffset, int count)
        {
            // By eight or four bytes, of which the last may be compared twice.
            if (count >= 8)
            {
                int last = count - 8;
                for (int i = 0; i < last; i += 8)
                {
                    if (BitConverter.ToUInt64(a, aOffset + i) != BitConverter.ToUInt64(b, bOffset + i))
                    {
                        return false;
                    }
                }

                return BitConverter.ToUInt64(a, aOffset + last) == BitConverter.ToUInt64(b, bOffset + last);
            }

            if (count >= 4)
            {
                return BitConverter.ToUInt32(a, aOffset) == BitConverter.ToUInt32(b, bOffset)
                    && BitConverter.ToUInt32(a, aOffset + count - 4) == BitConverter.ToUInt32(b, bOffset + count - 4);
            }

            for (int i = 0; i < count; i++)
            {
                if (a[aOffset + i] != b[bOffset + i])
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Finds a byte.</summary>
        /// <param name="buffer">The bytes.</param>
        /// <param name="character">What to look for.</param>
        /// <param name="offset">Where to begin.</param>
        /// <param name="end">Where to give up.</param>
        /// <returns>Where the first one is; <paramref name="end"/> when there is none.</returns>
        public static int IndexOf(byte[] buffer, int character, int offset, int end)
        {
            while (offset < end && buffer[offset] != character)
            {
                offset++;
            }

            return offset;
        }

        /// <summary>A-Z to a-z; any other value as it is.</summary>
        /// <param name="value">A byte.</param>
        /// <returns>The small letter, or the value.</returns>
        public static int ToLower(int value)
        {
            return value >= 'A' && value <= 'Z' ? value | 0x20 : value;
        }

        /// <summary>The value of a hexadecimal digit, or -1.</summary>
        /// <param name="digit">A character.</param>
        /// <returns>0 to 15, or -1 when it is no digit.</returns>
        public static int HexValue(int digit)
        {
            if (digit >= '0' && digit <= '9')
            {
                return digit - '0';
            }

            digit |= 0x20;
            return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
        }

        /// <summary>Reads an unsigned decimal number made of digits only.</summary>
        /// <param name="buffer">The bytes.</param>
        /// <param name="offset">Where the number starts.</param>
        /// <param name="count">Its length.</param>
        /// <returns>The number; <see cref="long.MaxValue"/> when it is larger; -1 when the run is empty or holds anything but 0-9.</returns>
        public static long ParseNumber(byte[] buffer, int offset, int count)
        {
            if (count <= 0)
            {
                return -1;
            }

            long value = 0;
            for (int end = offset + count; offset < end; offset++)
            {
                int digit = buffer[offset] - '0';
                if (digit < 0 || digit > 9)
                {
                    return -1;
                }

                // Only what is as long as the greatest number can be greater.
                value = value < long.MaxValue / 10 || value <= (long.MaxValue - digit) / 10 ? value * 10 + digit : long.MaxValue;
            }

            return value;
        }
    }
}
