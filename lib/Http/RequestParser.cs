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
    /// A field that nobody reads (<see cref="HttpService.KeepField"/>) is checked as any other and then forgotten: when the buffer is full, what is kept moves together.
    /// </para>
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

        private const int MinimumContentRoom = 64;

        private readonly Request _request;
        private readonly HttpOptions _options;
        private State _state;
        private int _position;
        private int _question;

        // Where the method begins, then the version, and then each field's name; -1 in a field that is skipped, from its colon on.
        private int _mark;

        // Field lines begun, kept or not.
        private int _lines;

        // Bytes of the head that are no longer in the buffer.
        private int _removed;

        // Up to here nothing lies between what is kept: the request line, and fields.
        private int _compactEnd;

        // Where the target begins, and later each value.
        private int _start;

        /// <summary>Makes a parser that keeps every field, and the request it fills.</summary>
        /// <param name="buffer">The receive buffer; a head always begins at its first byte. At most 32,767 bytes.</param>
        /// <param name="maximumLine">The longest request line in bytes; beyond it 414.</param>
        /// <param name="maximumHead">The longest head in bytes; beyond it 431.</param>
        /// <param name="maximumFields">The most field lines, at most 255; beyond them 431.</param>
        public RequestParser(byte[] buffer, int maximumLine, int maximumHead, int maximumFields)
            : this(buffer, new HttpOptions { MaximumRequestLine = maximumLine, MaximumHead = maximumHead, MaximumFields = maximumFields, MaximumKeptFields = maximumFields }, null)
        {
        }

        /// <summary>Makes a parser that keeps the fields that a service reads, and the request it fills.</summary>
        /// <param name="buffer">The receive buffer; a head always begins at its first byte. 65 to 32,767 bytes, of which 64 are left for content.</param>
        /// <param name="service">Has the limits of the line, of the head and of its fields, and the names that are kept (<see cref="HttpService.KeepField"/>).</param>
        public RequestParser(byte[] buffer, HttpService service)
            : this(buffer, service._options, service._keptFields)
        {
        }

        private RequestParser(byte[] buffer, HttpOptions options, KeptFields kept)
        {
            _request = new Request(buffer, options.MaximumKeptFields, kept);
            _options = options;
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
            _lines = 0;
            _removed = 0;
            Error = RequestError.None;
            _request.Clear();
        }

        /// <summary>The head is refused before its end: of the request remains the target, as far as it has arrived, and the fields that are whole.</summary>
        internal void EndEarly()
        {
            Request request = _request;
            if (request._path == 0 && _state >= State.Target && _state < State.FieldStart && _position > _start)
            {
                request._path = _start << 16 | (_position - _start);
            }

            request.RemovePartialField();
        }

        /// <summary>Reads on. The parser keeps every field.</summary>
        /// <param name="end">Where the bytes received so far end in the buffer.</param>
        /// <returns>Whether the head is complete, or why not.</returns>
        public ParseResult Parse(int end)
        {
            return Parse(ref end);
        }

        /// <summary>Reads on.</summary>
        /// <param name="end">Where the bytes received so far end in the buffer: afterwards less, when the buffer was full and fields that are not kept made room.</param>
        /// <returns>Whether the head is complete, or why not.</returns>
        public ParseResult Parse(ref int end)
        {
            RequestError error = RequestError.None;
            KeptFields kept = _request._kept;
            int room = _request._buffer.Length - (kept == null ? 0 : MinimumContentRoom);
            if (_state < State.FieldStart)
            {
                int maximum = _options.MaximumRequestLine;
                maximum = room < maximum ? room : maximum;
                error = ReadLine(end < maximum ? end : maximum);
                if (error == RequestError.None && _state < State.FieldStart)
                {
                    if (_position < maximum)
                    {
                        return ParseResult.Incomplete;
                    }

                    error = _state == State.Method ? RequestError.MethodTooLong : RequestError.LineTooLong;
                }
            }

            while (error == RequestError.None)
            {
                int left = _options.MaximumHead - _removed;
                int maximum = room < left ? room : left;
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

                    error = kept != null && room < left && Compact(ref end) ? RequestError.None : RequestError.FieldsTooLarge;
                }
            }

            Error = error;
            return ParseResult.Invalid;
        }
    }
}
