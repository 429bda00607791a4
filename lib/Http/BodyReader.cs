using Nano.Web.Text;

namespace Nano.Web.Http
{
    /// <summary>
    /// Finds the content within a request's body as its bytes arrive (RFC 9112 sections 6 and 7): by Content-Length or in
    /// chunks, whose sizes, extensions and trailers it reads strictly and within bounds.
    /// </summary>
    public sealed class BodyReader
    {
        /// <summary>The most bytes of chunk extensions, and of trailers, in one body; beyond it the request is refused.</summary>
        public const int MaximumOverhead = 1024;

        private enum State
        {
            Content,
            SizeStart,
            Size,
            ExtensionSpace,
            ExtensionStart,
            ExtensionName,
            ExtensionNameSpace,
            ExtensionValueStart,
            ExtensionValue,
            ExtensionQuoted,
            ExtensionQuotedPair,
            ExtensionQuotedEnd,
            SizeLineFeed,
            Chunk,
            ChunkReturn,
            ChunkLineFeed,
            TrailerStart,
            TrailerName,
            TrailerValue,
            TrailerLineFeed,
            EndLineFeed,
            Complete,
        }

        // The longest name a trailer may not have, Transfer-Encoding, fits.
        private readonly byte[] _name = new byte[17];
        private State _state = State.Complete;
        private long _left;
        private long _allowed;
        private int _overhead;

        // The digits of a chunk's size so far, or the characters of a trailer's name.
        private int _count;

        /// <summary>Whether the whole body has been read.</summary>
        public bool IsComplete => _state == State.Complete;

        /// <summary>Why the body is refused, or <see cref="RequestError.None"/>.</summary>
        public RequestError Error { get; private set; }

        /// <summary>Begins a body.</summary>
        /// <param name="contentLength">As in <see cref="Request.ContentLength"/>: -1 for chunks.</param>
        /// <param name="maximum">The most bytes of content; beyond it <see cref="RequestError.BodyTooLarge"/>.</param>
        public void Begin(long contentLength, long maximum)
        {
            Error = contentLength > maximum ? RequestError.BodyTooLarge : RequestError.None;
            _state = contentLength < 0 ? State.SizeStart : contentLength == 0 ? State.Complete : State.Content;
            _left = contentLength;
            _allowed = maximum;
            _overhead = 0;
        }

        /// <summary>Reads on, up to and including the next run of content.</summary>
        /// <param name="buffer">The bytes received.</param>
        /// <param name="offset">Where the first lies that has not been read.</param>
        /// <param name="end">Where they end.</param>
        /// <param name="contentOffset">Where the content found begins.</param>
        /// <param name="contentCount">Its length; 0 when there was none before the bytes ended or the body was complete.</param>
        /// <returns>Where to go on; equal to <paramref name="end"/> when more bytes are needed.</returns>
        public int Read(byte[] buffer, int offset, int end, out int contentOffset, out int contentCount)
        {
            contentOffset = offset;
            contentCount = 0;
            while (offset < end && _state != State.Complete && Error == RequestError.None)
            {
                if (_state == State.Content || _state == State.Chunk)
                {
                    contentOffset = offset;
                    contentCount = end - offset < _left ? end - offset : (int)_left;
                    _left -= contentCount;
                    if (_left == 0)
                    {
                        _state = _state == State.Content ? State.Complete : State.ChunkReturn;
                    }

                    return offset + contentCount;
                }

                if (!ReadFraming(buffer[offset++]))
                {
                    Error = RequestError.InvalidChunk;
                }
            }

            return offset;
        }

