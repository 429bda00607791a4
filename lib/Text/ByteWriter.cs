using System;

namespace Nano.Web.Text
{
    /// <summary>
    /// Writes text and bytes into a fixed buffer that is emptied from the front: bytes go in at <see cref="End"/> and are
    /// taken from <see cref="Start"/>. What does not fit is not written at all and sets <see cref="Overflowed"/>, so that a
    /// caller may write a whole message, look once, and <see cref="Rewind"/> if it did not fit.
    /// </summary>
    public sealed partial class ByteWriter
    {
        /// <summary>The most characters of a number.</summary>
        public const int MaximumNumber = 20;

        /// <summary>The most characters of a fixed-point number: a sign, 19 digits and the point, and one to spare.</summary>
        public const int MaximumDecimal = 22;

        // Two digits are copied faster than one is computed.
        private static readonly byte[] s_pairs = CreatePairs();

        // Fields, because a connection reads them in every turn; _end is 0 when nothing is left to take.
        internal readonly byte[] _buffer;
        internal int _start;
        internal int _end;
        internal int _limit;
        internal bool _overflowed;

        /// <summary>Makes a writer over a caller's buffer, all of it free.</summary>
        /// <param name="buffer">The buffer.</param>
        public ByteWriter(byte[] buffer)
        {
            _buffer = buffer;
            _limit = buffer.Length;
        }

        /// <summary>The buffer; valid bytes lie from <see cref="Start"/> to <see cref="End"/>.</summary>
        public byte[] Buffer => _buffer;

        /// <summary>Where the first byte lies that has not been taken.</summary>
        public int Start => _start;

        /// <summary>Where the next byte goes.</summary>
        public int End => _end;

        /// <summary>Bytes written and not yet taken.</summary>
        public int Count => _end - _start;

        /// <summary>Bytes that can be written now, up to the reserve in force.</summary>
        public int Free => _limit - (_end - _start);

        /// <summary>Whether a write since the last <see cref="Rewind"/> or <see cref="Clear"/> did not fit.</summary>
        public bool Overflowed => _overflowed;

        /// <summary>Keeps <paramref name="bytes"/> of the buffer out of reach of the writes that follow; 0 opens all of it.</summary>
        /// <param name="bytes">How many, 0 to the buffer's length.</param>
        public void Reserve(int bytes)
        {
            _limit = _buffer.Length - bytes;
        }

        /// <summary>Forgets every byte.</summary>
        public void Clear()
        {
            _start = 0;
            _end = 0;
            _limit = _buffer.Length;
            _overflowed = false;
        }

        /// <summary>Takes <paramref name="count"/> bytes from the front.</summary>
        /// <param name="count">How many, at most <see cref="Count"/>.</param>
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

        /// <summary>Forgets what was written since <see cref="Count"/> was <paramref name="count"/>.</summary>
        /// <param name="count">The former count.</param>
        public void Rewind(int count)
        {
            _end = _start + count;
            _overflowed = false;
        }

        /// <summary>Makes room for <paramref name="count"/> bytes at <see cref="End"/>, for a caller who writes them into <see cref="Buffer"/> himself.</summary>
        /// <param name="count">How many bytes.</param>
        /// <returns>False, and <see cref="Overflowed"/>, when they do not fit.</returns>
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

        /// <summary>Counts bytes as written that a caller put at <see cref="End"/> after <see cref="Ensure"/>.</summary>
        /// <param name="count">How many bytes.</param>
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
        /// <param name="source">Holds them.</param>
        /// <param name="offset">Where they begin.</param>
        /// <param name="count">How many there are.</param>
        public void Write(byte[] source, int offset, int count)
        {
            if ((count <= _limit - _end && !_overflowed) || Ensure(count))
            {
                Array.Copy(source, offset, _buffer, _end, count);
                _end += count;
            }
        }

        /// <summary>Writes a number in decimal, with a minus sign when it is negative.</summary>
        /// <param name="value">The number.</param>
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
        /// <param name="at">Where they go.</param>
        /// <param name="value">The number.</param>
        /// <returns>Where they end.</returns>
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
        /// <param name="decimals">How many digits it has behind the point, 0 to 8; 0 writes an integer.</param>
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
        /// <param name="at">Where they go.</param>
        /// <param name="value">The number, in units of the last decimal.</param>
        /// <param name="decimals">How many digits it has behind the point, 0 to 8; 0 writes an integer.</param>
        /// <returns>Where they end.</returns>
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
                // The usual ones, without a call.
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
                // The least number of all stays as it is, which without a sign is what it should be.
                buffer[at++] = (byte)'-';
                value = -value;
                if ((ulong)value < 10000)
                {
                    return WriteNumber(buffer, at, value);
                }
            }

            // The upper digits, and then four.
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
            // At least one digit before the point.
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

        /// <summary>00 to 99, two characters each.</summary>
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

        /// <summary>Writes a number in lower-case hexadecimal without leading zeros, as chunk sizes need it (RFC 9112 section 7.1).</summary>
        /// <param name="value">0 or more.</param>
        /// <param name="digits">At least so many digits, with leading zeros; 1 to 8.</param>
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
