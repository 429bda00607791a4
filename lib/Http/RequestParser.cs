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
    }
}
