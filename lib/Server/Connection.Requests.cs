using System;
using Nano.Web.Http;
using Nano.Web.WebSockets;

namespace Nano.Web.Server
{
    // Requests and their responses: head, gate, content, response, and what is refused.
    internal sealed partial class Connection
    {
        // So many bytes of a head are read in a turn at most.
        private const int MaximumParsed = 640;

        // So many bytes of content are handed to a resource in a turn at most.
        private const int MaximumHanded = 160;

        private Resource _resource;
        private int _contentEnd;
        private long _skipped;
        private bool _awaitsContinue;
        private OriginVerdict _origin;

        private bool TurnRequest(long now)
        {
            _webSocket._isResting = false;
            switch (_phase)
            {
                case Phase.Head: return TurnHead(now);
                case Phase.Request: BeginExchange(now); return true;
                case Phase.Gate: PassGate(now); return _phase != Phase.Gate;
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
            int limit = _parser.HeadEnd + MaximumParsed;
            int end = _end < limit ? _end : limit;
            ParseResult result = _parser.Parse(end);
            if (result == ParseResult.Complete)
            {
                // In the next turn, so that none is long.
                _start = _parser.HeadEnd;
                _phase = Phase.Request;
                return true;
            }

            if (result == ParseResult.Invalid)
            {
                Refuse(_parser.Error, now);
            }
            else if (_inputEnded && end == _end)
            {
                Close();
            }
            else if (!hadBegun && _parser.HasBegun)
            {
                SetDue(now + _server._options.HeadTimeout);
            }

            // What has arrived and has not been read yet is read in the next turn.
            bool isBehind = _phase == Phase.Head && end < _end;
            _webSocket._isResting = _phase == Phase.Head && !isBehind;
            return moved || isBehind;
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

            // Content in the next turn, so that none is long.
            _phase = Phase.Content;
            if (_body.IsComplete || _response.HasBegun || _start == _end)
            {
                ReadContent(now);
            }
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
            if (_phase == Phase.Content && _inputEnded && _start == _end)
            {
                // The request will never be whole.
                Free();
            }

            return moved || _phase == Phase.Response || (_phase == Phase.Content && _start < _end);
        }

        /// <summary>Hands on what has arrived of the request's content, then goes on to the response.</summary>
        private void ReadContent(long now)
        {
            bool isWhole = !_response.HasBegun && _resource.WantsWholeContent;
            while (!_body.IsComplete)
            {
                int end = _end;
                bool isLimited = !isWhole && !_response.HasBegun && end - _start > MaximumHanded;
                int next = _body.Read(_buffer, _start, isLimited ? _start + MaximumHanded : end, out int offset, out int count);
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
                    if (isLimited && !_body.IsComplete)
                    {
                        // The rest in the next turn, so that none is long.
                        break;
                    }
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

        private void BeginHead()
        {
            _parser.Reset();
            _response.Reset(false);
            _phase = Phase.Head;
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

        /// <summary>Whether the connection may serve another request after this one.</summary>
        private bool MayStay => _request.KeepAlive && _requests < _server._options.MaximumRequests && !_server.IsStopping;
    }
}
