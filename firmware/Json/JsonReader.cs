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

        private enum Expect
        {
            Value,
            FirstName,
            Name,
            FirstItem,
            CommaOrEnd,
            End,
        }

        private readonly Utf8Validator _utf8 = new Utf8Validator();
        private byte[] _buffer;
        private int _offset;
        private int _end;
        private int _at;
        private Expect _expect;

        // One bit for each level, the innermost lowest: 1 for an object, 0 for an array.
        private int _levels;
        private int _depth;

        // The token: a string's characters without their quotes, a number's with everything.
        private int _tokenStart;
        private int _tokenEnd;
        private bool _hasEscape;
        private bool _isInteger;
        private JsonToken _token;
        private int _position;

        /// <summary>The token that <see cref="Read"/> found last.</summary>
        public override JsonToken Token => _token;

        /// <summary>Where the token begins, or the error is, in bytes from the beginning of the text.</summary>
        public override int Position => _position;

        /// <summary>Whether the number is written without fraction and exponent.</summary>
        public override bool IsInteger => _isInteger;

        /// <summary>Begins a text.</summary>
        /// <param name="buffer">Holds the text, which must not change while it is read.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length in bytes.</param>
        public override void Begin(byte[] buffer, int offset, int count)
        {
            _buffer = buffer;
            _offset = offset;
            _end = offset + count;
            _at = offset;
            _expect = Expect.Value;
            _levels = 0;
            _depth = 0;
            _tokenStart = offset;
            _tokenEnd = offset;
            _token = JsonToken.None;
            _position = 0;
            _isInteger = false;
        }

        /// <summary>Reads the next token. Behind <see cref="JsonToken.End"/> and <see cref="JsonToken.Error"/> there is no other.</summary>
        public override JsonToken Read()
        {
            if (_token != JsonToken.Error)
            {
                _token = ReadToken();
                if (_token == JsonToken.Error)
                {
                    _position = _at - _offset;
                }
            }

            return _token;
        }

        /// <summary>Passes over the rest of the value that begins with the current token.</summary>
        /// <returns>False when there is an error in it.</returns>
        public override bool Skip()
        {
            if (_token == JsonToken.BeginObject || _token == JsonToken.BeginArray)
            {
                int depth = _depth;
                while (_depth >= depth && Read() != JsonToken.Error)
                {
                }
            }

            return _token != JsonToken.Error;
        }

        /// <summary>Whether the name or string, its escapes resolved, is a certain one.</summary>
        /// <param name="text">ASCII characters.</param>
        public override bool IsString(byte[] text)
        {
            int at = _tokenStart;
            if (!_hasEscape)
            {
                return _tokenEnd - at == text.Length && Ascii.Equals(_buffer, at, text, 0, text.Length);
            }

            for (int i = 0; i < text.Length; i++)
            {
                if (at == _tokenEnd || NextCharacter(ref at) != text[i])
                {
                    return false;
                }
            }

            return at == _tokenEnd;
        }

        /// <summary>Copies the name or string as UTF-8, its escapes resolved.</summary>
        /// <param name="destination">Receives it.</param>
        /// <param name="offset">Where it goes.</param>
        /// <returns>Its length in bytes, or -1 when it does not fit.</returns>
        public override int CopyString(byte[] destination, int offset)
        {
            int to = offset;
            int at = _tokenStart;
            while (at < _tokenEnd)
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

        /// <summary>The value of a number that is an integer.</summary>
        /// <param name="minimum">The least value that is wanted.</param>
        /// <param name="maximum">The greatest.</param>
        /// <param name="value">The value.</param>
        /// <returns>False when the token is no number, is not written as an integer (see <see cref="IsInteger"/>) or is out of the range.</returns>
        public override bool TryGetInteger(long minimum, long maximum, out long value)
        {
            value = 0;
            if (_token != JsonToken.Number || !_isInteger)
            {
                return false;
            }

            // Counts down from zero, where long.MinValue has a counterpart and long.MaxValue too.
            bool isNegative = _buffer[_tokenStart] == '-';
            long limit = isNegative ? long.MinValue : -long.MaxValue;
            long negative = 0;
            for (int at = isNegative ? _tokenStart + 1 : _tokenStart; at < _tokenEnd; at++)
            {
                int digit = _buffer[at] - '0';
                if (negative < (limit + digit) / 10)
                {
                    return false;
                }

                negative = negative * 10 - digit;
            }

            value = isNegative ? negative : -negative;
            return value >= minimum && value <= maximum;
        }

        private JsonToken ReadToken()
        {
            int b = NextByte();
            if (_expect == Expect.End)
            {
                return b < 0 ? JsonToken.End : JsonToken.Error;
            }

            if (_expect == Expect.CommaOrEnd)
            {
                if (b != ',')
                {
                    return ReadEnd(b);
                }

                _at++;
                _expect = (_levels & 1) != 0 ? Expect.Name : Expect.Value;
                b = NextByte();
            }
            else if (_expect == Expect.FirstName || _expect == Expect.FirstItem)
            {
                if (b == '}' || b == ']')
                {
                    return ReadEnd(b);
                }
            }

            _position = _at - _offset;
            return _expect == Expect.Name || _expect == Expect.FirstName ? ReadName(b) : ReadValue(b);
        }

        /// <summary>The next byte that is not white space, which <see cref="_at"/> then points to; -1 at the end.</summary>
        private int NextByte()
        {
            byte[] buffer = _buffer;
            int at = _at;
            int end = _end;
            while (at < end)
            {
                int b = buffer[at];
                if (b != ' ' && b != '\n' && b != '\r' && b != '\t')
                {
                    _at = at;
                    return b;
                }

                at++;
            }

            _at = at;
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
            EndValue();
            return isObject ? JsonToken.EndObject : JsonToken.EndArray;
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
            switch (b)
            {
                case '{': return Begin(1, Expect.FirstName, JsonToken.BeginObject);
                case '[': return Begin(0, Expect.FirstItem, JsonToken.BeginArray);
                case '"': return EndValue(ReadString(), JsonToken.String);
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
            EndValue();
            return isValid ? token : JsonToken.Error;
        }

        private void EndValue()
        {
            _expect = _depth == 0 ? Expect.End : Expect.CommaOrEnd;
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
            _tokenStart = _at;
            _isInteger = true;
            if (Peek() == '-')
            {
                _at++;
            }

            if (Peek() == '0')
            {
                _at++;
            }
            else if (!ReadDigits())
            {
                return false;
            }

            int next = Peek();
            if (next == '.')
            {
                _at++;
                _isInteger = false;
                if (!ReadDigits())
                {
                    return false;
                }

                next = Peek();
            }

            if (next == 'e' || next == 'E')
            {
                _at++;
                _isInteger = false;
                next = Peek();
                if (next == '+' || next == '-')
                {
                    _at++;
                }

                if (!ReadDigits())
                {
                    return false;
                }
            }

            _tokenEnd = _at;
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
            int bits = 0;
            bool hasEscape = false;
            while (at < end)
            {
                int b = buffer[at];
                if (b == '"')
                {
                    break;
                }

                bits |= b;
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
                    at++;
                }
            }

            _at = at;
            if (at == end)
            {
                return false;
            }

            if (bits > 0x7F)
            {
                _utf8.Reset();
                if (!_utf8.Validate(buffer, start, at - start) || !_utf8.IsComplete)
                {
                    _at = start;
                    return false;
                }
            }

            _at = at + 1;
            _tokenStart = start;
            _tokenEnd = at;
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
