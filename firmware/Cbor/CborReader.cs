using System;
using Nano.Web.Json;
using Nano.Web.Text;

namespace Nano.Firmware.Cbor
{
    /// <summary>
    /// Reads CBOR (RFC 8949) token by token from bytes in memory, without allocation. It accepts items with a counterpart in JSON: integers,
    /// floating-point numbers, text strings, arrays, maps with text strings as keys, false, true and null. Arrays and maps may have an indefinite length,
    /// and heads need not be the shortest. Tags, byte strings, indefinite-length strings, other simple values, text that is not UTF-8 and bytes after the
    /// item are errors.
    /// </summary>
    public sealed class CborReader : TokenReader
    {
        private const int Unknown = -1;

        private readonly Utf8Validator _utf8 = new Utf8Validator();

        // For each level the number of items left, including the keys of a map, and whether it is a map. For an indefinite length the number is negative, and
        // its lowest bit distinguishes keys from values.
        private readonly int[] _left = new int[MaximumDepth];
        private readonly bool[] _isMap = new bool[MaximumDepth];
        private bool _isDone;
        private long _argument;
        private bool _isNegative;

        /// <inheritdoc/>
        public override void Begin(byte[] buffer, int offset, int count)
        {
            base.Begin(buffer, offset, count);
            _isDone = false;
        }

        /// <inheritdoc/>
        public override JsonToken Read()
        {
            JsonToken token = _token;
            if (token != JsonToken.Error && token != JsonToken.End)
            {
                _position = _at - _offset;
                token = ReadToken();
                _token = token;
            }

            return token;
        }

        /// <inheritdoc/>
        public override bool TryGetInteger(long minimum, long maximum, out long value)
        {
            // An argument of 2^63 or more is negative as a long.
            value = 0;
            if (_token != JsonToken.Number || !_isInteger || _argument < 0)
            {
                return false;
            }

            value = _isNegative ? -1 - _argument : _argument;
            return value >= minimum && value <= maximum;
        }

        /// <inheritdoc/>
        public override bool TryGetDecimal(out long value, out int decimals)
        {
            decimals = 0;
            value = _isNegative ? -_argument : _argument;
            return _argument >= 0;
        }

        private JsonToken ReadToken()
        {
            if (_isDone)
            {
                return _at == _end ? JsonToken.End : JsonToken.Error;
            }

            int level = _depth - 1;
            int left = Unknown;
            bool isKey = false;
            if (level >= 0)
            {
                left = _left[level];
                if (left == 0)
                {
                    return EndLevel();
                }

                // A key is next when the number of items left is even; for an indefinite length, which counts down from -1, when it is odd.
                isKey = _isMap[level] && (left & 1) == (left > 0 ? 0 : 1);
            }

            int at = _at;
            if (at == _end)
            {
                return JsonToken.Error;
            }

            int first = _buffer[at];
            _at = at + 1;
            if (first == 0xFF)
            {
                // The end of an indefinite length (RFC 8949 section 3.2.1) must not come between a key and its value.
                return level >= 0 && left < 0 && (isKey || !_isMap[level]) ? EndLevel() : JsonToken.Error;
            }

            int majorType = first >> 5;
            int information = first & 31;
            _argument = information;
            bool isOpen = information == 31;
            if (information >= 24 && (isOpen ? majorType != 4 && majorType != 5 : !ReadArgument(information)))
            {
                return JsonToken.Error;
            }

            if (isKey && majorType != 3)
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
                case 3: return ReadText() ? EndItem(isKey ? JsonToken.Name : JsonToken.String) : JsonToken.Error;
                case 4: return BeginLevel(isOpen, false);
                case 5: return BeginLevel(isOpen, true);
                case 7: return ReadSimple(information);
                default: return JsonToken.Error;
            }
        }

        /// <summary>Reads the argument that follows the first byte of a head (RFC 8949 section 3).</summary>
        private bool ReadArgument(int information)
        {
            int size = 1 << (information - 24);
            if (information > 27 || _end - _at < size)
            {
                return false;
            }

            long argument = 0;
            for (int i = 0; i < size; i++)
            {
                argument = argument << 8 | _buffer[_at++];
            }

            _argument = argument;
            return true;
        }

        private bool ReadText()
        {
            long count = _argument;
            int start = _at;
            if (count < 0 || count > _end - start)
            {
                return false;
            }

            _textStart = start;
            _textCount = (int)count;
            _at = start + (int)count;
            if (count <= 8 && start <= _buffer.Length - 8
                && (BitConverter.ToUInt64(_buffer, start) << (64 - 8 * (int)count) & 0x8080808080808080) == 0)
            {
                // The fast path for short ASCII text. The shift removes the bytes after the text.
                return true;
            }

            _utf8.Reset();
            return _utf8.Validate(_buffer, start, (int)count) && _utf8.IsComplete;
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
                    _argument = information == 25 ? Whole(5, 10) : information == 26 ? Whole(8, 23) : Whole(11, 52);
                    return EndItem(JsonToken.Number);
                default: return JsonToken.Error;
            }
        }

        /// <summary>Decodes the floating-point number (RFC 8949 section 3.3) in the argument: sets its sign and returns its magnitude.</summary>
        /// <returns>The magnitude, at most <see cref="long.MaxValue"/>; -1 when the number is not whole.</returns>
        private long Whole(int exponentBits, int fractionBits)
        {
            long bits = _argument;
            _isNegative = (bits >> (exponentBits + fractionBits) & 1) != 0;
            int exponent = (int)(bits >> fractionBits) & ((1 << exponentBits) - 1);
            long fraction = bits & ((1L << fractionBits) - 1);
            if (exponent == 0 || exponent == (1 << exponentBits) - 1)
            {
                // Zero or a subnormal number; infinity or NaN.
                return exponent == 0 && fraction == 0 ? 0 : -1;
            }

            fraction |= 1L << fractionBits;
            int shift = exponent - ((1 << (exponentBits - 1)) - 1) - fractionBits;
            if (shift >= 0)
            {
                return shift > 62 - fractionBits ? long.MaxValue : fraction << shift;
            }

            bool isWhole = -shift <= fractionBits && (fraction & ((1L << -shift) - 1)) == 0;
            return isWhole ? fraction >> -shift : -1;
        }

        private JsonToken BeginLevel(bool isOpen, bool isMap)
        {
            // Each item has at least one byte, so a greater length is invalid.
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
            int level = _depth - 1;
            if (level < 0)
            {
                _isDone = true;
            }
            else
            {
                // Counts down from the length, or from -1 for an indefinite length.
                _left[level]--;
            }

            return token;
        }
    }
}
