using System;
using Nano.Web.Text;

namespace Nano.Web.Http
{
    /// <summary>
    /// Reads multipart/form-data (RFC 7578, RFC 2046 section 5.1) as it arrives. A value is handed on as it lies in the
    /// buffer; only bytes that might be the delimiter are held back, and as they equal the delimiter they need no memory.
    /// </summary>
    internal sealed class MultipartReader
    {
        private const int MaximumBoundary = 70;
        private const int MaximumLine = 256;

        private enum State
        {
            Value,
            DelimiterEnd,
            LastHyphen,
            DelimiterPadding,
            DelimiterLineFeed,
            Line,
            LineLineFeed,
            Epilogue,
        }

        private readonly FormHandler _handler;
        private readonly FormPart _part;

        // CR LF "--" boundary.
        private readonly byte[] _delimiter = new byte[MaximumBoundary + 4];
        private readonly byte[] _line = new byte[MaximumLine];
        private int _delimiterCount;
        private int _matched;
        private int _lineCount;
        private State _state;
        private bool _inPart;
        private bool _isFirst;

        public MultipartReader(FormHandler handler, FormPart part)
        {
            _handler = handler;
            _part = part;
        }

        /// <summary>Begins with the boundary of a Content-Type field.</summary>
        /// <returns>False when it is no boundary (RFC 2046 section 5.1.1).</returns>
        public bool Begin(byte[] buffer, int offset, int count)
        {
            if (count < 1 || count > MaximumBoundary)
            {
                return false;
            }

            _delimiter[0] = Ascii.CR;
            _delimiter[1] = Ascii.LF;
            _delimiter[2] = (byte)'-';
            _delimiter[3] = (byte)'-';
            Array.Copy(buffer, offset, _delimiter, 4, count);
            _delimiterCount = count + 4;

            // The first delimiter need not follow a line.
            _matched = 2;
            _state = State.Value;
            _inPart = false;
            return true;
        }

        /// <summary>Takes the next piece.</summary>
        /// <returns>False when the form is malformed, or a part's head does not fit.</returns>
        public bool Read(byte[] buffer, int offset, int count, bool last)
        {
            int end = offset + count;
            while (offset < end)
            {
                if (_state == State.Value)
                {
                    offset = ReadValue(buffer, offset, end);
                }
                else if (!ReadHead(buffer[offset++]))
                {
                    return false;
                }
            }

            return !last || _state == State.Epilogue;
        }

        /// <summary>Hands on a value up to its delimiter; what precedes the first is passed over.</summary>
        private int ReadValue(byte[] buffer, int offset, int end)
        {
            byte[] delimiter = _delimiter;
            int start = offset;
            int held = _matched;
            int matched = _matched;
            while (offset < end)
            {
                int b = buffer[offset++];
                if (b == delimiter[matched])
                {
                    if (++matched == _delimiterCount)
                    {
                        Deliver(buffer, start, offset - start, held, matched, true);
                        _matched = 0;
                        _state = State.DelimiterEnd;
                        return offset;
                    }
                }
                else
                {
                    // No CR stands within a delimiter, so only its first byte can begin it anew.
                    matched = b == Ascii.CR ? 1 : 0;
                }
            }

            Deliver(buffer, start, offset - start, held, matched, false);
            _matched = matched;
            return offset;
        }

        /// <summary>
        /// Hands on what has turned out to be value: of the bytes held back before this run and the run itself, all but the
        /// <paramref name="matched"/> last, which are the delimiter or may become it.
        /// </summary>
        private void Deliver(byte[] buffer, int start, int count, int held, int matched, bool last)
        {
            if (!_inPart)
            {
                return;
            }

            int value = held + count - matched;
            int fromHeld = value < held ? value : held;
            int fromRun = value - fromHeld;
            if (fromHeld > 0)
            {
                Call(_delimiter, 0, fromHeld, last && fromRun == 0);
            }

            if (fromRun > 0 || (last && fromHeld == 0))
            {
                Call(buffer, start, fromRun, last);
            }

            _inPart = !last;
        }

        private void Call(byte[] buffer, int offset, int count, bool last)
        {
            _handler.OnPart(_part, buffer, offset, count, _isFirst, last);
            _isFirst = false;
        }

        private bool ReadHead(int b)
        {
            switch (_state)
            {
                case State.DelimiterEnd:
                    if (b == '-')
                    {
                        _state = State.LastHyphen;
                        return true;
                    }

                    return ReadPadding(b);

                case State.LastHyphen:
                    _state = State.Epilogue;
                    return b == '-';

                case State.DelimiterPadding:
                    return ReadPadding(b);

                case State.DelimiterLineFeed:
                    BeginPart();
                    return b == Ascii.LF;

                case State.Line:
                    if (b == Ascii.CR)
                    {
                        _state = State.LineLineFeed;
                        return true;
                    }

                    if (_lineCount == MaximumLine)
                    {
                        return false;
                    }

                    _line[_lineCount++] = (byte)b;
                    return b != Ascii.LF && b != 0;

                case State.LineLineFeed:
                    return b == Ascii.LF && EndLine();

                default:
                    return true;
            }
        }

        private bool ReadPadding(int b)
        {
            _state = b == Ascii.CR ? State.DelimiterLineFeed : State.DelimiterPadding;
            return b == Ascii.CR || b == ' ' || b == '\t';
        }

        private void BeginPart()
        {
            _part.Clear();
            _lineCount = 0;
            _state = State.Line;
        }

        private bool EndLine()
        {
            int count = _lineCount;
            _lineCount = 0;
            if (count > 0)
            {
                _state = State.Line;
                return ReadField(count);
            }

            // An empty line ends the head. A value that is empty is followed at once by the delimiter, whose CR LF it was not.
            _state = State.Value;
            _matched = 0;
            _inPart = true;
            _isFirst = true;
            return _part.NameCount > 0;
        }

        private bool ReadField(int count)
        {
            int colon = 0;
            while (colon < count && _line[colon] != ':')
            {
                colon++;
            }

            if (colon == count)
            {
                return false;
            }

            int value = colon + 1;
            while (value < count && (_line[value] == ' ' || _line[value] == '\t'))
            {
                value++;
            }

            if (Ascii.EqualsIgnoreCase(_line, 0, colon, "content-disposition"))
            {
                return ReadDisposition(value, count);
            }

            if (Ascii.EqualsIgnoreCase(_line, 0, colon, "content-type"))
            {
                int start = _part.Text.Count;
                _part.Text.Write(_line, value, count - value);
                _part.SetContentType(start);
            }

            return !_part.Text.Overflowed;
        }

        private bool ReadDisposition(int offset, int end)
        {
            if (!Ascii.EqualsIgnoreCase(_line, offset, Quality.NameLength(_line, offset, end - offset), "form-data"))
            {
                return false;
            }

            int start = _part.Text.Count;
            if (!WriteParameter(offset, end, "name"))
            {
                return false;
            }

            _part.SetName(start);
            start = _part.Text.Count;
            if (WriteParameter(offset, end, "filename"))
            {
                _part.SetFileName(start);
            }

            return !_part.Text.Overflowed;
        }

        private bool WriteParameter(int offset, int end, string name)
        {
            if (!Parameter.TryGet(_line, offset, end - offset, name, out int value, out int count))
            {
                return false;
            }

            Parameter.Write(_line, value, count, _part.Text);
            return true;
        }
    }
}
