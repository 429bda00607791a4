using System;

namespace Nano.Web.Http
{
    /// <summary>
    /// The protocol of one connection (RFC 9112) without its socket: bytes received and the time come in, calls on resources and bytes in the send buffer
    /// go out. It serves one request after another: the head, the gate's decision, the content, the response (<see cref="HttpSessionState"/>).
    /// <para>
    /// Each turn of its connection: put at most <see cref="MakeRoom"/> bytes into <see cref="Buffer"/> at <see cref="End"/>, call <see cref="Turn"/>, and send
    /// what the send buffer has. Behind <see cref="HttpSessionState.Response"/> the session is over, and <see cref="State"/> says how its connection ends.
    /// </para>
    /// </summary>
    public sealed partial class HttpSession
    {
        // So many bytes of a head are read, and of content handed to a resource, in a turn at most: everything else waits for it.
        private const int MaximumParsed = 640;
        private const int MaximumHanded = 160;

        // A head that is not whole after so many milliseconds has stalled.
        private const int StalledTime = 3000;

        private readonly HttpService _service;
        private readonly RequestParser _parser;
        private readonly BodyReader _body = new BodyReader();
        private Resource _resource;

        // Fields, because a connection reads them in every turn. What has been received and not been used lies from _start to _end.
        internal readonly byte[] _buffer;
        internal readonly Exchange _exchange;
        internal int _start;
        internal int _end;
        internal bool _inputEnded;
        internal HttpSessionState _state;

        // When the client's time for what it does runs out, in the states Head and Content; when a stream's life is over, in Response.
        internal long _due;
        private int _contentEnd;
        private long _skipped;
        private int _requests;

        /// <summary>Makes a session's state; <see cref="Begin"/> begins its life, again and again.</summary>
        /// <param name="service">What all sessions share.</param>
        /// <param name="slot">A number for resources, see <see cref="Exchange.Slot"/>.</param>
        /// <param name="output">The send buffer. A response's head must fit, with 640 bytes at least.</param>
        public HttpSession(HttpService service, int slot, Text.ByteWriter output)
        {
            _service = service;
            HttpOptions options = service._options;
            _buffer = new byte[options.ReceiveBuffer];
            _parser = new RequestParser(_buffer, service);
            Request request = _parser.Request;
            _exchange = new Exchange(slot, request, new Response(output, request, service));
        }

        /// <summary>Where it is.</summary>
        public HttpSessionState State => _state;

        /// <summary>The receive buffer, which requests are views of.</summary>
        public byte[] Buffer => _buffer;

        /// <summary>Where the bytes begin that have been received and not been used: in <see cref="HttpSessionState.Switched"/> those of the other protocol.</summary>
        public int Start => _start;

        /// <summary>Where the bytes end that have been received, and the next go.</summary>
        public int End => _end;

        /// <summary>The resource of the request.</summary>
        public Resource Resource => _resource;

        /// <summary>The client's IPv4 address, which the service's gate is told: its first byte the most significant; 0 when it is not known.</summary>
        public int Address
        {
            get => _exchange.Address;
            set => _exchange.Address = value;
        }

        /// <summary>When <see cref="Tick"/> must be called, in the milliseconds of <see cref="Turn"/>; <see cref="long.MaxValue"/> while a gate or a resource takes its time.</summary>
        public long Due => _state <= HttpSessionState.Content ? _due : long.MaxValue;

        /// <summary>Begins: a client has connected. The send buffer must be empty.</summary>
        /// <param name="now">The time in milliseconds.</param>
        public void Begin(long now)
        {
            _end = 0;
            _requests = 0;
            _inputEnded = false;
            BeginHead();
            _due = now + _service._options.FirstByteTimeout;
            _service._gate?.OnConnected(_exchange);
        }

        /// <summary>The response to the request that begins next says <c>Connection: close</c>: the connection serves no other behind it.</summary>
        public void EndAfterNext()
        {
            _requests = _service._options.MaximumRequests - 1;
        }

