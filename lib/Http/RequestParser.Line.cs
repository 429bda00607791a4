using System;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Web.Http
{
    // The request line (RFC 9112 section 3): method, target and version.
    public sealed partial class RequestParser
    {
        /// <summary>Reads the request line (RFC 9112 section 3), and empty lines before it. Each part's method goes on with the next part.</summary>
        private RequestError ReadLine(int limit)
        {
            RequestError error = RequestError.None;
            while (error == RequestError.None && _position < limit)
            {
                switch (_state)
                {
                    case State.Start:
                    case State.StartLineFeed:
                        error = ReadStart(_request._buffer[_position], limit);
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
                        _compactEnd = ++_position;
                        return _request._buffer[_position - 1] == Ascii.LF ? RequestError.None : RequestError.InvalidLineEnd;
                }
            }

            return error;
        }

        /// <summary>Reads the first byte, or a byte of an empty line before it (RFC 9112 section 2.2).</summary>
        private RequestError ReadStart(int b, int limit)
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

            if ((CharacterClass.Table[b] & CharacterClass.Token) == 0)
            {
                return b == Ascii.LF ? RequestError.InvalidLineEnd : RequestError.InvalidMethod;
            }

            _mark = _position;
            _state = State.Method;
            return ReadMethod(limit);
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

            if (position == limit)
            {
                _position = position;
                return RequestError.None;
            }

            if (buffer[position] != Ascii.SP)
            {
                return RequestError.InvalidMethod;
            }

            position++;
            _position = position;
            _start = position;
            _state = State.Target;
            return ReadTarget(limit);
        }

        /// <summary>Reads the target, up to an escape or to the space behind it.</summary>
        private RequestError ReadTarget(int limit)
        {
            byte[] buffer = _request._buffer;
            byte[] classes = CharacterClass.Table;
            int position = _position;
            while (true)
            {
                while (position < limit && (classes[buffer[position]] & CharacterClass.Path) != 0)
                {
                    position++;
                }

                _position = position;
                if (position == limit)
                {
                    return RequestError.None;
                }

                int b = buffer[position++];
                _position = position;
                if (b == Ascii.SP)
                {
                    _state = State.Version;
                    RequestError error = EndTarget(position - 1);
                    return error == RequestError.None ? ReadVersion(limit) : error;
                }

                if (b == '%' && _question == 0)
                {
                    // Only the path's escapes matter to routing; a query's are its reader's affair.
                    _state = State.Escape1;
                    return RequestError.None;
                }

                if (b != '%' && b != '?')
                {
                    return RequestError.InvalidTarget;
                }

                _question = _question == 0 ? position - 1 : _question;
            }
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
            request.Method = RequestMethods.Find(buffer, method, methodCount);
            if (request.Method == RequestMethod.Unknown && Ascii.Equals(buffer, method, methodCount, "CONNECT"))
            {
                return RequestError.Connect;
            }

            int pathEnd = _question != 0 ? _question : end;
            if (buffer[start] == '*')
            {
                if (end - start != 1 || request.Method != RequestMethod.Options)
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