        private bool ReadFraming(int b)
        {
            switch (_state)
            {
                case State.SizeStart:
                    _left = 0;
                    _count = 0;
                    _state = State.Size;
                    return Ascii.HexValue(b) >= 0 && ReadSize(b);

                case State.Size:
                    return Ascii.HexValue(b) >= 0 ? ReadSize(b) : EndSize(b);

                case State.ExtensionSpace:
                    return CountOverhead() && (IsSpace(b) || BeginExtension(b));

                case State.ExtensionStart:
                    return CountOverhead() && (IsSpace(b) || (IsToken(b) && SetState(State.ExtensionName)));

                case State.ExtensionName:
                    return IsToken(b) ? CountOverhead()
                        : b == '=' ? CountOverhead() && SetState(State.ExtensionValueStart)
                        : EndExtension(b, State.ExtensionNameSpace);

                case State.ExtensionNameSpace:
                    return CountOverhead() && (IsSpace(b) || (b == '=' ? SetState(State.ExtensionValueStart) : BeginExtension(b)));

                case State.ExtensionValueStart:
                    return CountOverhead() && (IsSpace(b) || (b == '"' ? SetState(State.ExtensionQuoted) : IsToken(b) && SetState(State.ExtensionValue)));

                case State.ExtensionValue:
                    return IsToken(b) ? CountOverhead() : EndExtension(b, State.ExtensionSpace);

                case State.ExtensionQuoted:
                    return CountOverhead() && IsFieldValue(b)
                        && SetState(b == '"' ? State.ExtensionQuotedEnd : b == '\\' ? State.ExtensionQuotedPair : State.ExtensionQuoted);

                case State.ExtensionQuotedPair:
                    return CountOverhead() && IsFieldValue(b) && SetState(State.ExtensionQuoted);

                case State.ExtensionQuotedEnd:
                    return EndExtension(b, State.ExtensionSpace);

                case State.SizeLineFeed:
                    return b == Ascii.LF && SetState(_left == 0 ? State.TrailerStart : State.Chunk);

                case State.ChunkReturn:
                    return b == Ascii.CR && SetState(State.ChunkLineFeed);

                case State.ChunkLineFeed:
                    return b == Ascii.LF && SetState(State.SizeStart);

                case State.TrailerStart:
                    _count = 0;
                    return b == Ascii.CR ? SetState(State.EndLineFeed) : ReadTrailerName(b) && SetState(State.TrailerName);

                case State.TrailerName:
                    return CountOverhead() && (b == ':' ? EndTrailerName() : ReadTrailerName(b));

                case State.TrailerValue:
                    return b == Ascii.CR ? SetState(State.TrailerLineFeed) : CountOverhead() && IsFieldValue(b);

                case State.TrailerLineFeed:
                    return b == Ascii.LF && SetState(State.TrailerStart);

                default:
                    return b == Ascii.LF && SetState(State.Complete);
            }
        }

        /// <summary>Takes a digit of a chunk's size; eight are as many as any board's memory needs.</summary>
        private bool ReadSize(int digit)
        {
            _left = _left << 4 | (long)Ascii.HexValue(digit);
            return ++_count <= 8;
        }

        private bool EndSize(int b)
        {
            if (_left > _allowed)
            {
                Error = RequestError.BodyTooLarge;
                return true;
            }

            _allowed -= _left;
            if (b == Ascii.CR)
            {
                return SetState(State.SizeLineFeed);
            }

            return IsSpace(b) ? SetState(State.ExtensionSpace) : BeginExtension(b);
        }

        private bool BeginExtension(int b)
        {
            return b == ';' && SetState(State.ExtensionStart);
        }

        private bool EndExtension(int b, State space)
        {
            return b == Ascii.CR ? SetState(State.SizeLineFeed) : CountOverhead() && (IsSpace(b) ? SetState(space) : BeginExtension(b));
        }

        private bool ReadTrailerName(int b)
        {
            if (_count < _name.Length)
            {
                _name[_count] = (byte)b;
            }

            _count++;
            return IsToken(b);
        }

        /// <summary>Refuses a trailer that would frame the message, as the next reader might believe it (RFC 9110 section 6.5.1).</summary>
        private bool EndTrailerName()
        {
            FieldName name = _count <= _name.Length ? FieldNames.Find(_name, 0, _count) : FieldName.Other;
            return name != FieldName.ContentLength && name != FieldName.TransferEncoding && SetState(State.TrailerValue);
        }

        private bool CountOverhead()
        {
            return ++_overhead <= MaximumOverhead;
        }

        private bool SetState(State state)
        {
            _state = state;
            return true;
        }

        private static bool IsSpace(int b)
        {
            return b == ' ' || b == '\t';
        }

        private static bool IsToken(int b)
        {
            return (CharacterClass.Table[b] & CharacterClass.Token) != 0;
        }

        private static bool IsFieldValue(int b)
        {
            return (CharacterClass.Table[b] & CharacterClass.FieldValue) != 0;
        }
    }
}
