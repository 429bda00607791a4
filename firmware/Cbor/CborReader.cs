using Nano.Web.Text;

namespace Nano.Firmware
{
    /// <summary>
    /// Reads CBOR (RFC 8949) token by token from bytes that lie in memory, without making anything of its own. It takes what has
    /// a counterpart in JSON: integers, floating-point numbers (which are not looked into), text strings, arrays, maps with
    /// text strings for keys, false, true and null. Arrays and maps may be of unknown length; heads need not be the shortest. It
    /// is strict in the rest: tags, byte strings, strings in chunks, other simple values, text that is not UTF-8 and bytes behind
    /// the item are errors.
    /// </summary>
    public sealed class CborReader : TokenReader
    {
        private const int Unknown = -1;

        private readonly Utf8Validator _utf8 = new Utf8Validator();

        // For each level how many items are left, the keys of a map included, and whether it is a map. Behind an item of a map of
        // unknown length its lowest bit tells key from value.
        private readonly int[] _left = new int[MaximumDepth];
        private readonly bool[] _isMap = new bool[MaximumDepth];
        private byte[] _buffer;
        private int _offset;
        private int _end;
        private int _at;
        private int _depth;
        private bool _isDone;
        private bool _isKey;
        private JsonToken _token;
        private int _position;
        private int _textStart;
        private int _textCount;
        private long _argument;
        private bool _isNegative;
        private bool _isInteger;

        /// <inheritdoc/>
        public override JsonToken Token => _token;

        /// <inheritdoc/>
        public override int Position => _position;

        /// <inheritdoc/>
        public override bool IsInteger => _isInteger;

        /// <inheritdoc/>
        public override void Begin(byte[] buffer, int offset, int count)
        {
            _buffer = buffer;
            _offset = offset;
            _end = offset + count;
            _at = offset;
            _depth = 0;
            _isDone = false;
            _isKey = false;
            _token = JsonToken.None;
            _position = 0;
            _isInteger = false;
        }

        /// <inheritdoc/>
        public override JsonToken Read()
        {
            if (_token != JsonToken.Error && _token != JsonToken.End)
            {
                _position = _at - _offset;
                _token = ReadToken();
            }

            return _token;
        }

        /// <inheritdoc/>
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

        /// <inheritdoc/>
        public override bool IsString(byte[] text)
        {
            return _textCount == text.Length && Ascii.Equals(_buffer, _textStart, text, 0, text.Length);
        }

        /// <inheritdoc/>
        public override int CopyString(byte[] destination, int offset)
        {
            if (_textCount > destination.Length - offset)
            {
                return -1;
            }

            System.Array.Copy(_buffer, _textStart, destination, offset, _textCount);
            return _textCount;
        }

        /// <inheritdoc/>
        public override bool TryGetInteger(long minimum, long maximum, out long value)
        {
            // An argument of 2^63 or more looks negative here.
            value = 0;
            if (_token != JsonToken.Number || !_isInteger || _argument < 0)
            {
                return false;
            }

            value = _isNegative ? -1 - _argument : _argument;
            return value >= minimum && value <= maximum;
        }

        private JsonToken ReadToken()
        {
            if (_isDone)
            {
                return _at == _end ? JsonToken.End : JsonToken.Error;
            }

            if (_depth > 0 && _left[_depth - 1] == 0)
            {
                return EndLevel();
            }

            if (_at == _end)
            {
                return JsonToken.Error;
            }

            int first = _buffer[_at++];
            if (first == 0xFF)
            {
                // The end of what has no length (section 3.2.1), which must not come between a key and its value.
                return _depth > 0 && _left[_depth - 1] < 0 && (!_isMap[_depth - 1] || IsKeyNext()) ? EndLevel() : JsonToken.Error;
            }

            _isKey = _depth > 0 && _isMap[_depth - 1] && IsKeyNext();
            int majorType = first >> 5;
            bool isOpen = (first & 31) == 31;
            if (isOpen ? majorType != 4 && majorType != 5 : !ReadArgument(first & 31))
            {
                return JsonToken.Error;
            }

            if (_isKey && majorType != 3)
            {
                return JsonToken.Error;
            }

            switch (majorType)
            {
                case 0:
                case 1:
                    _isInteger = true;
                    _isNegative = majorType == 1;
                    return EndItem(JsonToken.Number);
                case 3: return ReadText();
                case 4: return BeginLevel(isOpen, false);
                case 5: return BeginLevel(isOpen, true);
                case 7: return ReadSimple(first & 31);
                default: return JsonToken.Error;
            }
        }

        /// <summary>Reads the argument of a head (section 3).</summary>
        private bool ReadArgument(int information)
        {
            _argument = information;
            if (information < 24)
            {
                return true;
            }

            int size = 1 << (information - 24);
            if (information > 27 || _end - _at < size)
            {
                return false;
            }

            _argument = 0;
            for (int i = 0; i < size; i++)
            {
                _argument = _argument << 8 | _buffer[_at++];
            }

            return true;
        }

        private JsonToken ReadText()
        {
            if (_argument < 0 || _argument > _end - _at)
            {
                return JsonToken.Error;
            }

            _textStart = _at;
            _textCount = (int)_argument;
            _at += _textCount;
            _utf8.Reset();
            if (!_utf8.Validate(_buffer, _textStart, _textCount) || !_utf8.IsComplete)
            {
                return JsonToken.Error;
            }

            return EndItem(_isKey ? JsonToken.Name : JsonToken.String);
        }

        private JsonToken ReadSimple(int information)
        {
            switch (information)
            {
                case 20: return EndItem(JsonToken.False);
                case 21: return EndItem(JsonToken.True);
                case 22: return EndItem(JsonToken.Null);
                case 25:
                case 26:
                case 27:
                    _isInteger = false;
                    return EndItem(JsonToken.Number);
                default: return JsonToken.Error;
            }
        }

        private JsonToken BeginLevel(bool isOpen, bool isMap)
        {
            // Each item has a byte at least, so that a greater length cannot be right.
            if (_depth == MaximumDepth || (!isOpen && (_argument < 0 || _argument > _end - _at)))
            {
                return JsonToken.Error;
            }

            _left[_depth] = isOpen ? Unknown : isMap ? (int)_argument * 2 : (int)_argument;
            _isMap[_depth++] = isMap;
            return isMap ? JsonToken.BeginObject : JsonToken.BeginArray;
        }

        private JsonToken EndLevel()
        {
            _depth--;
            return EndItem(_isMap[_depth] ? JsonToken.EndObject : JsonToken.EndArray);
        }

        private JsonToken EndItem(JsonToken token)
        {
            if (_depth == 0)
            {
                _isDone = true;
            }
            else
            {
                // Counts down from the length, or from -1: an even number of items has gone when it is even, or odd, again.
                _left[_depth - 1]--;
            }

            return token;
        }

        private bool IsKeyNext()
        {
            int left = _left[_depth - 1];
            return left >= 0 ? (left & 1) == 0 : (left & 1) != 0;
        }
    }
}
