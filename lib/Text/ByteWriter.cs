using System;

namespace Nano.Web.Text
{
    /// <summary>
    /// Writes text and bytes to the end of a fixed buffer, from whose front the consumer takes them. Valid bytes lie from <see cref="Start"/> to
    /// <see cref="End"/>. A write that does not fit writes nothing and sets <see cref="Overflowed"/>; so do all writes after it. A caller may write a
    /// whole message, check once, and call <see cref="Rewind"/> if it did not fit.
    /// </summary>
    public sealed partial class ByteWriter
    {
        /// <summary>The greatest length of a decimal number in characters.</summary>
        public const int MaximumNumber = 20;

        /// <summary>The greatest length of a fixed-point number in characters: a sign, 19 digits, the decimal point, and one more.</summary>
        public const int MaximumDecimal = 22;

        // The pairs 00 to 99: copying two digits is faster than computing one.
        private static readonly byte[] s_pairs = CreatePairs();

        // These are fields because a connection reads them in each turn of the loop. _start and _end are 0 when the buffer is empty.
        internal readonly byte[] _buffer;
        internal int _start;
        internal int _end;
        internal int _limit;
        internal bool _overflowed;

        /// <summary>Creates a writer over the caller's buffer.</summary>
        /// <param name="buffer">The buffer; the writer uses all of it.</param>
        public ByteWriter(byte[] buffer)
        {
            _buffer = buffer;
            _limit = buffer.Length;
        }

        /// <summary>The buffer. Valid bytes lie from <see cref="Start"/> to <see cref="End"/>.</summary>
        public byte[] Buffer => _buffer;

        /// <summary>Index of the first byte that has not been consumed.</summary>
        public int Start => _start;

        /// <summary>Index of the next byte to write.</summary>
        public int End => _end;

        /// <summary>Number of bytes that are written and not consumed.</summary>
        public int Count => _end - _start;

        /// <summary>Number of bytes that can be written now, without the current reserve (see <see cref="Reserve"/>).</summary>
        public int Free => _limit - (_end - _start);

        /// <summary>Whether a write did not fit since the last <see cref="Rewind"/> or <see cref="Clear"/>.</summary>
        public bool Overflowed => _overflowed;

        /// <summary>Excludes a part of the buffer from the writes that follow.</summary>
        /// <param name="bytes">Size of the reserve in bytes; 0 removes it.</param>
        public void Reserve(int bytes)
        {
            _limit = _buffer.Length - bytes;
        }

        /// <summary>Discards all bytes and the reserve.</summary>
        public void Clear()
        {
            _start = 0;
            _end = 0;
            _limit = _buffer.Length;
            _overflowed = false;
        }

        /// <summary>Removes bytes from the front, after the consumer has taken them.</summary>
        /// <param name="count">Number of bytes, at most <see cref="Count"/>.</param>
        public void Consume(int count)
        {
            int start = _start + count;
            if (start == _end)
            {
                start = 0;
                _end = 0;
            }

            _start = start;
        }

        /// <summary>Discards the bytes written after a point, and clears <see cref="Overflowed"/>.</summary>
        /// <param name="count">The value that <see cref="Count"/> had at that point.</param>
        public void Rewind(int count)
        {
            _end = _start + count;
            _overflowed = false;
        }

        /// <summary>
        /// Provides contiguous space at <see cref="End"/>, for a caller that writes to <see cref="Buffer"/> itself and then calls <see cref="Advance"/>.
        /// </summary>
        /// <param name="count">Number of bytes.</param>
        /// <returns>False when they do not fit; <see cref="Overflowed"/> is then set.</returns>
        public bool Ensure(int count)
        {
            if (_overflowed || count > _limit - (_end - _start))
            {
                _overflowed = true;
                return false;
            }

            if (count > _buffer.Length - _end)
            {
                Array.Copy(_buffer, _start, _buffer, 0, _end - _start);
                _end -= _start;
                _start = 0;
            }

            return true;
        }

        /// <summary>Adds bytes that the caller has written at <see cref="End"/> after <see cref="Ensure"/>.</summary>
        /// <param name="count">Number of bytes.</param>
        public void Advance(int count)
        {
            _end += count;
        }

        /// <summary>Writes one byte.</summary>
        /// <param name="value">The byte.</param>
        public void Write(byte value)
        {
            if ((_end < _limit && !_overflowed) || Ensure(1))
            {
                _buffer[_end++] = value;
            }
        }

        /// <summary>Writes bytes.</summary>
        /// <param name="source">Holds the bytes.</param>
        /// <param name="offset">Index of the first byte.</param>
        /// <param name="count">Number of bytes.</param>
        public void Write(byte[] source, int offset, int count)
        {
            if ((count <= _limit - _end && !_overflowed) || Ensure(count))
            {
                Array.Copy(source, offset, _buffer, _end, count);
                _end += count;
            }
        }

        /// <summary>Writes a number in decimal, with a minus sign when it is negative.</summary>
        /// <param name="value">Any number.</param>
        public void WriteNumber(long value)
        {
            if (value >= 0 && value < 10)
            {
                Write((byte)('0' + value));
                return;
            }

            if ((_limit - _end >= MaximumNumber && !_overflowed) || Ensure(CountDigits(value)))
            {
                _end = WriteNumber(_buffer, _end, value);
            }
        }

