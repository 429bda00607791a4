using System;
using Nano.Web.Text;

namespace Nano.Web.Http
{
    /// <summary>
    /// Writes one response into the connection's send buffer, in this order: <see cref="Begin"/>, fields,
    /// <see cref="BeginContent(long)"/> or <see cref="BeginContent()"/>, content as room allows, <see cref="End"/>.
    /// To HEAD, and with 204 and 304, it sends no content whatever is written.
    /// </summary>
    public sealed partial class Response
    {
        // Made once: on nanoFramework a literal makes an object each time it is used.
        private static readonly char[] s_lineEnds = { '\r', '\n', '\0' };
        private static readonly string s_version = "HTTP/1.1 ";
        private static readonly string s_server = "\r\nServer: nano\r\n";
        private static readonly string s_close = "Connection: close\r\n";
        private static readonly string s_keepAlive = "Connection: keep-alive\r\n";
        private static readonly string s_date = "Date";
        private static readonly string s_allowOrigin = "Access-Control-Allow-Origin";
        private static readonly string s_varyOrigin = "\r\nVary: Origin\r\n";
        private static readonly string s_contentLength = "Content-Length";
        private static readonly string s_chunked = "Transfer-Encoding: chunked\r\n";
        private static readonly string s_colon = ": ";
        private static readonly string s_lineEnd = "\r\n";
        private static readonly string s_noSize = "0000\r\n";
        private static readonly string s_lastChunk = "0\r\n\r\n";

        // A chunk's size as four hexadecimal digits and CR LF before it, CR LF behind it.
        private const int ChunkOverhead = 8;

        private const long Unknown = -1;
        private const long Chunked = -2;

        // The send buffer: a field, because the session asks it in every turn.
        internal readonly ByteWriter _output;
        private readonly Request _request;
        internal readonly HttpService _service;
        private Phase _phase;
        internal int _status;
        private int _mark;
        private int _origin;

        // What is left of the length announced, or one of these.
        private long _left;

        // A text that is being sent in pieces; null for none.
        internal string _text;

        private enum Phase
        {
            Idle,
            Head,
            Content,
            Complete,
        }

        internal Response(ByteWriter output, Request request, HttpService service)
        {
            _output = output;
            _request = request;
            _service = service;
        }

        /// <summary>The status begun, or 0 while there is none.</summary>
        public int Status => _status;

        /// <summary>Whether a response has been begun.</summary>
        public bool HasBegun => _phase != Phase.Idle;

        /// <summary>Whether the response is whole.</summary>
        public bool IsComplete => _phase == Phase.Complete;

        /// <summary>Whether content is sent at all: not to HEAD, and not with 1xx, 204 and 304.</summary>
        public bool HasContent { get; private set; }

        /// <summary>Whether the connection stays open behind this response. A handler may set it false before its content begins.</summary>
        public bool KeepAlive { get; set; }

        /// <summary>Whether a page of another origin may read the response.</summary>
        internal bool IsShared => _origin != 0;

        /// <summary>How many bytes of content can be written now.</summary>
        public int Room
        {
            get
            {
                if (!HasContent)
                {
                    return int.MaxValue;
                }

                int free = _output.Free - (_left == Chunked ? ChunkOverhead + 5 : 0);
                return free > 0 ? free : 0;
            }
        }

        /// <summary>Writes the status line and the fields every response has.</summary>
        /// <param name="status">200 to 599.</param>
        public void Begin(int status)
        {
            if (_phase != Phase.Idle || status < HttpStatus.Ok || status > 599)
            {
                throw new InvalidOperationException(_phase != Phase.Idle ? "The response has begun already." : "A response has a status from 200 to 599, not " + status.ToString() + ".");
            }

            _phase = Phase.Head;
            _mark = _output.Count;
            _status = status;
            HasContent = _request.Method != RequestMethod.Head && status != HttpStatus.NoContent && status != HttpStatus.NotModified;
            _output.WriteText(s_version);
            _output.WriteNumber(status);
            _output.Write((byte)' ');
            _output.WriteText(HttpStatus.Reason(status));
            _output.WriteText(s_server);
            byte[] fields = _service._fields;
            if (fields != null)
            {
                _output.Write(fields, 0, fields.Length);
            }

            DateField date = _service._date;
            if (date.IsKnown)
            {
                BeginField(s_date).Write(date.Bytes, 0, date.Bytes.Length);
                EndField();
            }

            if (_origin != 0)
            {
                BeginField(s_allowOrigin).Write(_request.Buffer, _origin >> 16, _origin & 0xFFFF);
                _output.WriteText(s_varyOrigin);
            }
        }

        /// <summary>Adds a field.</summary>
        /// <param name="name">A token.</param>
        /// <param name="value">Text without control characters; ASCII where the field's definition does not say otherwise.</param>
        /// <exception cref="ArgumentException">The value has a line end, which would begin another field.</exception>
        public void AddField(string name, string value)
        {
            if (value.IndexOfAny(s_lineEnds) >= 0)
            {
                throw new ArgumentException("The value of the field " + name + " has a line end.");
            }

            BeginField(name).WriteText(value);
            EndField();
        }

        /// <summary>Adds a field whose value is a number.</summary>
        /// <param name="name">A token.</param>
        /// <param name="value">The number, which is written in decimal.</param>
        public void AddField(string name, long value)
        {
            BeginField(name).WriteNumber(value);
            EndField();
        }

