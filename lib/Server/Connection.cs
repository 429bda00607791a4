using System;
using Nano.Web.Http;
using Nano.Web.Text;
using Nano.Web.WebSockets;

namespace Nano.Web.Server
{
    /// <summary>
    /// A slot: everything one connection needs, made once and used by one client after another. Its turn takes what has
    /// arrived, at most a buffer full, lets the protocol and the handlers act on it, and sends what the client will take.
    /// </summary>
    internal sealed class Connection
    {
        internal enum Phase
        {
            Free,
            Head,
            Gate,
            Content,
            Response,
            WebSocket,
            Closing,
            Lingering,
        }

        private const int MinimumContentRoom = 64;

        // A new client's request is on its way for so long; after that it is no more than an open line.
        private const int FreshTime = 1000;

        private readonly WebServer _server;
        private readonly byte[] _buffer;
        private readonly RequestParser _parser;
        private readonly BodyReader _body = new BodyReader();
        private readonly Request _request;
        private readonly Response _response;
        private readonly Exchange _exchange;
        private Resource _resource;

        // Fields, because the loop reads them of every slot in every turn.
        internal Phase _phase;
        internal readonly ByteWriter _output;
        internal readonly WebSocket _webSocket;
        internal TransportStream _stream;

        // What has been received and not been used lies from _start to _end.
        private int _start;
        private int _end;
        private int _contentEnd;
        private long _skipped;
        private int _requests;
        private bool _isOpening;
        private bool _awaitsContinue;
        private OriginVerdict _origin;
        private bool _inputEnded;
        private bool _isBroken;

        // When the client's time for what it does runs out, and, while it does not take what waits for it, the time for that: 0 otherwise.
        private long _due;
        private long _sendDue;

        public Connection(WebServer server, int slot, TransportStream stream, Unmasker unmasker)
        {
            _server = server;
            ServerOptions options = server._options;
            _stream = stream;
            _buffer = new byte[options.ReceiveBuffer];
            _output = new ByteWriter(new byte[options.SendBuffer]);
            _parser = new RequestParser(_buffer, options.MaximumRequestLine, options.ReceiveBuffer - MinimumContentRoom, options.MaximumFields);
            _request = _parser.Request;
            _response = new Response(_output, _request) { Date = server.Date, Fields = server.Fields };
            _exchange = new Exchange(slot, _request, _response);
            _webSocket = new WebSocket(slot, _output, options.WebSocket, true, unmasker);
        }

        /// <summary>The stream it serves; another one only while it serves nobody.</summary>
        public TransportStream Stream
        {
            get => _stream;
            set => _stream = value;
        }

        /// <summary>Whether it serves nobody.</summary>
        public bool IsFree => _phase == Phase.Free;

        /// <summary>Whether bytes wait for the client.</summary>
        public bool IsSending => _output.Count > 0;

        /// <summary>Its WebSocket; open only after a handshake.</summary>
        public WebSocket WebSocket => _webSocket;

        /// <summary>Begins to serve the client the stream was lent to.</summary>
        public void Begin(long now)
        {
            _output.Clear();
            _end = 0;
            _requests = 0;
            _inputEnded = false;
            _isBroken = false;
            _sendDue = 0;
            _webSocket._isResting = false;
            BeginHead();
            _isOpening = _stream.IsOpening;
            SetDue(now + (_isOpening ? _server._options.HandshakeTimeout : _server._options.FirstByteTimeout));
        }

        /// <summary>How long it has had nothing to do but wait for a request, in milliseconds; -1 when it has, or has only just been accepted.</summary>
        public long IdleTime(long now)
        {
            if (_phase != Phase.Head || _isOpening || _parser.HasBegun || _output.Count > 0)
            {
                return -1;
            }

            if (_requests > 0)
            {
                return now - _due + _server._options.IdleTimeout;
            }

            long silent = now - _due + _server._options.FirstByteTimeout;
            return silent < FreshTime ? -1 : silent;
        }