        /// <summary>Writes a number in decimal into any buffer.</summary>
        /// <param name="buffer">Receives at most <see cref="MaximumNumber"/> characters.</param>
        /// <param name="at">Index of the first character to write.</param>
        /// <param name="value">The number.</param>
        /// <returns>The index after the last character.</returns>
        public static int WriteNumber(byte[] buffer, int at, long value)
        {
            if ((ulong)value >= 10000)
            {
                return WriteLong(buffer, at, value);
            }

            int number = (int)value;
            if (number >= 100)
            {
                int high = number / 100;
                number -= high * 100;
                if (high < 10)
                {
                    buffer[at++] = (byte)('0' + high);
                }
                else
                {
                    Array.Copy(s_pairs, high * 2, buffer, at, 2);
                    at += 2;
                }
            }
            else if (number < 10)
            {
                buffer[at] = (byte)('0' + number);
                return at + 1;
            }

            Array.Copy(s_pairs, number * 2, buffer, at, 2);
            return at + 2;
        }

        /// <summary>Writes a fixed-point number in decimal, such as 21.37, with all its decimals.</summary>
        /// <param name="value">The number, in units of the last decimal.</param>
        /// <param name="decimals">Number of digits after the decimal point, 0 to 8; 0 writes an integer.</param>
        public void WriteDecimal(long value, int decimals)
        {
            if (decimals == 0)
            {
                WriteNumber(value);
            }
            else if ((_limit - _end >= MaximumDecimal && !_overflowed) || Ensure(CountCharacters(value, decimals)))
            {
                _end = WriteDecimal(_buffer, _end, value, decimals);
            }
        }

        /// <summary>Writes a fixed-point number in decimal into any buffer, with all its decimals.</summary>
        /// <param name="buffer">Receives at most <see cref="MaximumDecimal"/> characters.</param>
        /// <param name="at">Index of the first character to write.</param>
        /// <param name="value">The number, in units of the last decimal.</param>
        /// <param name="decimals">Number of digits after the decimal point, 0 to 8; 0 writes an integer.</param>
        /// <returns>The index after the last character.</returns>
        public static int WriteDecimal(byte[] buffer, int at, long value, int decimals)
        {
            if (decimals == 0)
            {
                return WriteNumber(buffer, at, value);
            }

            if (value < 0)
            {
                buffer[at++] = (byte)'-';
                value = -value;
            }

            if (decimals == 2 && (ulong)value < 10000)
            {
                // The fast path for the most common numbers.
                int number = (int)value;
                int high = number / 100;
                if (high < 10)
                {
                    buffer[at++] = (byte)('0' + high);
                }
                else
                {
                    Array.Copy(s_pairs, high * 2, buffer, at, 2);
                    at += 2;
                }

                buffer[at] = (byte)'.';
                Array.Copy(s_pairs, (number - high * 100) * 2, buffer, at + 1, 2);
                return at + 3;
            }

            int unit = 10;
            for (int i = 1; i < decimals; i++)
            {
                unit *= 10;
            }

            long whole = (long)((ulong)value / (ulong)unit);
            int rest = (int)(value - whole * unit);
            at = WriteNumber(buffer, at, whole);
            buffer[at++] = (byte)'.';
            if ((decimals & 1) != 0)
            {
                unit /= 10;
                int digit = rest / unit;
                rest -= digit * unit;
                buffer[at++] = (byte)('0' + digit);
            }

            while (unit > 1)
            {
                unit /= 100;
                int pair = rest / unit;
                rest -= pair * unit;
                Array.Copy(s_pairs, pair * 2, buffer, at, 2);
                at += 2;
            }

            return at;
        }

        /// <summary>Writes a number that has a sign or more than four digits.</summary>
        private static int WriteLong(byte[] buffer, int at, long value)
        {
            if (value < 0)
            {
                // The negation of long.MinValue is itself; read as unsigned it is the correct magnitude.
                buffer[at++] = (byte)'-';
                value = -value;
                if ((ulong)value < 10000)
                {
                    return WriteNumber(buffer, at, value);
                }
            }

            // Writes the upper digits, and then the lower four.
            long upper = (long)((ulong)value / 10000);
            int number = (int)(value - upper * 10000);
            at = WriteNumber(buffer, at, upper);
            int high = number / 100;
            Array.Copy(s_pairs, high * 2, buffer, at, 2);
            Array.Copy(s_pairs, (number - high * 100) * 2, buffer, at + 2, 2);
            return at + 4;
        }

        private static int CountCharacters(long value, int decimals)
        {
            // There is at least one digit before the decimal point.
            int sign = value < 0 ? 1 : 0;
            int digits = CountDigits(value) - sign;
            return sign + (digits > decimals ? digits : decimals + 1) + 1;
        }

        private static int CountDigits(long value)
        {
            int digits = value < 0 ? 2 : 1;
            for (long rest = value / 10; rest != 0; rest /= 10)
            {
                digits++;
            }

            return digits;
        }

        /// <summary>Creates the decimal digits of 00 to 99, two characters each.</summary>
        private static byte[] CreatePairs()
        {
            byte[] pairs = new byte[200];
            for (int i = 0; i < pairs.Length; i += 2)
            {
                pairs[i] = (byte)('0' + i / 20);
                pairs[i + 1] = (byte)('0' + i / 2 % 10);
            }

            return pairs;
        }

        /// <summary>Writes a number in lower-case hexadecimal, such as a chunk size (RFC 9112 section 7.1).</summary>
        /// <param name="value">The number, 0 or more.</param>
        /// <param name="digits">The least number of digits, 1 to 8; leading zeros fill it.</param>
        public void WriteHex(int value, int digits)
        {
            while (digits < 8 && value >> (digits * 4) != 0)
            {
                digits++;
            }

            if (Ensure(digits))
            {
                for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4)
                {
                    int digit = (value >> shift) & 15;
                    _buffer[_end++] = (byte)(digit < 10 ? '0' + digit : 'a' + digit - 10);
                }
            }
        }
    }
}