        /// <summary>Makes room for bytes at <see cref="End"/>.</summary>
        /// <returns>How many bytes it takes now; 0 while a response must go first, the gate decides or the buffer is full.</returns>
        public int MakeRoom()
        {
            switch (_state)
            {
                case HttpSessionState.Head:
                    // The last response must go first: requests are answered in order, and never faster than they are read.
                    return _exchange._response._output._end == 0 ? _buffer.Length - _end : 0;

                case HttpSessionState.Content:
                    Compact();
                    return _buffer.Length - _end;

                case HttpSessionState.Response:
                    // A response without an end, of which the client has all there is, ends when the client sends no more: nobody might miss it otherwise.
                    return _exchange._response._output._end == 0 && _exchange._response.HasBegun ? _buffer.Length - _end : 0;

                default:
                    return 0;
            }
        }

        /// <summary>The client sends no more: the next <see cref="Turn"/> is told so.</summary>
        public void EndInput()
        {
            _inputEnded = true;
        }

        /// <summary>Does all that can be done now: one request at most.</summary>
        /// <param name="received">How many bytes have been put at <see cref="End"/>, at most as many as <see cref="MakeRoom"/> has said.</param>
        /// <param name="now">The time in milliseconds; never less than the last time.</param>
        /// <returns>Whether another turn may find more to do.</returns>
        public bool Turn(int received, long now)
        {
            if (received > 0)
            {
                _end += received;
            }

            switch (_state)
            {
                case HttpSessionState.Head:
                    return ReadHead(now);

                case HttpSessionState.Request:
                    BeginExchange(now);
                    return true;

                case HttpSessionState.Gate:
                    PassGate(now);
                    return _state != HttpSessionState.Gate;

                case HttpSessionState.Content:
                    NoteAnswering();
                    if (received > 0)
                    {
                        HttpOptions options = _service._options;
                        _due = Deadline.Extend(_due, received, options.MinimumContentRate, now, options.ContentTimeout);
                    }

                    ReadContent(now);
                    if (_state == HttpSessionState.Content && _inputEnded && _start == _end)
                    {
                        // The request will never be whole.
                        Abort();
                    }

                    return _state != HttpSessionState.Content || _start < _end;

                case HttpSessionState.Response:
                    NoteAnswering();
                    Respond(now);
                    break;
            }

            return false;
        }

        /// <summary>Ends what has taken too long, at <see cref="Due"/> or later: a request that has begun with 408, a connection without one at once.</summary>
        /// <param name="now">The time in milliseconds.</param>
        public void Tick(long now)
        {
            if (now < Due)
            {
                return;
            }

            HttpStatistics statistics = _service._statistics;
            if (_state == HttpSessionState.Content)
            {
                statistics.ContentTimeouts++;
                if (_exchange._response.HasBegun)
                {
                    Abort();
                }
                else
                {
                    Refuse(RequestError.Timeout);
                }
            }
            else if (_parser.HasBegun)
            {
                statistics.HeadTimeouts++;
                Refuse(RequestError.Timeout);
            }
            else
            {
                statistics.IdleTimeouts += _requests > 0 ? 1 : 0;
                statistics.FirstByteTimeouts += _requests > 0 ? 0 : 1;
                _state = HttpSessionState.Aborted;
            }
        }

        /// <summary>The client has taken what waited for it for a while: its time for what it does next begins.</summary>
        /// <param name="now">The time in milliseconds.</param>
        public void RestartTime(long now)
        {
            HttpOptions options = _service._options;
            if (_state == HttpSessionState.Content)
            {
                _due = now + options.ContentTimeout;
            }
            else if (_state == HttpSessionState.Head)
            {
                _due = now + (_parser.HasBegun || _end > 0 ? options.HeadTimeout : options.IdleTimeout);
            }
        }

        /// <summary>Whether the request has been answered and the rest of its content is only read to keep the connection.</summary>
        public bool IsDraining => _state == HttpSessionState.Content && _exchange._response.IsComplete;

        /// <summary>Whether it waits for the first byte of a request.</summary>
        internal bool IsWaiting => _state == HttpSessionState.Head && !_parser.HasBegun;

