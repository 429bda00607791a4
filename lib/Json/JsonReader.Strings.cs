using Nano.Web.Text;

namespace Nano.Web.Json
{
    // Strings and their escapes (RFC 8259 section 7).
    public sealed partial class JsonReader
    {
        /// <inheritdoc/>
        protected override bool IsEscaped(byte[] text)
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

        /// <inheritdoc/>
        protected override int CopyEscaped(byte[] destination, int offset)
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

                // The first byte contains the number of bytes that follow. Each of these holds six bits.
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

        /// <summary>Reads a string (RFC 8259 section 7) up to and including its closing quote.</summary>
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
                    // This range holds most letters.
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

            // A high surrogate must be followed immediately by a low surrogate.
            int low = unit < 0xDC00 ? ReadUnit(start + 6) : -1;
            bool isPair = low >= 0 && (low & 0xFC00) == 0xDC00;
            _at = isPair ? start + 12 : start;
            return isPair;
        }

        /// <summary>Reads an escape of the form \uXXXX.</summary>
        /// <returns>The UTF-16 code unit, or -1 when the characters have another form.</returns>
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

        /// <summary>Reads the next character of a string that has been validated: an escape as its code point, any other character byte by byte.</summary>
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
