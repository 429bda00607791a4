using Nano.Web.Text;

namespace Nano.Web.Json
{
    /// <summary>
    /// Reads JSON (RFC 8259) token by token from bytes in memory, without allocation. It is strict: text outside the grammar, bytes that are not UTF-8
    /// and escaped surrogates without their partner are errors. Objects may contain members of the same name; the caller decides about them. Numbers are
    /// checked and kept as text: <see cref="TryGetInteger"/> returns integers of 64 bits, and the caller reads fractions and exponents.
    /// </summary>
    public sealed partial class JsonReader : TokenReader
    {
        /// <summary>The greatest integer that all JSON implementations represent exactly, 2^53 - 1; its negative is the least (RFC 7493 section 2.2).</summary>
        public const long MaximumInteger = 9007199254740991;

        private enum Expect
        {
            Value,
            Name,
            FirstName,
            FirstItem,
            CommaOrEnd,
            End,
        }

        private readonly Utf8Validator _utf8 = new Utf8Validator();
        private Expect _expect;

        // One bit for each open level, the innermost in bit 0: 1 for an object, 0 for an array.
        private int _levels;

        // The value of the number, valid when it has at most SafeDigits characters.
        private long _integer;

        /// <inheritdoc/>
        public override void Begin(byte[] buffer, int offset, int count)
        {
            base.Begin(buffer, offset, count);
            _expect = Expect.Value;
            _levels = 0;
            if (count > 2 && buffer[offset] == 0xEF && buffer[offset + 1] == 0xBB && buffer[offset + 2] == 0xBF)
            {
                // Skips a byte order mark. RFC 8259 section 8.1 lets a parser ignore it, and some tools write one before each text.
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

        /// <summary>Skips white space, and then returns the next byte without consuming it; -1 at the end.</summary>
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

        /// <summary>Returns the next byte, including white space, without consuming it; 0 at the end.</summary>
        private int Peek()
        {
            return _at < _end ? _buffer[_at] : 0;
        }
    }
}
