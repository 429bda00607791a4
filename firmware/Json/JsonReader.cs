using Nano.Web.Text;

namespace Nano.Firmware
{
    /// <summary>
    /// Reads JSON (RFC 8259) token by token from bytes that lie in memory, without making anything of its own. It is strict:
    /// what the grammar does not allow is an error, and so are bytes that are not UTF-8 and escaped surrogates without their
    /// partner, for which there is no UTF-8. Members of the same name are left to the caller.
    /// </summary>
    public sealed class JsonReader : TokenReader
    {
        /// <summary>The greatest integer that every reader takes exactly, and the least but for its sign (RFC 7493 section 2.2): 2^53 - 1.</summary>
        public const long MaximumInteger = 9007199254740991;

        // So many characters of an integer are always one of 64 bits.
        private const int SafeDigits = 18;

        private enum Expect
        {
            Value,
            Name,
            FirstName,
            FirstItem,
            CommaOrEnd,
            End,
        }

        // Greater than all that is asked for, and small enough for another digit.
        private const long Greatest = 100000000000000000;

        private readonly Utf8Validator _utf8 = new Utf8Validator();
        private Expect _expect;

        // One bit for each level, the innermost lowest: 1 for an object, 0 for an array.
        private int _levels;

        // The number's value, unless it has so many digits that it may not be one.
        private long _integer;

        /// <inheritdoc/>
        public override void Begin(byte[] buffer, int offset, int count)
        {
            base.Begin(buffer, offset, count);
            _expect = Expect.Value;
            _levels = 0;
            if (count > 2 && buffer[offset] == 0xEF && buffer[offset + 1] == 0xBB && buffer[offset + 2] == 0xBF)
            {
                // A byte order mark, which RFC 8259 section 8.1 lets a reader ignore: some tools write one in front of every text.
                _at = offset + 3;
            }
        }

        /// <inheritdoc/>
        public override JsonToken Read()
        {
            JsonToken token = _token;
            if (token != JsonToken.Error)
            {
                token = ReadToken();
                _token = token;
                if (token == JsonToken.Error)
                {
                    _position = _at - _offset;
                }
            }

            return token;
        }

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

        internal override bool IsEscaped(byte[] text)
        {
            int at = _textStart;
            int end = at + _textCount;
            for (int i = 0; i < text.Length; i++)
            {
                if (at == end || NextCharacter(ref at) != text[i])
                {
                    return false;
                }
            }

            return at == end;
        }

        internal override int CopyEscaped(byte[] destination, int offset)
        {
            int to = offset;
            int at = _textStart;
            int end = at + _textCount;
            while (at < end)
            {
                bool isEscaped = _buffer[at] == '\\';
                int character = NextCharacter(ref at);
                int size = !isEscaped || character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
                if (destination.Length - to < size)
                {
                    return -1;
                }

                if (size == 1)
                {
                    destination[to++] = (byte)character;
                    continue;
                }

                // The first byte says how many follow; each takes six bits.
                int shift = (size - 1) * 6;
                destination[to++] = (byte)((0xF00 >> size) & 0xFF | character >> shift);
                while (shift > 0)
                {
                    shift -= 6;
                    destination[to++] = (byte)(0x80 | character >> shift & 0x3F);
                }
            }

            return to - offset;
        }

        /// <inheritdoc/>
        public override bool TryGetWhole(out long value)
        {
            // Digits up to the last that is not zero, which is worth 10^scale.
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
            value = Shift(digits, scale);
            value = _buffer[_textStart] == '-' ? -value : value;
            return scale >= 0 || digits == 0;
        }

        /// <summary>A number of digits with zeros behind it, at most <see cref="Greatest"/>.</summary>
        private static long Shift(long digits, int zeros)
        {
            for (; zeros > 0 && digits > 0 && digits < Greatest; zeros--)
            {
                digits = digits < Greatest / 10 ? digits * 10 : Greatest;
            }

            return digits;
        }

