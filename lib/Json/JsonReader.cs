using Nano.Web.Text;

namespace Nano.Web.Json
{
    /// <summary>
    /// Reads JSON (RFC 8259) token by token from bytes that lie in memory, without making anything of its own. It is strict:
    /// what the grammar does not allow is an error, and so are bytes that are not UTF-8 and escaped surrogates without their
    /// partner, for which there is no UTF-8. Members of the same name are left to the caller. Numbers are checked and kept as text;
    /// <see cref="TryGetInteger"/> takes integers of 64 bits, and fractions and exponents are the caller's to read.
    /// </summary>
    public sealed partial class JsonReader : TokenReader
    {
        /// <summary>The greatest integer that every reader takes exactly, and the least but for its sign (RFC 7493 section 2.2): 2^53 - 1.</summary>
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

        /// <summary>The next byte, white space or not; 0 at the end.</summary>
        private int Peek()
        {
            return _at < _end ? _buffer[_at] : 0;
        }
    }
}