        /// <summary>How long the client has had nothing to do but send a request, or the rest of a head that has stalled, in milliseconds; -1 while a request or its response is under way.</summary>
        /// <param name="now">The time in milliseconds.</param>
        /// <param name="fresh">A new client counts as idle after so many milliseconds: its request is on its way until then.</param>
        /// <returns>Milliseconds, or -1.</returns>
        public long IdleTime(long now, int fresh)
        {
            if (_state != HttpSessionState.Head)
            {
                return -1;
            }

            HttpOptions options = _service._options;
            if (_parser.HasBegun)
            {
                long begun = now - _due + options.HeadTimeout;
                return begun < StalledTime ? -1 : begun;
            }

            if (_requests > 0)
            {
                return now - _due + options.IdleTimeout;
            }

            long silent = now - _due + options.FirstByteTimeout;
            return silent < fresh ? -1 : silent;
        }

        /// <summary>Ends the session when no request has begun; one under way is answered first.</summary>
        public void Stop()
        {
            if (_state == HttpSessionState.Head && !_parser.HasBegun)
            {
                _state = HttpSessionState.Done;
            }
        }

        /// <summary>
        /// A gate or resource threw an exception, or wrote a response that does not fit: answers with 500, in place of a response that has begun in the same turn, or
        /// aborts one of which some may have been sent.
        /// </summary>
        public void Fail()
        {
            Response response = _exchange._response;
            bool isBegun = response.HasBegun;
            if (_state > HttpSessionState.Response || (isBegun && ((_exchange._request._flags & RequestFlags.Answering) != 0 || !response.TakeBack())))
            {
                Abort();
                return;
            }

            bool isPartial = isBegun && !response.IsComplete && _resource != null;
            Refuse(HttpStatus.InternalServerError, "The server met an error.");
            if (isPartial)
            {
                // The resource need not remember a response that is not its own any more.
                _resource.OnAborted(_exchange);
            }
        }

        /// <summary>The connection has ended: tells whoever has not finished a response.</summary>
        public void Abort()
        {
            HttpSessionState state = _state;
            Response response = _exchange._response;
            if (state > HttpSessionState.Response)
            {
                return;
            }

            // First, so that a resource or gate that throws here is not told again.
            _state = HttpSessionState.Aborted;
            if (!response.HasBegun)
            {
                Abandon(state);
            }
            else if (!response.IsComplete)
            {
                response.Reset(false);
                _resource.OnAborted(_exchange);
            }

            if (state < HttpSessionState.Response)
            {
                Wipe();
            }
        }

        /// <summary>Overwrites what has been received: a request that has not been read to its end may have held a password, a cookie or content.</summary>
        internal void Wipe()
        {
            Array.Clear(_buffer, 0, _buffer.Length);
        }

        /// <summary>Notes that the response had begun before this turn, so that some of it may have been sent.</summary>
        private void NoteAnswering()
        {
            if (_exchange._response.HasBegun)
            {
                _exchange._request._flags |= RequestFlags.Answering;
            }
        }

        private void BeginHead()
        {
            _parser.Reset();
            _exchange._response.Reset(false);
            _state = HttpSessionState.Head;
        }

        private void Refuse(RequestError error)
        {
            if (_state == HttpSessionState.Head)
            {
                _parser.EndEarly();
            }

            int status = RequestErrors.Status(error);
            _service._statistics.CountBadRequest(status);
            Refuse(status, RequestErrors.Reason(error));
        }

        private void Refuse(int status, string reason)
        {
            HttpSessionState state = _state;
            Response response = _exchange._response;
            response.Reset(false);
            _service.Share(_exchange);
            response.Begin(status);
            response.EndWith(reason);
            _state = HttpSessionState.Unread;
            Abandon(state);
            if (state < HttpSessionState.Response)
            {
                Wipe();
            }
        }

        /// <summary>Tells the gate and the resource of an exchange that ends in a state without a response of its own.</summary>
        private void Abandon(HttpSessionState state)
        {
            if (state != HttpSessionState.Head && _service._gate != null)
            {
                _service._gate.OnAbandoned(_exchange);
            }

            if (state == HttpSessionState.Content && _resource != null)
            {
                _resource.OnAbandoned(_exchange);
            }
        }
    }
}
