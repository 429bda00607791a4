using System;

namespace Nano.Web.Text
{
    /// <summary>Comparisons and searches over ASCII bytes for protocols. They are independent of the culture and do not allocate.</summary>
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

        /// <summary>Compares bytes with a text, including case.</summary>
        /// <param name="buffer">The bytes.</param>
        /// <param name="offset">Index of the first byte.</param>
        /// <param name="count">Number of bytes.</param>
        /// <param name="text">The expected text in ASCII.</param>
        /// <returns>True when all bytes are equal.</returns>
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

        /// <summary>Compares bytes with a text. A-Z equal a-z.</summary>
        /// <param name="buffer">The bytes.</param>
        /// <param name="offset">Index of the first byte.</param>
        /// <param name="count">Number of bytes.</param>
        /// <param name="lowercase">The expected text in ASCII without upper-case letters.</param>
        /// <returns>True when all bytes are equal.</returns>
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

        /// <summary>Compares bytes with a text. A-Z equal a-z.</summary>
        /// <remarks>Use this overload on frequent paths: nanoFramework reads the characters of a string ten times more slowly than the elements of an array.</remarks>
        /// <param name="buffer">The bytes.</param>
        /// <param name="offset">Index of the first byte.</param>
        /// <param name="count">Number of bytes.</param>
        /// <param name="lowercase">The expected text in ASCII without upper-case letters.</param>
        /// <returns>True when all bytes are equal.</returns>
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

        /// <summary>Compares two ranges of bytes. The duration depends on the values; <see cref="Cryptography.ConstantTime"/> compares secrets.</summary>
        /// <param name="a">The first array.</param>
        /// <param name="aOffset">Index of the first byte in <paramref name="a"/>.</param>
        /// <param name="b">The second array.</param>
        /// <param name="bOffset">Index of the first byte in <paramref name="b"/>.</param>
        /// <param name="count">Number of bytes to compare.</param>
        /// <returns>True when all bytes are equal.</returns>
        public static bool Equals(byte[] a, int aOffset, byte[] b, int bOffset, int count)
        {
            // Compares eight or four bytes at once. The last comparison may overlap the one before.
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
        /// <param name="character">The value to find.</param>
        /// <param name="offset">Index of the first byte to examine.</param>
        /// <param name="end">Index after the last byte to examine.</param>
        /// <returns>The index of the first equal byte, or <paramref name="end"/> when there is none.</returns>
        public static int IndexOf(byte[] buffer, int character, int offset, int end)
        {
            while (offset < end && buffer[offset] != character)
            {
                offset++;
            }

            return offset;
        }

        /// <summary>Converts A-Z to a-z and returns other values unchanged.</summary>
        /// <param name="value">A byte or character.</param>
        /// <returns>The lower-case letter, or <paramref name="value"/>.</returns>
        public static int ToLower(int value)
        {
            return value >= 'A' && value <= 'Z' ? value | 0x20 : value;
        }

        /// <summary>Returns the value of a hexadecimal digit of either case, or -1 for other characters.</summary>
        /// <param name="digit">The character.</param>
        /// <returns>0 to 15, or -1 when it is not a digit.</returns>
        public static int HexValue(int digit)
        {
            if (digit >= '0' && digit <= '9')
            {
                return digit - '0';
            }

            digit |= 0x20;
            return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
        }

        /// <summary>Reads an unsigned decimal number that consists of digits only.</summary>
        /// <param name="buffer">The bytes.</param>
        /// <param name="offset">Index of the number's first digit.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <returns>The number; <see cref="long.MaxValue"/> when it is larger; -1 when there are no bytes or other characters than 0-9.</returns>
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

                // Only a value with the length of the greatest one can overflow, so most digits skip the division.
                value = value < long.MaxValue / 10 || value <= (long.MaxValue - digit) / 10 ? value * 10 + digit : long.MaxValue;
            }

            return value;
        }
    }
}