        /// <summary>Does all that can be done now.</summary>
        /// <returns>Whether bytes moved, so that another turn may find more to do, or the connection has ended.</returns>
        public bool Turn(long now)
        {
            bool moved = _output._end != 0 && Flush(now);
            bool isDone = false;
            if (_phase == Phase.WebSocket)
            {
                if (_start > 0)
                {
                    _end -= _start;
                    Array.Copy(_buffer, _start, _buffer, 0, _end);
                    _start = 0;
                }

                moved |= Receive();
                WebSocket webSocket = _webSocket;
                int count = _end;
                if (count > 0)
                {
                    int taken = webSocket.Receive(_buffer, 0, count, now);
                    if (taken == count)
                    {
                        _end = 0;
                        moved = true;
                    }
                    else
                    {
                        _start = taken;
                        moved |= taken > 0;
                    }
                }

                if (webSocket._isClear && _end == 0 && !_inputEnded)
                {
                    isDone = true;
                }
                else
                {
                    TurnWebSocket(moved, now);
                }
            }
            else
            {
                moved |= TurnRequest(now);
            }

            if (_output._end != 0)
            {
                moved |= Flush(now);
            }

            if (isDone && _output._end == 0)
            {
                // Most turns end here.
                _webSocket._isResting = true;
                return moved;
            }

            return EndTurn(moved);
        }

        /// <summary>Ends what has taken too long.</summary>
        /// <returns>When it wants to be asked again, if nothing sets an earlier time until then.</returns>
        public long CheckTime(long now)
        {
            if (_phase == Phase.WebSocket)
            {
                TickWebSocket(now);
                AttendWebSocket(now);
            }

            long due = _phase == Phase.WebSocket ? _webSocket.GetDue(now) : long.MaxValue;
            if (_output.Count > 0)
            {
                if (_sendDue != 0 && now >= _sendDue)
                {
                    // The client has stopped reading.
                    _server._statistics.SendTimeouts++;
                    Free();
                }

                long sendDue = _sendDue != 0 ? _sendDue : now + WebServer.LongestWait;
                return sendDue < due ? sendDue : due;
            }

            if (_phase == Phase.WebSocket)
            {
                return due;
            }

            if (now < _due || !IsTimed)
            {
                return IsTimed ? _due : long.MaxValue;
            }

            TimeOut(now);
            return _phase == Phase.Free ? long.MaxValue : _due;
        }

        /// <summary>The server stops: ends what is idle at once, a WebSocket with 1001, and the rest when it is answered.</summary>
        public void Stop(long now)
        {
            _webSocket._isResting = false;
            if (_phase == Phase.WebSocket)
            {
                _webSocket.Close(CloseStatus.GoingAway, "server stops", now);
            }
            else if (_phase == Phase.Head && !_parser.HasBegun)
            {
                Close();
            }
        }

        /// <summary>Begins to close its WebSocket, if it is one.</summary>
        public void CloseWebSocket(CloseStatus status, string reason, long now)
        {
            if (_phase == Phase.WebSocket)
            {
                _webSocket.Close(status, reason, now);
            }
        }

        /// <summary>A handler threw: the connection ends, with 1011 or, if no response has begun, with 500.</summary>
        public void Fault(long now)
        {
            _webSocket._isResting = false;
            if (_phase == Phase.WebSocket)
            {
                _webSocket.Fail(CloseStatus.InternalError, "internal error");
                _server._statistics.CountClose(_webSocket.Status);
                Linger(now);
            }
            else if (!_response.HasBegun && _phase != Phase.Lingering)
            {
                Refuse(HttpStatus.InternalServerError, "The server met an error.", now);
            }
            else
            {
                Free();
            }
        }