        /// <summary>Begins a field whose value the caller writes to the writer returned; <see cref="EndField"/> ends it.</summary>
        /// <param name="name">A token.</param>
        /// <returns>The writer for the value.</returns>
        public ByteWriter BeginField(string name)
        {
            if (_phase != Phase.Head)
            {
                throw new InvalidOperationException("A field stands behind the status and before the content: call Begin before, or add it earlier.");
            }

            _output.WriteText(name);
            _output.WriteText(s_colon);
            return _output;
        }

        /// <summary>Ends a field begun with <see cref="BeginField"/>.</summary>
        public void EndField()
        {
            _output.WriteText(s_lineEnd);
        }

        /// <summary>Ends the head: content of a known length follows.</summary>
        /// <param name="length">0 or more bytes.</param>
        public void BeginContent(long length)
        {
            if (_status != HttpStatus.NoContent && _status != HttpStatus.NotModified)
            {
                AddField(s_contentLength, length);
            }

            _left = length;
            EndHead();
        }

        /// <summary>Ends the head: content of unknown length follows, in chunks, or to the connection's end in HTTP/1.0.</summary>
        public void BeginContent()
        {
            _left = Unknown;
            if (_request.MinorVersion == 0)
            {
                KeepAlive = false;
            }
            else
            {
                _output.WriteText(s_chunked);
                if (HasContent)
                {
                    _left = Chunked;
                }
            }

            EndHead();
        }

        /// <summary>Writes as much content as there is room for.</summary>
        /// <param name="content">Holds the content.</param>
        /// <param name="offset">Where they begin.</param>
        /// <param name="count">How many there are.</param>
        /// <returns>The number of bytes taken, 0 to <paramref name="count"/>; go on from there when the resource is called again.</returns>
        public int Write(byte[] content, int offset, int count)
        {
            int room = Room;
            int part = count < room ? count : room;
            if (part > 0)
            {
                ByteWriter writer = BeginPiece();
                if (HasContent)
                {
                    writer.Write(content, offset, part);
                }

                EndPiece(part);
            }

            return part;
        }

        /// <summary>Begins a piece of content that the caller writes in place, at most <see cref="Room"/> bytes; <see cref="EndPiece(int)"/> ends it.</summary>
        /// <returns>The writer to write to, unless <see cref="HasContent"/> is false.</returns>
        public ByteWriter BeginPiece()
        {
            if (_left == Chunked)
            {
                _mark = _output.Count;
                _output.WriteText(s_noSize);
            }

            return _output;
        }

        /// <summary>Ends a piece.</summary>
        /// <param name="count">Its length in bytes.</param>
        public void EndPiece(int count)
        {
            if (_left == Chunked)
            {
                if (_output.Overflowed)
                {
                    throw new InvalidOperationException("A piece is longer than its room.");
                }

                if (count == 0)
                {
                    // A chunk of no bytes would end the content.
                    _output.Rewind(_mark);
                    return;
                }

                int end = _output.Count;
                _output.Rewind(_mark);
                _output.WriteHex(count, 4);
                _output.Advance(end - _mark - 4);
                _output.WriteText(s_lineEnd);
            }
            else if (_left >= 0)
            {
                _left -= count;
            }
        }

        /// <summary>Ends the response. Content shorter than announced closes the connection, so that the client notices.</summary>
        public void End()
        {
            if (_left == Chunked)
            {
                _output.WriteText(s_lastChunk);
            }
            else if (_left > 0 && HasContent)
            {
                KeepAlive = false;
            }

            _phase = Phase.Complete;
        }

        /// <summary>Adds the Allow field (RFC 9110 section 10.2.1). OPTIONS is always allowed.</summary>
        /// <param name="methods">The methods beside OPTIONS.</param>
        public void AddAllow(RequestMethod methods)
        {
            AddMethods("Allow", methods);
        }

        /// <summary>Tells a page of another origin, which asks first, what it may send (Fetch section 4.8).</summary>
        internal void AddPreflight(RequestMethod methods)
        {
            AddMethods("Access-Control-Allow-Methods", methods);
            AddField("Access-Control-Allow-Headers", "Authorization, Content-Type, If-Match");
            AddField("Access-Control-Max-Age", 600);
        }

        private void AddMethods(string name, RequestMethod methods)
        {
            RequestMethods.WriteTo(BeginField(name), methods);
            EndField();
        }

        /// <summary>Answers with 101 (RFC 9110 section 15.2.2), whose head the caller writes in full: the connection belongs to another protocol behind it.</summary>
        /// <returns>The writer for the head.</returns>
        internal ByteWriter SwitchProtocols()
        {
            _phase = Phase.Complete;
            _status = HttpStatus.SwitchingProtocols;
            return _output;
        }

        /// <summary>Lets a page of the request's own Origin read the response (Fetch section 3.3).</summary>
        internal void Share(int originOffset, int originCount)
        {
            _origin = originOffset << 16 | originCount;
        }

        internal void Reset(bool keepAlive)
        {
            _origin = 0;
            _phase = Phase.Idle;
            _left = 0;
            _status = 0;
            _text = null;
            HasContent = true;
            KeepAlive = keepAlive;
        }

        private void EndHead()
        {
            if (!KeepAlive)
            {
                _output.WriteText(s_close);
            }
            else if (_request.MinorVersion == 0)
            {
                _output.WriteText(s_keepAlive);
            }
            else if (_service._keepAlive != null)
            {
                byte[] field = _service._keepAlive;
                _output.Write(field, 0, field.Length);
            }

            _output.WriteText(s_lineEnd);
            if (_output.Overflowed)
            {
                throw new InvalidOperationException("The response's head does not fit the send buffer: raise ServerOptions.SendBuffer.");
            }

            _phase = Phase.Content;
        }
    }
}
