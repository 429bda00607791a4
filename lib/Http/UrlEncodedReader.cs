using Nano.Web.Text;

namespace Nano.Web.Http
{
    /// <summary>
    /// Reads application/x-www-form-urlencoded (WHATWG URL section 5.1) as it arrives, decoding in place. A percent sign without two
    /// hexadecimal digits behind it stands for itself (section 1.3).
    /// </summary>
    internal sealed class UrlEncodedReader
    {
        private readonly FormHandler _handler;
        private readonly FormPart _part;

        // The percent sign and the first digit of an escape, and how many of the two have come.
        private readonly byte[] _escape = new byte[2];
        private int _escapeCount;
        private bool _inValue;
        private bool _isFirst;

        public UrlEncodedReader(FormHandler handler, FormPart part)
        {
            _handler = handler;
            _part = part;
        }

        public void Begin()
        {
            _escapeCount = 0;
            BeginPart();
        }

        /// <summary>Takes the next piece.</summary>
        /// <returns>False when a name does not fit.</returns>
        public bool Read(byte[] buffer, int offset, int count, bool last)
        {
            int piece = offset;
            int end = offset + count;
            int start = offset;
            int to = offset;
            bool isPlain = _inValue && _escapeCount == 0;
            while (offset < end)
            {
                int b = buffer[offset++];
                if (isPlain && b != '&' && b != '%' && b != '+')
                {
                    // Most bytes of a value.
                    buffer[to++] = (byte)b;
                    continue;
                }

                if (isPlain && b == '%' && end - offset >= 2 && (Ascii.HexValue(buffer[offset]) | Ascii.HexValue(buffer[offset + 1])) >= 0)
                {
                    // An escape that is here whole.
                    buffer[to++] = (byte)(Ascii.HexValue(buffer[offset]) << 4 | Ascii.HexValue(buffer[offset + 1]));
                    offset += 2;
                    continue;
                }

                if (_escapeCount > 0)
                {
                    if (Ascii.HexValue(b) >= 0 && _escapeCount == 1)
                    {
                        _escape[_escapeCount++] = (byte)b;
                        continue;
                    }

                    if (Ascii.HexValue(b) >= 0)
                    {
                        _escapeCount = 0;
                        Put(Ascii.HexValue(_escape[1]) << 4 | Ascii.HexValue(b), buffer, ref to);
                        isPlain = _inValue;
                        continue;
                    }

                    // It is no escape after all.
                    PutEscape(buffer, offset - 1 - piece, ref to);
                }

                if (b == '&')
                {
                    EndPart(buffer, start, to - start);
                    start = to = offset;
                }
                else if (b == '=' && !_inValue)
                {
                    _part.SetName(0);
                    _inValue = true;
                    start = to = offset;
                }
                else if (b == '%')
                {
                    _escape[_escapeCount++] = (byte)b;
                }
                else
                {
                    Put(b == '+' ? ' ' : b, buffer, ref to);
                }

                if (_part.Text.Overflowed)
                {
                    return false;
                }

                isPlain = _inValue && _escapeCount == 0;
            }

            if (last)
            {
                PutEscape(buffer, count, ref to);
                EndPart(buffer, start, to - start);
            }
            else if (_inValue && to > start)
            {
                _handler.OnPart(_part, buffer, start, to - start, _isFirst, false);
                _isFirst = false;
            }

            return !_part.Text.Overflowed;
        }

        /// <summary>Takes a byte of the name or the value.</summary>
        private void Put(int b, byte[] buffer, ref int to)
        {
            if (_inValue)
            {
                buffer[to++] = (byte)b;
            }
            else
            {
                _part.Text.Write((byte)b);
            }
        }

        /// <summary>Takes the characters of an escape that has turned out to be none. Those that came with an earlier piece have no place in this one.</summary>
        private void PutEscape(byte[] buffer, int consumed, ref int to)
        {
            int count = _escapeCount;
            _escapeCount = 0;
            if (_inValue && consumed < count)
            {
                _handler.OnPart(_part, _escape, 0, count, _isFirst, false);
                _isFirst = false;
                return;
            }

            for (int i = 0; i < count; i++)
            {
                Put(_escape[i], buffer, ref to);
            }
        }

        private void BeginPart()
        {
            _part.Clear();
            _inValue = false;
            _isFirst = true;
        }

        private void EndPart(byte[] buffer, int offset, int count)
        {
            if (!_inValue)
            {
                // A name alone has an empty value; nothing at all is no part.
                _part.SetName(0);
                count = 0;
            }

            if (_part.Text.Overflowed)
            {
                return;
            }

            if (_inValue || _part.NameCount > 0)
            {
                _handler.OnPart(_part, buffer, offset, count, _isFirst, true);
            }

            BeginPart();
        }
    }
}