        /// <summary>Ends the connection without more ado.</summary>
        public void Free()
        {
            if (_phase == Phase.WebSocket)
            {
                _webSocket.Abort();
                _server._statistics.CountClose(_webSocket.Status);
            }
            else if ((_phase == Phase.Response || _phase == Phase.Content) && _response.HasBegun && !_response.IsComplete)
            {
                // First, so that a resource that throws here is not told again.
                _response.Reset(false);
                _resource.OnAborted(_exchange);
            }

            if (_phase != Phase.Free)
            {
                _phase = Phase.Free;
                _webSocket._isResting = false;
                _output.Clear();
                _stream.Close();
                _server.CountOut();
            }
        }

        private bool TurnRequest(long now)
        {
            _webSocket._isResting = false;
            switch (_phase)
            {
                case Phase.Head: return TurnHead(now);
                case Phase.Gate: PassGate(now); break;
                case Phase.Content: return TurnContent(now);
                case Phase.Response: TurnResponse(now); break;
                case Phase.Lingering: return TurnLingering();
            }

            return false;
        }

        private bool TurnHead(long now)
        {
            if (_output.Count > 0)
            {
                // The last response must go first: requests are answered in order, and never faster than they are read.
                return false;
            }

            if (_isOpening && !_stream.IsOpening)
            {
                // Only now can the client send anything.
                _isOpening = false;
                SetDue(now + _server._options.FirstByteTimeout);
            }

            bool moved = Receive();
            bool hadBegun = _parser.HasBegun;
            ParseResult result = _parser.Parse(_end);
            if (result == ParseResult.Complete)
            {
                _start = _parser.HeadEnd;
                BeginExchange(now);
                return true;
            }

            if (result == ParseResult.Invalid)
            {
                Refuse(_parser.Error, now);
            }
            else if (_inputEnded)
            {
                Close();
            }
            else if (!hadBegun && _parser.HasBegun)
            {
                SetDue(now + _server._options.HeadTimeout);
            }

            _webSocket._isResting = _phase == Phase.Head;
            return moved;
        }

        private void BeginExchange(long now)
        {
            _server.Date.Update(DateTime.UtcNow.Ticks);
            _server._statistics.Requests++;
            _requests++;
            _origin = OriginVerdict.Same;
            _exchange.Position = 0;
            _contentEnd = _start;
            _skipped = 0;
            SetDue(now + _server._options.ContentTimeout);
            _body.Begin(_request.ContentLength, _server._options.MaximumContent);
            _awaitsContinue = _request.ExpectsContinue && !_body.IsComplete && _start == _end;

            // A client that waits for 100 and gets an answer instead may send its content or not: only an end is unambiguous.
            _response.Reset(!_awaitsContinue && MayStay);
            if (_body.Error != RequestError.None)
            {
                Refuse(_body.Error, now);
                return;
            }

            _resource = _server.Router.Find(_exchange);
            if (RefuseHost() || RefuseOrigin())
            {
                _phase = Phase.Content;
                ReadContent(now);
            }
            else
            {
                PassGate(now);
            }
        }

        /// <summary>Asks the server's gate, in one turn after another until it has decided, and goes on to the resource.</summary>
        private void PassGate(long now)
        {
            Gate gate = _server.Gate;
            bool isAdmitted = true;
            if (gate != null && _request.Method != HttpMethod.Options)
            {
                _exchange.Address = _stream.Address;
                isAdmitted = gate.Admit(_exchange, _resource);
                if (!isAdmitted && !_response.HasBegun)
                {
                    _phase = Phase.Gate;
                    return;
                }
            }

            if (isAdmitted && !RefuseMethod())
            {
                _exchange.Position = 0;
                if (_resource is WebSocketResource webSocketResource)
                {
                    if (BeginWebSocket(webSocketResource.Handler, now))
                    {
                        return;
                    }
                }
                else
                {
                    _resource.OnRequest(_exchange);
                    if (!_response.HasBegun && _awaitsContinue)
                    {
                        _response.KeepAlive = MayStay;
                        _output.WriteAscii("HTTP/1.1 100 Continue\r\n\r\n");
                        _awaitsContinue = false;
                    }
                }
            }

            _phase = Phase.Content;
            ReadContent(now);
        }

