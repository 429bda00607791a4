namespace Nano.Web.Json
{
    // Numbers (RFC 8259 section 6): their grammar and their values.
    public sealed partial class JsonReader
    {
        // An integer with at most this many characters fits 64 bits.
        private const int SafeDigits = 18;

        // Greater than the limits that callers pass, and small enough that one more digit does not overflow.
        private const long Greatest = 100000000000000000;

        /// <inheritdoc/>
        public override bool TryGetInteger(long minimum, long maximum, out long value)
        {
            value = 0;
            if (_token != JsonToken.Number || !_isInteger)
            {
                return false;
            }

            if (_textCount <= SafeDigits)
            {
                value = _integer;
            }
            else if (!TryGetLong(out value))
            {
                return false;
            }

            return value >= minimum && value <= maximum;
        }

        /// <inheritdoc/>
        public override bool TryGetDecimal(out long value, out int decimals)
        {
            // Collects the digits up to the last non-zero digit. The value is digits * 10^scale.
            int at = _textStart + (_buffer[_textStart] == '-' ? 1 : 0);
            int end = _textStart + _textCount;
            long digits = 0;
            int zeros = 0;
            int scale = 0;
            bool isFraction = false;
            for (; at < end && (_buffer[at] | 0x20) != 'e'; at++)
            {
                int c = _buffer[at];
                if (c == '.')
                {
                    isFraction = true;
                    continue;
                }

                scale -= isFraction ? 1 : 0;
                zeros++;
                if (c != '0')
                {
                    digits = Shift(digits, zeros);
                    digits = digits < Greatest ? digits + (c - '0') : Greatest;
                    zeros = 0;
                }
            }

            if (at < end)
            {
                int sign = _buffer[at + 1];
                at += sign == '-' || sign == '+' ? 2 : 1;
                int exponent = 0;
                for (; at < end; at++)
                {
                    exponent = exponent < 10000 ? exponent * 10 + (_buffer[at] - '0') : exponent;
                }

                scale += sign == '-' ? -exponent : exponent;
            }

            scale += zeros;
            decimals = digits == 0 || scale > 0 ? 0 : -scale;
            value = Shift(digits, scale);
            value = _buffer[_textStart] == '-' ? -value : value;
            return true;
        }

        /// <summary>Multiplies by a power of ten, limited to <see cref="Greatest"/>.</summary>
        private static long Shift(long digits, int zeros)
        {
            for (; zeros > 0 && digits > 0 && digits < Greatest; zeros--)
            {
                digits = digits < Greatest / 10 ? digits * 10 : Greatest;
            }

            return digits;
        }

        /// <summary>Reads an integer of any length.</summary>
        /// <returns>False when it does not fit 64 bits.</returns>
        private bool TryGetLong(out long value)
        {
            // Accumulates the negative value, because the magnitude of long.MinValue exceeds long.MaxValue.
            bool isNegative = _buffer[_textStart] == '-';
            long limit = isNegative ? long.MinValue : -long.MaxValue;
            long negative = 0;
            int end = _textStart + _textCount;
            value = 0;
            for (int at = isNegative ? _textStart + 1 : _textStart; at < end; at++)
            {
                int digit = _buffer[at] - '0';
                if (negative < (limit + digit) / 10)
                {
                    return false;
                }

                negative = negative * 10 - digit;
            }

            value = isNegative ? negative : -negative;
            return true;
        }

        /// <summary>Reads a number (RFC 8259 section 6). The next token detects invalid characters after it.</summary>
        private bool ReadNumber()
        {
            byte[] buffer = _buffer;
            int end = _end;
            int start = _at;
            int at = start;
            bool isNegative = at < end && buffer[at] == '-';
            if (isNegative)
            {
                at++;
            }

            int first = at;
            long value = 0;
            int next = at < end ? buffer[at] : 0;
            if (next == '0')
            {
                at++;
                next = at < end ? buffer[at] : 0;
            }
            else
            {
                while (next >= '0' && next <= '9')
                {
                    value = value * 10 + (next - '0');
                    at++;
                    next = at < end ? buffer[at] : 0;
                }
            }

            _at = at;
            if (at == first)
            {
                return false;
            }

            _isInteger = next != '.' && (next | 0x20) != 'e';
            if (!_isInteger && !ReadFraction())
            {
                return false;
            }

            _integer = isNegative ? -value : value;
            _textStart = start;
            _textCount = _at - start;
            return true;
        }

        /// <summary>Reads the fraction and the exponent after a number's integer part; at least one of them is present.</summary>
        private bool ReadFraction()
        {
            if (Peek() == '.')
            {
                _at++;
                if (!ReadDigits())
                {
                    return false;
                }
            }

            if ((Peek() | 0x20) == 'e')
            {
                _at++;
                int sign = Peek();
                if (sign == '+' || sign == '-')
                {
                    _at++;
                }

                return ReadDigits();
            }

            return true;
        }

        private bool ReadDigits()
        {
            byte[] buffer = _buffer;
            int at = _at;
            while (at < _end && buffer[at] >= '0' && buffer[at] <= '9')
            {
                at++;
            }

            bool isDigits = at > _at;
            _at = at;
            return isDigits;
        }
    }
}
