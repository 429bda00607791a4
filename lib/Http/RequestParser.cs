using System;
using System.Text;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Web.Http
{
    /// <summary>
    /// Reads the head of a request (RFC 9112 sections 2 to 5) from a fixed buffer, as its bytes arrive: it goes on where it
    /// stopped, so that a head in one piece and one in single bytes give the same result, and no byte is scanned twice.
    /// It is strict: what another reader of the same bytes could understand differently is refused.
    /// <para>
    /// Each method reads one part of the head as far as it has arrived, a run of bytes in one loop, and <see cref="_state"/> says with which part to go on.
    /// </para>
    /// </summary>
    public sealed partial class RequestParser
    {
        // What the next byte belongs to. Those of the request line come before FieldStart.
        private enum State
        {
            Start,
            StartLineFeed,
            Method,
            Target,
            Escape1,
            Escape2,
            Version,
            LineLineFeed,
            FieldStart,
            FieldName,
            ValueStart,
            Value,
            ValueLineFeed,
            EndLineFeed,
            Complete,
        }

        private static readonly byte[] s_version = Encoding.UTF8.GetBytes("HTTP/1.1");
        private static readonly ulong s_http11 = BitConverter.ToUInt64(s_version, 0);

        private readonly Request _request;
        private readonly int _maximumLine;
        private readonly int _maximumHead;
        private State _state;
        private int _position;
        private int _question;

        // Where the method begins, then the version, and then each field's name.
        private int _mark;

        // Where the target begins, and later each value.
        private int _start;

        /// <summary>Makes a parser and the request it fills.</summary>
        /// <param name="buffer">The receive buffer; a head always begins at its first byte. At most 32,767 bytes.</param>
        /// <param name="maximumLine">The longest request line in bytes; beyond it 414.</param>
        /// <param name="maximumHead">The longest head in bytes; beyond it 431.</param>
        /// <param name="maximumFields">The most field lines; beyond them 431.</param>
        public RequestParser(byte[] buffer, int maximumLine, int maximumHead, int maximumFields)
        {
            _request = new Request(buffer, maximumFields);
            _maximumHead = maximumHead < buffer.Length ? maximumHead : buffer.Length;
            _maximumLine = maximumLine < _maximumHead ? maximumLine : _maximumHead;
            Reset();
        }

        /// <summary>The request read so far.</summary>
        public Request Request => _request;

        /// <summary>Why the request is refused, once it is: what is wrong with its target or version is told at the line's end.</summary>
        public RequestError Error { get; private set; }

        /// <summary>Where the head ends and the body begins.</summary>
        public int HeadEnd => _position;

        /// <summary>Whether a byte of the request has been read; empty lines before it do not count.</summary>
        public bool HasBegun => _state > State.StartLineFeed;

        /// <summary>Begins a new request at the buffer's first byte.</summary>
        public void Reset()
        {
            _state = State.Start;
            _position = 0;
            _mark = 0;
            _start = 0;
            _question = 0;
            Error = RequestError.None;
            _request.Clear();
        }

        /// <summary>Reads on.</summary>
        /// <param name="end">Where the bytes received so far end in the buffer.</param>
        /// <returns>Whether the head is complete, or why not.</returns>
        public ParseResult Parse(int end)
        {
            RequestError error = RequestError.None;
            if (_state < State.FieldStart)
            {
                int maximum = _maximumLine;
                error = ReadLine(end < maximum ? end : maximum);
                if (error == RequestError.None && _state < State.FieldStart)
                {
                    if (_position < maximum)
                    {
                        return ParseResult.Incomplete;
                    }

                    error = RequestError.LineTooLong;
                }
            }

            if (error == RequestError.None)
            {
                int maximum = _maximumHead;
                error = ReadFields(end < maximum ? end : maximum);
                if (error == RequestError.None)
                {
                    if (_state == State.Complete)
                    {
                        return ParseResult.Complete;
                    }

                    if (_position < maximum)
                    {
                        return ParseResult.Incomplete;
                    }

                    error = RequestError.FieldsTooLarge;
                }
            }

            Error = error;
            return ParseResult.Invalid;
        }

        /// <summary>Reads the request line (RFC 9112 section 3), and empty lines before it.</summary>
        private RequestError ReadLine(int limit)
        {
            RequestError error = RequestError.None;
            while (error == RequestError.None && _position < limit)
            {
                switch (_state)
                {
                    case State.Start:
                    case State.StartLineFeed:
                        error = ReadStart(_request._buffer[_position]);
                        break;

                    case State.Method:
                        error = ReadMethod(limit);
                        break;

                    case State.Target:
                        error = ReadTarget(limit);
                        break;

                    case State.Escape1:
                    case State.Escape2:
                        error = ReadEscape(_request._buffer[_position]);
                        break;

                    case State.Version:
                        error = ReadVersion(limit);
                        break;

                    default:
                        _state = State.FieldStart;
                        return _request._buffer[_position++] == Ascii.LF ? RequestError.None : RequestError.InvalidLineEnd;
                }
            }

            return error;
        }

        /// <summary>Reads the first byte, or a byte of an empty line before it (RFC 9112 section 2.2).</summary>
        private RequestError ReadStart(int b)
        {
            if (_state == State.StartLineFeed)
            {
                _position++;
                _state = State.Start;
                return b == Ascii.LF ? RequestError.None : RequestError.InvalidLineEnd;
            }

            if (b == Ascii.CR)
            {
                _position++;
                _state = State.StartLineFeed;
                return RequestError.None;
            }

            _mark = _position;
            _state = State.Method;
            return (CharacterClass.Table[b] & CharacterClass.Token) != 0 ? RequestError.None
                : b == Ascii.LF ? RequestError.InvalidLineEnd : RequestError.InvalidMethod;
        }

        private RequestError ReadMethod(int limit)
        {
            byte[] buffer = _request._buffer;
            byte[] classes = CharacterClass.Table;
            int position = _position;
            while (position < limit && (classes[buffer[position]] & CharacterClass.Token) != 0)
            {
                position++;
            }

            if (position < limit)
            {
                if (buffer[position] != Ascii.SP)
                {
                    return RequestError.InvalidMethod;
                }

                position++;
                _start = position;
                _state = State.Target;
            }

            _position = position;
            return RequestError.None;
        }

        /// <summary>Reads the target, up to an escape or to the space behind it.</summary>
        private RequestError ReadTarget(int limit)
        {
            byte[] buffer = _request._buffer;
            byte[] classes = CharacterClass.Table;
            int position = _position;
            while (position < limit)
            {
                int b = buffer[position];
                if ((classes[b] & CharacterClass.Target) == 0)
                {
                    if (b != Ascii.SP)
                    {
                        return RequestError.InvalidTarget;
                    }

                    _position = position + 1;
                    _state = State.Version;
                    return EndTarget(position);
                }

                position++;
                if (b == '?')
                {
                    _question = _question == 0 ? position - 1 : _question;
                }
                else if (b == '%' && _question == 0)
                {
                    // Only the path's escapes matter to routing; a query's are its reader's affair.
                    _state = State.Escape1;
                    break;
                }
            }

            _position = position;
            return RequestError.None;
        }

        /// <summary>Reads a digit of an escape in the path.</summary>
        private RequestError ReadEscape(int b)
        {
            bool isFirst = _state == State.Escape1;
            bool isNul = !isFirst && b == '0' && _request._buffer[_position - 1] == '0';
            _position++;
            _state = isFirst ? State.Escape2 : State.Target;
            _request._flags |= isFirst ? RequestFlags.None : RequestFlags.PathEscaped;
            return Ascii.HexValue(b) < 0 || isNul ? RequestError.InvalidEscape : RequestError.None;
        }

        /// <summary>Reads HTTP/1.x CR: at once, as nearly always, or byte by byte.</summary>
        private RequestError ReadVersion(int limit)
        {
            Request request = _request;
            byte[] buffer = request._buffer;
            int position = _position;
            int mark = _mark;
            if (position == mark && position < limit - 8 && buffer[position + 8] == Ascii.CR && BitConverter.ToUInt64(buffer, position) == s_http11)
            {
                request._flags |= RequestFlags.Http11;
                _position = position + 9;
                _state = State.LineLineFeed;
                return Error;
            }

            RequestError error = RequestError.None;
            while (error == RequestError.None && position < limit && position - mark < 9)
            {
                error = ReadVersion(position - mark, buffer[position]);
                position++;
            }

            _position = position;
            _state = position - mark == 9 ? State.LineLineFeed : State.Version;
            return error;
        }

        /// <summary>Takes a byte of HTTP/1.x CR.</summary>
        private RequestError ReadVersion(int at, int b)
        {
            switch (at)
            {
                case 5:
                    if (b == '1')
                    {
                        return RequestError.None;
                    }

                    if (b < '0' || b > '9')
                    {
                        return RequestError.InvalidVersion;
                    }

                    Error = RequestError.UnknownVersion;
                    return RequestError.None;

                case 7:
                    _request._flags |= b == '0' ? RequestFlags.None : RequestFlags.Http11;
                    return b < '0' || b > '9' ? RequestError.InvalidVersion : RequestError.None;

                case 8:
                    return b != Ascii.CR ? (b == Ascii.LF ? RequestError.InvalidLineEnd : RequestError.InvalidVersion) : Error;

                default:
                    return b == s_version[at] ? RequestError.None : RequestError.InvalidVersion;
            }
        }

        /// <summary>Splits the target, which ends at <paramref name="end"/>, into authority, path and query (RFC 9112 section 3.2).</summary>
        private RequestError EndTarget(int end)
        {
            Request request = _request;
            byte[] buffer = request.Buffer;
            int start = _start;
            int method = _mark;
            int methodCount = start - 1 - method;
            _mark = end + 1;
            request.Method = HttpMethods.Find(buffer, method, methodCount);
            if (request.Method == HttpMethod.Unknown && Ascii.Equals(buffer, method, methodCount, "CONNECT"))
            {
                return RequestError.Connect;
            }

            int pathEnd = _question != 0 ? _question : end;
            if (buffer[start] == '*')
            {
                if (end - start != 1 || request.Method != HttpMethod.Options)
                {
                    // PRI * HTTP/2.0 is told about its version, not its target (RFC 9113 section 3.4).
                    Error = RequestError.InvalidTarget;
                }
            }
            else if (buffer[start] != '/')
            {
                int authority = start + 7;
                if (pathEnd > authority && Ascii.EqualsIgnoreCase(buffer, start, 8, "https://"))
                {
                    authority++;
                }
                else if (pathEnd <= authority || !Ascii.EqualsIgnoreCase(buffer, start, 7, "http://"))
                {
                    return RequestError.InvalidTarget;
                }

                int path = authority;
                while (path < pathEnd && buffer[path] != '/')
                {
                    path++;
                }

                if (!Authority.IsValid(buffer, authority, path - authority))
                {
                    return RequestError.InvalidTarget;
                }

                request._authority = authority << 16 | (path - authority);
                start = path;
                if (pathEnd == start)
                {
                    // An empty path is "/" (RFC 9110 section 4.2.3): the last slash of "http://" stands for it.
                    start = authority - 1;
                    pathEnd = authority;
                }
            }

            request._path = start << 16 | (pathEnd - start);

            if (_question != 0)
            {
                request._query = (_question + 1) << 16 | (end - _question - 1);
            }

            return RequestError.None;
        }
    }
}