        /// <summary>Answers what asks for a host that is not allowed (RFC 9110 section 15.5.20).</summary>
        private bool RefuseHost()
        {
            if (_server.Hosts == null || (_resource != null && _resource.AnyHost) || _server.Hosts.Allows(_request))
            {
                return false;
            }

            _server._statistics.HostsRefused++;
            _response.Begin(HttpStatus.MisdirectedRequest);
            _response.EndWith("This server does not go by that name. Use its address, or allow the name.");
            return true;
        }

        /// <summary>Answers what a page of an origin that is not allowed may not send. Whether it may open a WebSocket the handler decides.</summary>
        private bool RefuseOrigin()
        {
            bool isUnsafe = (_request.Method & HttpMethod.Unsafe) != 0;
            bool hasOrigin = _request.TryGetField(FieldName.Origin, out int offset, out int count);
            if (_server.Origins == null || !(isUnsafe || hasOrigin || _resource is WebSocketResource))
            {
                return false;
            }

            _origin = _server.Origins.Judge(_request, _server.IsSecure);
            if (_origin == OriginVerdict.Allowed)
            {
                _response.Share(offset, count);
            }

            if (_origin != OriginVerdict.Foreign || !isUnsafe)
            {
                return false;
            }

            _server._statistics.OriginsRefused++;
            _response.Begin(HttpStatus.Forbidden);
            _response.EndWith("Pages of this origin may not change anything here.");
            return true;
        }

        /// <summary>Answers what needs no resource: unknown paths and methods, and OPTIONS (RFC 9110 sections 9.1, 9.3.7, 15.5.6).</summary>
        private bool RefuseMethod()
        {
            HttpMethod method = _request.Method;
            bool isAsterisk = _buffer[_request.PathOffset] == '*';
            if (method == HttpMethod.Unknown)
            {
                _response.Begin(HttpStatus.NotImplemented);
                _response.EndWith("This server does not know that method.");
            }
            else if (_resource == null && !isAsterisk)
            {
                _response.Begin(HttpStatus.NotFound);
                _response.EndWith("There is nothing at this path.");
            }
            else if (method == HttpMethod.Options)
            {
                _response.Begin(HttpStatus.NoContent);
                HttpMethod methods = isAsterisk ? (HttpMethod)(-1) : _resource.Methods;
                _response.AddAllow(methods);
                if (_response.IsShared)
                {
                    _response.AddPreflight(methods);
                }

                _response.BeginContent(0);
                _response.End();
            }
            else if ((_resource.Methods & method) == 0)
            {
                _response.Begin(HttpStatus.MethodNotAllowed);
                _response.AddAllow(_resource.Methods);
                _response.EndWith("This path does not allow that method.");
            }
            else
            {
                return false;
            }

            return true;
        }

        private bool BeginWebSocket(WebSocketHandler handler, long now)
        {
            if (_server.IsStopping)
            {
                // Nobody would close it any more.
                _response.Begin(HttpStatus.ServiceUnavailable);
                _response.AddField("Retry-After", 5);
                _response.EndWith("The server stops.");
                return false;
            }

            OpeningHandshake handshake = _server.Handshake;
            handshake.Begin(_request, _exchange.Slot, _origin, handler);
            if (handshake.Status != HttpStatus.SwitchingProtocols)
            {
                _server._statistics.OriginsRefused += _origin == OriginVerdict.Foreign && handshake.Status == HttpStatus.Forbidden ? 1 : 0;
                handshake.WriteReject(_response);
                return false;
            }

            handshake.WriteAccept(_output);
            _server._statistics.WebSockets++;
            _phase = Phase.WebSocket;
            _webSocket.Open(handler, now);
            _server.CheckBy(_webSocket.GetDue(now));
            _start += _webSocket.Receive(_buffer, _start, _end - _start, now);
            return true;
        }

