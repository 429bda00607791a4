using Nano.Web.Text;

namespace Nano.Web.Http
{
    /// <summary>Reads application/x-www-form-urlencoded (WHATWG URL section 5.1) as it arrives, decoding in place.</summary>
    internal sealed class UrlEncodedReader
    {
        private const int None = -1;

        private readonly FormHandler _handler;
        private readonly FormPart _part;
        private bool _inValue;
        private bool _isFirst;

        // Within an escape: how many of its characters have come, and the value of its first digit.
        private int _escape;
        private int _high;

        public UrlEncodedReader(FormHandler handler, FormPart part)
        {
            _handler = handler;
            _part = part;
        }

        public void Begin()
        {
            _escape = 0;
            BeginPart();
        }

        /// <summary>Takes the next piece.</summary>
        /// <returns>False when an escape is malformed or a name does not fit.</returns>
        public bool Read(byte[] buffer, int offset, int count, bool last)
        {
            int end = offset + count;
            int start = offset;
            int to = offset;
            bool isPlain = _inValue && _escape == 0;
            while (offset < end)
            {
                int b = buffer[offset++];
                if (isPlain && b != '&' && b != '%' && b != '+')
                {
                    // Most bytes of a value.
                    buffer[to++] = (byte)b;
                    continue;
                }

                if (isPlain && b == '%' && end - offset >= 2)
                {
                    // An escape that is here whole.
                    int high = Ascii.HexValue(buffer[offset]);
                    int low = Ascii.HexValue(buffer[offset + 1]);
                    if ((high | low) < 0)
                    {
                        return false;
                    }

                    buffer[to++] = (byte)(high << 4 | low);
                    offset += 2;
                    continue;
                }

                isPlain = false;
                if (_escape == 0 && b == '&')
                {
                    EndPart(buffer, start, to - start);
                    start = to = offset;
                    continue;
                }

                if (_escape == 0 && b == '=' && !_inValue)
                {
                    _part.SetName(0);
                    _inValue = true;
                    isPlain = true;
                    start = to = offset;
                    continue;
                }

                b = Decode(b);
                if (b < None)
                {
                    return false;
                }

                if (b == None)
                {
                    continue;
                }

                if (_inValue)
                {
                    buffer[to++] = (byte)b;
                    isPlain = true;
                }
                else
                {
                    _part.Text.Write((byte)b);
                    if (_part.Text.Overflowed)
                    {
                        return false;
                    }
                }
            }

            if (last)
            {
                EndPart(buffer, start, to - start);
                return _escape == 0;
            }

            if (_inValue && to > start)
            {
                _handler.OnPart(_part, buffer, start, to - start, _isFirst, false);
                _isFirst = false;
            }

            return true;
        }

        /// <summary>The byte a character stands for; <see cref="None"/> within an escape, less for a malformed one.</summary>
        private int Decode(int b)
        {
            if (_escape == 0)
            {
                if (b == '%')
                {
                    _escape = 1;
                    return None;
                }

                return b == '+' ? ' ' : b;
            }

            int digit = Ascii.HexValue(b);
            if (digit < 0)
            {
                return None - 1;
            }

            if (_escape == 1)
            {
                _high = digit << 4;
                _escape = 2;
                return None;
            }

            _escape = 0;
            return _high | digit;
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

            if (_inValue || _part.NameCount > 0)
            {
                _handler.OnPart(_part, buffer, offset, count, _isFirst, true);
            }

            BeginPart();
        }
    }
}