        /// <summary>The value of an integer of any length.</summary>
        /// <returns>False when it is none of 64 bits.</returns>
        private bool TryGetLong(out long value)
        {
            // Counts down from zero, where long.MinValue has a counterpart and long.MaxValue too.
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

        private JsonToken ReadToken()
        {
            int b = NextByte();
            Expect expect = _expect;
            if (expect == Expect.CommaOrEnd)
            {
                if (b != ',')
                {
                    return ReadEnd(b);
                }

                _at++;
                expect = (_levels & 1) != 0 ? Expect.Name : Expect.Value;
                b = NextByte();
            }
            else if (expect > Expect.Name)
            {
                if (expect == Expect.End)
                {
                    return b < 0 ? JsonToken.End : JsonToken.Error;
                }

                if (b == '}' || b == ']')
                {
                    return ReadEnd(b);
                }

                expect = expect == Expect.FirstName ? Expect.Name : Expect.Value;
            }

            _position = _at - _offset;
            return expect == Expect.Name ? ReadName(b) : ReadValue(b);
        }

        /// <summary>The next byte that is not white space, which <see cref="TokenReader._at"/> then points to; -1 at the end.</summary>
        private int NextByte()
        {
            while (_at < _end)
            {
                int b = _buffer[_at];
                if (b > ' ' || (b != ' ' && b != '\n' && b != '\r' && b != '\t'))
                {
                    return b;
                }

                _at++;
            }

            return -1;
        }

        private JsonToken ReadEnd(int b)
        {
            bool isObject = (_levels & 1) != 0;
            if (b != (isObject ? '}' : ']'))
            {
                return JsonToken.Error;
            }

            _position = _at++ - _offset;
            _levels >>= 1;
            _depth--;
            return EndValue(true, isObject ? JsonToken.EndObject : JsonToken.EndArray);
        }

        private JsonToken ReadName(int b)
        {
            if (b != '"' || !ReadString() || NextByte() != ':')
            {
                return JsonToken.Error;
            }

            _at++;
            _expect = Expect.Value;
            return JsonToken.Name;
        }

        private JsonToken ReadValue(int b)
        {
            if (b == '"')
            {
                return EndValue(ReadString(), JsonToken.String);
            }

            switch (b)
            {
                case '{': return Begin(1, Expect.FirstName, JsonToken.BeginObject);
                case '[': return Begin(0, Expect.FirstItem, JsonToken.BeginArray);
                case 't': return EndValue(ReadWord("true"), JsonToken.True);
                case 'f': return EndValue(ReadWord("false"), JsonToken.False);
                case 'n': return EndValue(ReadWord("null"), JsonToken.Null);
                default: return EndValue(ReadNumber(), JsonToken.Number);
            }
        }

        private JsonToken Begin(int level, Expect expect, JsonToken token)
        {
            if (_depth == MaximumDepth)
            {
                return JsonToken.Error;
            }

            _at++;
            _depth++;
            _levels = _levels << 1 | level;
            _expect = expect;
            return token;
        }

        private JsonToken EndValue(bool isValid, JsonToken token)
        {
            _expect = _depth == 0 ? Expect.End : Expect.CommaOrEnd;
            return isValid ? token : JsonToken.Error;
        }

        private bool ReadWord(string word)
        {
            for (int i = 0; i < word.Length; i++)
            {
                if (_at == _end || _buffer[_at] != word[i])
                {
                    return false;
                }

                _at++;
            }

            return true;
        }

        /// <summary>Reads a number (RFC 8259 section 6). What must not follow it is found out by the next token.</summary>
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

        /// <summary>Reads what a number has behind its integer: a fraction, an exponent or both.</summary>
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

        /// <summary>The next byte, white space or not; 0 at the end.</summary>
        private int Peek()
        {
            return _at < _end ? _buffer[_at] : 0;
        }

        /// <summary>Reads a string (section 7), up to and including its closing quote.</summary>
        private bool ReadString()
        {
            byte[] buffer = _buffer;
            int end = _end;
            int start = _at + 1;
            int at = start;
            bool isAscii = true;
            bool hasEscape = false;
            while (at < end)
            {
                int b = buffer[at];
                if (b > '\\' && b < 0x80)
                {
                    // Most letters.
                    at++;
                    continue;
                }

                if (b == '"')
                {
                    break;
                }

                if (b == '\\')
                {
                    hasEscape = true;
                    _at = at;
                    if (!ReadEscape())
                    {
                        return false;
                    }

                    at = _at;
                }
                else if (b < ' ')
                {
                    end = at;
                }
                else
                {
                    isAscii &= b < 0x80;
                    at++;
                }
            }

            _at = at;
            if (at == end)
            {
                return false;
            }

            if (!isAscii)
            {
                _utf8.Reset();
                if (!_utf8.Validate(buffer, start, at - start) || !_utf8.IsComplete)
                {
                    _at = start;
                    return false;
                }
            }

            _at = at + 1;
            _textStart = start;
            _textCount = at - start;
            _hasEscape = hasEscape;
            return true;
        }

        private bool ReadEscape()
        {
            int start = _at++;
            switch (Peek())
            {
                case '"':
                case '\\':
                case '/':
                case 'b':
                case 'f':
                case 'n':
                case 'r':
                case 't':
                    _at++;
                    return true;
                case 'u':
                    break;
                default:
                    return false;
            }

            int unit = ReadUnit(start);
            if (unit < 0 || (unit & 0xF800) != 0xD800)
            {
                _at = unit < 0 ? start : start + 6;
                return unit >= 0;
            }

            // A high surrogate and then, at once, a low one.
            int low = unit < 0xDC00 ? ReadUnit(start + 6) : -1;
            bool isPair = low >= 0 && (low & 0xFC00) == 0xDC00;
            _at = isPair ? start + 12 : start;
            return isPair;
        }

        /// <summary>The value of \uXXXX, or -1 when it is not that.</summary>
        private int ReadUnit(int at)
        {
            if (_end - at < 6 || _buffer[at] != '\\' || _buffer[at + 1] != 'u')
            {
                return -1;
            }

            int value = 0;
            for (int i = 2; i < 6; i++)
            {
                int digit = Ascii.HexValue(_buffer[at + i]);
                if (digit < 0)
                {
                    return -1;
                }

                value = value << 4 | digit;
            }

            return value;
        }

        /// <summary>Takes a character of a string that is known to be valid: an escape as its code point, anything else byte by byte.</summary>
        private int NextCharacter(ref int at)
        {
            int b = _buffer[at++];
            if (b != '\\')
            {
                return b;
            }

            b = _buffer[at++];
            switch (b)
            {
                case 'b': return 8;
                case 'f': return 12;
                case 'n': return 10;
                case 'r': return 13;
                case 't': return 9;
                case 'u': break;
                default: return b;
            }

            int unit = ReadUnit(at - 2);
            at += 4;
            if ((unit & 0xFC00) == 0xD800)
            {
                unit = 0x10000 + ((unit & 0x3FF) << 10) + (ReadUnit(at) & 0x3FF);
                at += 6;
            }

            return unit;
        }
    }
}