        private bool TurnContent(long now)
        {
            if (_start == _end)
            {
                // Behind the head, and behind content that is kept until it is whole.
                _start = _end = _contentEnd;
            }
            else if (_end == _buffer.Length && _start > _contentEnd)
            {
                Array.Copy(_buffer, _start, _buffer, _contentEnd, _end - _start);
                _end -= _start - _contentEnd;
                _start = _contentEnd;
            }

            int before = _end;
            bool moved = Receive();
            if (moved)
            {
                // Later than before, so that nobody need be told.
                _due = Extend(_due, _end - before, _server._options.MinimumContentRate, now, _server._options.ContentTimeout);
            }

            ReadContent(now);
            if (_phase == Phase.Content && _inputEnded)
            {
                // The request will never be whole.
                Free();
            }

            return moved;
        }

        /// <summary>Hands on what has arrived of the request's content, then goes on to the response.</summary>
        private void ReadContent(long now)
        {
            bool isWhole = !_response.HasBegun && _resource.WantsWholeContent;
            while (!_body.IsComplete)
            {
                int next = _body.Read(_buffer, _start, _end, out int offset, out int count);
                if (_body.Error != RequestError.None)
                {
                    if (_response.HasBegun)
                    {
                        Linger(now);
                    }
                    else
                    {
                        Refuse(_body.Error, now);
                    }

                    return;
                }

                _start = next;
                if (count == 0)
                {
                    break;
                }

                if (_response.HasBegun)
                {
                    _skipped += count;
                    if (_skipped > _server._options.MaximumDrain)
                    {
                        _response.KeepAlive = false;
                        _phase = Phase.Response;
                        TurnResponse(now);
                        return;
                    }
                }
                else if (isWhole)
                {
                    Array.Copy(_buffer, offset, _buffer, _contentEnd, count);
                    _contentEnd += count;
                }
                else
                {
                    _resource.OnContent(_exchange, _buffer, offset, count, _body.IsComplete);
                }
            }

            if (!_body.IsComplete)
            {
                if (isWhole && _start == _end && _contentEnd == _buffer.Length)
                {
                    Refuse(RequestError.BodyTooLarge, now);
                }
                else if (_response.HasBegun && _awaitsContinue)
                {
                    _phase = Phase.Response;
                    TurnResponse(now);
                }

                return;
            }

            if (!_response.HasBegun && (isWhole || _request.ContentLength <= 0))
            {
                int head = _parser.HeadEnd;
                _resource.OnContent(_exchange, _buffer, head, _contentEnd - head, true);
            }

            _phase = Phase.Response;
            TurnResponse(now);
        }

        private void TurnResponse(long now)
        {
            if (!_response.IsComplete && _response.Room > 0)
            {
                _resource.OnWritable(_exchange);
            }

            if (_output.Overflowed)
            {
                throw new InvalidOperationException("A response wrote beyond its room.");
            }

            if (!_response.IsComplete)
            {
                if (_output.Count == 0 && _response.HasBegun)
                {
                    WatchForEnd();
                }

                return;
            }

            if (!_response.KeepAlive)
            {
                if (_body.IsComplete && _start == _end)
                {
                    Close();
                }
                else
                {
                    Linger(now);
                }

                return;
            }

            Array.Copy(_buffer, _start, _buffer, 0, _end - _start);
            _end -= _start;
            BeginHead();
            SetDue(now + (_end > 0 ? _server._options.HeadTimeout : _server._options.IdleTimeout));
        }

        /// <summary>A response without an end, of which the client has all there is: it ends when the client sends no more, who might never be missed otherwise.</summary>
        private void WatchForEnd()
        {
            Receive();
            if (_inputEnded)
            {
                Free();
            }
        }

