using System;
using System.Text;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Web.Http
{
    /// <summary>What <see cref="RequestParser.Parse"/> found.</summary>
    public enum ParseResult
    {
        /// <summary>The head is not complete: call again when more bytes have been received.</summary>
        Incomplete,

        /// <summary>The head is complete; <see cref="RequestParser.HeadEnd"/> is where the body begins.</summary>
        Complete,

        /// <summary>The request is refused; <see cref="RequestParser.Error"/> says why.</summary>
        Invalid,
    }

    /// <summary>
    /// Reads the head of a request (RFC 9112 sections 2 to 5) from a fixed buffer, as its bytes arrive: it goes on where it
    /// stopped, so that a head in one piece and one in single bytes give the same result, and no byte is scanned twice.
    /// It is strict: what another reader of the same bytes could understand differently is refused.
    /// </summary>
    public sealed class RequestParser
    {
        private enum State
        {
            Start,
            StartLineFeed,
            Method,
            TargetStart,
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
        }

        private static readonly ulong s_http11 = BitConverter.ToUInt64(Encoding.UTF8.GetBytes("HTTP/1.1"), 0);

        private readonly Request _request;
        private readonly int _maximumLine;
        private readonly int _maximumHead;
        private State _state;
        private int _position;
        private int _mark;
        private int _question;
        private int _version;

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
            _version = 0;
            Error = RequestError.None;
            _request.Clear();
        }

        /// <summary>Reads on.</summary>
        /// <param name="end">Where the bytes received so far end in the buffer.</param>
        /// <returns>Whether the head is complete, or why not.</returns>
        public ParseResult Parse(int end)
        {
            Request request = _request;
            byte[] buffer = request._buffer;
            byte[] classes = CharacterClass.Table;
            State state = _state;
            int position = _position;
            int maximum = state < State.FieldStart ? _maximumLine : _maximumHead;
            int limit = end < maximum ? end : maximum;
            RequestError error = RequestError.None;

            while (position < limit)
            {
                int b = buffer[position];
                switch (state)
                {
                    case State.Start:
                        if (b == Ascii.CR)
                        {
                            state = State.StartLineFeed;
                        }
                        else if ((classes[b] & CharacterClass.Token) != 0)
                        {
                            _mark = position;
                            state = State.Method;
                        }
                        else
                        {
                            error = b == Ascii.LF ? RequestError.InvalidLineEnd : RequestError.InvalidMethod;
                        }

                        break;

                    case State.StartLineFeed:
                        state = State.Start;
                        error = b == Ascii.LF ? RequestError.None : RequestError.InvalidLineEnd;
                        break;

                    case State.Method:
                        if (b == Ascii.SP)
                        {
                            state = State.TargetStart;
                        }
                        else if ((classes[b] & CharacterClass.Token) == 0)
                        {
                            error = RequestError.InvalidMethod;
                        }

                        break;

                    case State.TargetStart:
                        _start = position;
                        state = State.Target;
                        goto case State.Target;

                    case State.Target:
                        while ((classes[b] & CharacterClass.Target) != 0 && b != '?' && b != '%' && ++position < limit)
                        {
                            b = buffer[position];
                        }

                        if (position == limit)
                        {
                            continue;
                        }

                        if (b == '?')
                        {
                            if (_question == 0)
                            {
                                _question = position;
                            }
                        }
                        else if (b == '%')
                        {
                            // Only the path's escapes matter to routing; a query's are its reader's affair.
                            if (_question == 0)
                            {
                                state = State.Escape1;
                            }
                        }
                        else if (b == Ascii.SP)
                        {
                            error = ReadTarget(position);
                            _version = 0;
                            state = State.Version;
                        }
                        else
                        {
                            error = RequestError.InvalidTarget;
                        }

                        break;

                    case State.Escape1:
                        state = State.Escape2;
                        error = Ascii.HexValue(b) >= 0 ? RequestError.None : RequestError.InvalidEscape;
                        break;

                    case State.Escape2:
                        state = State.Target;
                        request._flags |= RequestFlags.PathEscaped;
                        if (Ascii.HexValue(b) < 0 || (b == '0' && buffer[position - 1] == '0'))
                        {
                            error = RequestError.InvalidEscape;
                        }

                        break;

                    case State.Version:
                        if (_version == 0 && position < limit - 8 && buffer[position + 8] == Ascii.CR && BitConverter.ToUInt64(buffer, position) == s_http11)
                        {
                            request._flags |= RequestFlags.Http11;
                            position += 8;
                            state = State.LineLineFeed;
                            error = Error;
                            break;
                        }

                        error = ReadVersion(b);
                        if (_version == 9)
                        {
                            state = State.LineLineFeed;
                        }

                        break;

                    case State.LineLineFeed:
                        state = State.FieldStart;
                        error = b == Ascii.LF ? RequestError.None : RequestError.InvalidLineEnd;
                        maximum = _maximumHead;
                        limit = end < maximum ? end : maximum;
                        break;

                    case State.FieldStart:
                        if ((classes[b] & CharacterClass.Token) == 0)
                        {
                            if (b == Ascii.CR)
                            {
                                state = State.EndLineFeed;
                            }
                            else if (b == Ascii.SP || b == Ascii.HT)
                            {
                                error = RequestError.ObsoleteLineFolding;
                            }
                            else
                            {
                                error = b == Ascii.LF ? RequestError.InvalidLineEnd : RequestError.InvalidFieldName;
                            }

                            break;
                        }

                        if (request._fieldCount == request._names.Length - Request.FirstLine)
                        {
                            error = RequestError.FieldsTooLarge;
                            break;
                        }

                        _mark = position;
                        state = State.FieldName;
                        goto case State.FieldName;

                    case State.FieldName:
                        while (position < limit - 3
                            && (classes[buffer[position]] & classes[buffer[position + 1]] & classes[buffer[position + 2]] & classes[buffer[position + 3]] & CharacterClass.Token) != 0)
                        {
                            position += 4;
                        }

                        while (position < limit && (classes[buffer[position]] & CharacterClass.Token) != 0)
                        {
                            position++;
                        }

                        if (position == limit)
                        {
                            continue;
                        }

                        if (buffer[position] != ':')
                        {
                            error = RequestError.InvalidFieldName;
                            break;
                        }

                        BeginField(position);
                        state = State.ValueStart;
                        if (++position == limit)
                        {
                            continue;
                        }

                        b = buffer[position];
                        goto case State.ValueStart;

                    case State.ValueStart:
                        if (b == Ascii.SP || b == Ascii.HT)
                        {
                            if (++position == limit)
                            {
                                continue;
                            }

                            b = buffer[position];
                            if (b == Ascii.SP || b == Ascii.HT)
                            {
                                break;
                            }
                        }

                        _start = position;
                        state = State.Value;
                        goto case State.Value;

                    case State.Value:
                        // Eight at a time, as long as all are visible ASCII or spaces: no subtraction borrows and no addition carries then.
                        while (position < limit - 7)
                        {
                            ulong eight = BitConverter.ToUInt64(buffer, position);
                            if (((eight | eight - 0x2020202020202020 | eight + 0x0101010101010101) & 0x8080808080808080) != 0)
                            {
                                break;
                            }

                            position += 8;
                        }

                        while (position < limit && (classes[buffer[position]] & CharacterClass.FieldValue) != 0)
                        {
                            position++;
                        }

                        if (position == limit)
                        {
                            continue;
                        }

                        b = buffer[position];
                        if (b != Ascii.CR)
                        {
                            error = b == Ascii.LF ? RequestError.InvalidLineEnd : RequestError.InvalidFieldValue;
                            break;
                        }

                        error = EndField(position);
                        state = State.ValueLineFeed;
                        if (error != RequestError.None)
                        {
                            break;
                        }

                        if (++position == limit)
                        {
                            continue;
                        }

                        b = buffer[position];
                        goto case State.ValueLineFeed;

                    case State.ValueLineFeed:
                        state = State.FieldStart;
                        if (b != Ascii.LF)
                        {
                            error = RequestError.InvalidLineEnd;
                            break;
                        }

                        if (++position == limit)
                        {
                            continue;
                        }

                        b = buffer[position];
                        goto case State.FieldStart;

                    default:
                        error = b == Ascii.LF ? ControlFields.Validate(request) : RequestError.InvalidLineEnd;
                        if (error == RequestError.None)
                        {
                            _position = position + 1;
                            return ParseResult.Complete;
                        }

                        break;
                }

                if (error != RequestError.None)
                {
                    return Refuse(error);
                }

                position++;
            }

            _state = state;
            _position = position;
            if (position < maximum)
            {
                return ParseResult.Incomplete;
            }

            return Refuse(state < State.FieldStart ? RequestError.LineTooLong : RequestError.FieldsTooLarge);
        }

        private ParseResult Refuse(RequestError error)
        {
            Error = error;
            return ParseResult.Invalid;
        }

        /// <summary>Splits the target, which ends at <paramref name="end"/>, into authority, path and query (RFC 9112 section 3.2).</summary>
        private RequestError ReadTarget(int end)
        {
            Request request = _request;
            byte[] buffer = request.Buffer;
            int start = _start;
            int methodCount = start - 1 - _mark;
            request.Method = FindMethod(buffer, _mark, methodCount);
            if (request.Method == HttpMethod.Unknown && Ascii.Equals(buffer, _mark, methodCount, "CONNECT"))
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

        /// <summary>Takes the next byte of HTTP/1.x CR; _version counts them.</summary>
        private RequestError ReadVersion(int b)
        {
            int at = _version++;
            switch (at)
            {
                case 0: return Expect(b, 'H');
                case 1: return Expect(b, 'T');
                case 2: return Expect(b, 'T');
                case 3: return Expect(b, 'P');
                case 4: return Expect(b, '/');
                case 6: return Expect(b, '.');
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

                default:
                    return b != Ascii.CR ? (b == Ascii.LF ? RequestError.InvalidLineEnd : RequestError.InvalidVersion) : Error;
            }
        }

        private static RequestError Expect(int b, char expected)
        {
            return b == expected ? RequestError.None : RequestError.InvalidVersion;
        }

        private static HttpMethod FindMethod(byte[] buffer, int offset, int count)
        {
            // The method's letters as one number, so that each comparison is one.
            long name = 0;
            for (int i = 0; i < count && i < 8; i++)
            {
                name = name << 8 | buffer[offset + i];
            }

            switch (count)
            {
                case 3: return name == 0x474554 ? HttpMethod.Get : name == 0x505554 ? HttpMethod.Put : HttpMethod.Unknown;
                case 4: return name == 0x48454144 ? HttpMethod.Head : name == 0x504F5354 ? HttpMethod.Post : HttpMethod.Unknown;
                case 5: return name == 0x5041544348 ? HttpMethod.Patch : HttpMethod.Unknown;
                case 6: return name == 0x44454C455445 ? HttpMethod.Delete : HttpMethod.Unknown;
                case 7: return name == 0x4F5054494F4E53 ? HttpMethod.Options : HttpMethod.Unknown;
                default: return HttpMethod.Unknown;
            }
        }

        private void BeginField(int colon)
        {
            int mark = _mark;
            _request.AddField(FieldNames.Find(_request._buffer, mark, colon - mark), mark);
        }

        /// <summary>Enters the field whose value ends before <paramref name="end"/>.</summary>
        private RequestError EndField(int end)
        {
            Request request = _request;
            byte[] buffer = request._buffer;
            int start = _start;
            while (end > start && (buffer[end - 1] == Ascii.SP || buffer[end - 1] == Ascii.HT))
            {
                end--;
            }

            int field = request._fieldCount++;
            int at = field * Request.FieldSize;
            request._fields[at + 1] = (short)start;
            request._fields[at + 2] = (short)(end - start);
            return ControlFields.Read(request, (FieldName)request._names[Request.FirstLine + field], start, end);
        }
    }
}