        /// <summary>Does what a WebSocket needs that is not open and between two messages.</summary>
        private void TurnWebSocket(bool moved, long now)
        {
            WebSocket webSocket = _webSocket;
            if (_end == 0 && webSocket._reader._hasHeader)
            {
                // An empty frame that had to wait for room has no bytes any more.
                webSocket.Receive(_buffer, 0, 0, now);
            }

            if (_inputEnded && !moved && _output.Count == 0 && !webSocket._wantsToSend)
            {
                webSocket.Abort();
            }

            if (webSocket._wantsToSend)
            {
                TickWebSocket(now);
            }

            AttendWebSocket(now);
        }

        /// <summary>Finds out, once all has been sent that can be, whether anything is left to do.</summary>
        /// <returns>As <see cref="Turn"/>.</returns>
        private bool EndTurn(bool moved)
        {
            if (_phase == Phase.WebSocket)
            {
                _webSocket._isResting = _end == 0 && _output._end == 0 && !_inputEnded && _webSocket.MayRest;
            }

            if (_isBroken || (_phase == Phase.Closing && _output.Count == 0))
            {
                Free();
            }

            return moved || _phase == Phase.Free;
        }

        /// <summary>Has the WebSocket do what is due.</summary>
        private void TickWebSocket(long now)
        {
            if (_webSocket.Tick(now))
            {
                CountGivenUp();
            }
        }

        /// <summary>Goes along with a WebSocket that closes.</summary>
        private void AttendWebSocket(long now)
        {
            if (_webSocket._state == WebSocketState.Closing)
            {
                _server.CheckBy(_webSocket.GetDue(now));
            }
            else if (_webSocket._state == WebSocketState.Closed && _phase == Phase.WebSocket)
            {
                EndWebSocket(now);
            }
        }

        private void CountGivenUp()
        {
            if (_webSocket.AwaitsPong)
            {
                _server._statistics.PongTimeouts++;
            }
            else
            {
                _server._statistics.CloseTimeouts++;
            }
        }

        private void EndWebSocket(long now)
        {
            _server._statistics.CountClose(_webSocket.Status);

            // The server closes first (RFC 6455 section 7.1.1); a peer that broke the protocol may still be sending.
            if (_webSocket.IsClean || _inputEnded)
            {
                Close();
            }
            else
            {
                Linger(now);
            }
        }

        private bool TurnLingering()
        {
            if (_output.Count > 0)
            {
                return false;
            }

            _end = 0;
            bool moved = Receive();
            if (_inputEnded)
            {
                Free();
            }

            return moved;
        }

        private void BeginHead()
        {
            _parser.Reset();
            _response.Reset(false);
            _phase = Phase.Head;
        }

        private void Close()
        {
            _phase = Phase.Closing;
        }

        /// <summary>Sends what is left to send, then reads on for a while: closing at once would reset the connection under the answer.</summary>
        private void Linger(long now)
        {
            _phase = Phase.Lingering;
            SetDue(now + _server._options.LingerTimeout);
        }

        private void Refuse(RequestError error, long now)
        {
            int status = RequestErrors.Status(error);
            _server._statistics.CountBadRequest(status);
            Refuse(status, RequestErrors.Reason(error), now);
        }

        private void Refuse(int status, string reason, long now)
        {
            _response.Reset(false);
            _response.Begin(status);
            _response.EndWith(reason);
            Linger(now);
        }

        /// <summary>Takes what has arrived, as much as the buffer has room for behind <see cref="_end"/>.</summary>
        private bool Receive()
        {
            byte[] buffer = _buffer;
            int end = _end;
            if (!_stream._isReadable || _inputEnded || end == buffer.Length)
            {
                return false;
            }

            int received = _stream.Receive(buffer, end, buffer.Length - end);
            if (received > 0)
            {
                _end = end + received;
                _server._statistics._bytesReceived += received;
                return true;
            }

            if (received < 0)
            {
                _inputEnded = true;
                if (received != TransportStream.EndOfStream)
                {
                    Break(received);
                }
            }

            return false;
        }

        /// <summary>Sends what the client will take of what waits for it, which is something.</summary>
        /// <returns>Whether it took any.</returns>
        internal bool Flush(long now)
        {
            if (_isBroken)
            {
                return false;
            }

            ByteWriter output = _output;
            int start = output._start;
            int count = output._end - start;
            int sent = _stream.Send(output._buffer, start, count);
            if (sent == count)
            {
                output._start = 0;
                output._end = 0;
            }
            else if (sent > 0)
            {
                output._start = start + sent;
                _server._isSending = true;
            }
            else
            {
                WaitToSend(sent, now);
                return false;
            }

            _server._statistics._bytesSent += sent;
            if (_sendDue != 0)
            {
                GoOnSending(sent, now);
            }

            return true;
        }

        /// <summary>A client takes nothing now, or never will.</summary>
        private void WaitToSend(int result, long now)
        {
            if (result < 0)
            {
                Break(result);
                return;
            }

            _server._isSending = true;
            if (_sendDue == 0)
            {
                _sendDue = now + _server._options.SendTimeout;
                _server.CheckBy(_sendDue);
            }
        }

        /// <summary>A client that had stopped reading has read some; when it has read all, the time for what it does next begins.</summary>
        private void GoOnSending(int sent, long now)
        {
            if (_output.Count > 0)
            {
                _sendDue = Extend(_sendDue, sent, _server._options.MinimumSendRate, now, _server._options.SendTimeout);
                return;
            }

            _sendDue = 0;
            switch (_phase)
            {
                case Phase.Head: SetDue(now + (_parser.HasBegun || _end > 0 ? _server._options.HeadTimeout : _server._options.IdleTimeout)); break;
                case Phase.Content: SetDue(now + _server._options.ContentTimeout); break;
                case Phase.Lingering: SetDue(now + _server._options.LingerTimeout); break;
            }
        }

        /// <summary>The connection has ended without FIN.</summary>
        private void Break(int reason)
        {
            _isBroken = true;
            _webSocket._isResting = false;
            if (reason == TransportStream.NotAgreed)
            {
                _server._statistics.HandshakeFailures++;
            }
            else
            {
                _server._statistics.Resets++;
            }
        }

        /// <summary>Whether the connection may serve another request after this one.</summary>
        private bool MayStay => _request.KeepAlive && _requests < _server._options.MaximumRequests && !_server.IsStopping;

        /// <summary>Whether the phase it is in has a time of its own; a handler's response and a WebSocket have none here.</summary>
        private bool IsTimed => _phase == Phase.Head || _phase == Phase.Content || _phase == Phase.Lingering;

        private void TimeOut(long now)
        {
            switch (_phase)
            {
                case Phase.Head:
                    if (_parser.HasBegun)
                    {
                        _server._statistics.HeadTimeouts++;
                        Refuse(RequestError.Timeout, now);
                        return;
                    }

                    if (_requests > 0)
                    {
                        _server._statistics.IdleTimeouts++;
                    }
                    else if (_isOpening)
                    {
                        _server._statistics.HandshakeTimeouts++;
                    }
                    else
                    {
                        _server._statistics.FirstByteTimeouts++;
                    }

                    Free();
                    break;

                case Phase.Content:
                    _server._statistics.ContentTimeouts++;
                    if (_response.HasBegun)
                    {
                        Free();
                    }
                    else
                    {
                        Refuse(RequestError.Timeout, now);
                    }

                    break;

                case Phase.Lingering:
                    Free();
                    break;
            }
        }

        private void SetDue(long due)
        {
            _due = due;
            _server.CheckBy(due);
        }

        /// <summary>Moves a deadline on by what a client has done for it: by the bytes' time at the slowest rate that is borne, and never beyond a whole time-out.</summary>
        private static long Extend(long due, int bytes, int rate, long now, int timeout)
        {
            long latest = now + timeout;
            due = rate > 0 ? due + bytes * 1000L / rate : latest;
            return due < latest ? due : latest;
        }
    }
}
