using System;

namespace Nano.Web.Http
{
    // One request and its response: the head, the gate's decision, the content, the response.
    public sealed partial class HttpSession
    {
        private bool ReadHead(long now)
        {
            if (_exchange._response._output._end != 0)
            {
                return false;
            }

            bool hadBegun = _parser.HasBegun;
            int limit = _parser.HeadEnd + MaximumParsed;
            int received = _end < limit ? _end : limit;
            int end = received;
            ParseResult result = _parser.Parse(ref end);
            if (end != received)
            {
                // What was skipped has made room: the bytes that are not parsed yet follow.
                Array.Copy(_buffer, received, _buffer, end, _end - received);
                _end -= received - end;
                Array.Clear(_buffer, _end, received - end);
            }

            if (result == ParseResult.Complete)
            {
                _start = _parser.HeadEnd;
                _state = HttpSessionState.Request;
                return true;
            }

            if (result == ParseResult.Invalid)
            {
                Refuse(_parser.Error);
            }
            else if (_inputEnded && end == _end)
            {
                _state = HttpSessionState.Done;
                if (_parser.HasBegun)
                {
                    Wipe();
                }
            }
            else if (!hadBegun && _parser.HasBegun)
            {
                _due = now + _service._options.HeadTimeout;
            }

            // Bytes that found no room may wait on the connection.
            return _state == HttpSessionState.Head && (end < _end || end != received);
        }

        private void BeginExchange(long now)
        {
            HttpService service = _service;
            HttpOptions options = service._options;
            Exchange exchange = _exchange;
            Request request = exchange._request;
            service._statistics._requests++;
            _requests++;
            exchange._origin = OriginVerdict.Same;
            exchange._position = 0;
            _contentEnd = _start;
            _skipped = 0;
            _due = now + options.ContentTimeout;
            _body.Begin(request.ContentLength, options.MaximumContent);
            bool awaitsContinue = request.ExpectsContinue && !_body.IsComplete && _start == _end;
            if (awaitsContinue)
            {
                request._flags |= RequestFlags.AwaitsContinue;
            }

            // A client that waits for 100 and gets an answer instead may send its content or not: only an end is unambiguous.
            exchange._response.Reset(!awaitsContinue && MayStay);
            if (_body.Error != RequestError.None)
            {
                Refuse(_body.Error);
                return;
            }

            Resource resource = service.Router.Find(exchange);
            _resource = resource;
            if (service.RefuseHost(exchange, resource) || service.RefuseOrigin(exchange, resource))
            {
                _state = HttpSessionState.Content;
                ReadContent(now);
            }
            else
            {
                _state = HttpSessionState.Gate;
                PassGate(now);
            }
        }

        /// <summary>Asks the gate, in one turn after another until it has decided, and goes on to the resource.</summary>
        private void PassGate(long now)
        {
            Gate gate = _service._gate;
            GateAnswer answer = GateAnswer.Admitted;
            if (gate != null && _exchange._request.Method != RequestMethod.Options)
            {
                answer = gate.Admit(_exchange, _resource);
                if (answer == GateAnswer.Pending)
                {
                    return;
                }

                if (answer == GateAnswer.Refused && !_exchange._response.HasBegun)
                {
                    throw new InvalidOperationException("A gate that refuses a request answers it.");
                }
            }

            if (answer == GateAnswer.Refused || _service.RefuseMethod(_exchange, _resource) || CallResource())
            {
                // Content in the next turn, so that none is long.
                _state = HttpSessionState.Content;
                if (_body.IsComplete || _exchange._response.HasBegun || _start == _end)
                {
                    ReadContent(now);
                }
            }
            else
            {
                _state = HttpSessionState.Switched;
            }
        }

        /// <summary>Tells the resource of the request.</summary>
        /// <returns>False when it has turned the connection over to another protocol.</returns>
        private bool CallResource()
        {
            Response response = _exchange._response;
            _resource.OnRequest(_exchange);
            if (!response.HasBegun)
            {
                if (AwaitsContinue)
                {
                    response.KeepAlive = MayStay;
                    response._output.WriteText("HTTP/1.1 100 Continue\r\n\r\n");
                    _exchange._request._flags &= ~RequestFlags.AwaitsContinue;
                }
            }
            else if (_exchange._origin == OriginVerdict.Foreign && response._status == HttpStatus.Forbidden && _resource.Upgrades)
            {
                _service._statistics.OriginsRefused++;
            }

            return response._status != HttpStatus.SwitchingProtocols;
        }

        /// <summary>Moves content that has not been read to where it takes least room: behind the head, and behind content that is kept until it is whole.</summary>
        private void Compact()
        {
            if (_start == _end)
            {
                _start = _end = _contentEnd;
            }
            else if (_end == _buffer.Length && _start > _contentEnd)
            {
                Array.Copy(_buffer, _start, _buffer, _contentEnd, _end - _start);
                _end -= _start - _contentEnd;
                _start = _contentEnd;
            }
        }

        /// <summary>Hands on what has arrived of the request's content, then goes on to the response.</summary>
        private void ReadContent(long now)
        {
            BodyReader body = _body;
            Response response = _exchange._response;
            bool isWhole = !response.HasBegun && _resource.WantsWholeContent;
            while (!body.IsComplete)
            {
                bool isLimited = !isWhole && !response.HasBegun && _end - _start > MaximumHanded;
                int next = body.Read(_buffer, _start, isLimited ? _start + MaximumHanded : _end, out int offset, out int count);
                if (body.Error != RequestError.None)
                {
                    if (response.HasBegun)
                    {
                        _state = HttpSessionState.Unread;
                    }
                    else
                    {
                        Refuse(body.Error);
                    }

                    return;
                }

                _start = next;
                if (count == 0)
                {
                    break;
                }

                if (response.HasBegun)
                {
                    _skipped += count;
                    if (_skipped > _service._options.MaximumDrain)
                    {
                        response.KeepAlive = false;
                        BeginToRespond(now);
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
                    _resource.OnContent(_exchange, _buffer, offset, count, body.IsComplete);
                    if (isLimited && !body.IsComplete)
                    {
                        // The rest in the next turn, so that none is long.
                        break;
                    }
                }
            }

            if (!body.IsComplete)
            {
                if (isWhole && _start == _end && _contentEnd == _buffer.Length)
                {
                    Refuse(RequestError.BodyTooLarge);
                }
                else if (response.HasBegun && AwaitsContinue)
                {
                    BeginToRespond(now);
                }

                return;
            }

            if (!response.HasBegun && (isWhole || _exchange._request.ContentLength <= 0))
            {
                int head = _parser.HeadEnd;
                _resource.OnContent(_exchange, _buffer, head, _contentEnd - head, true);
            }

            BeginToRespond(now);
        }

        private void BeginToRespond(long now)
        {
            _state = HttpSessionState.Response;
            _due = now + _service._options.StreamLifetime;
            Respond(now);
        }

        /// <summary>Lets the resource write on, and goes on to the next request when the response is whole.</summary>
        private void Respond(long now)
        {
            Response response = _exchange._response;
            if (!response.IsComplete && response.Room > 0)
            {
                if (response._text == null)
                {
                    if (now >= _due && !_service._noticesLoss && _service._options.StreamLifetime != 0)
                    {
                        _exchange._request._flags |= RequestFlags.Expired;
                    }

                    _resource.OnWritable(_exchange);
                }
                else
                {
                    response.SendMore();
                }
            }

            if (response._output._overflowed)
            {
                throw new InvalidOperationException("A response wrote beyond its room.");
            }

            if (!response.IsComplete)
            {
                if (_inputEnded && response._output._end == 0 && response.HasBegun)
                {
                    Abort();
                }
            }
            else if (!response.KeepAlive)
            {
                _state = _body.IsComplete && _start == _end ? HttpSessionState.Done : HttpSessionState.Unread;
            }
            else
            {
                Array.Copy(_buffer, _start, _buffer, 0, _end - _start);
                _end -= _start;
                BeginHead();
                _due = now + (_end > 0 ? _service._options.HeadTimeout : _service._options.IdleTimeout);
            }
        }

        private bool AwaitsContinue => (_exchange._request._flags & RequestFlags.AwaitsContinue) != 0;

        /// <summary>Whether the connection may serve another request after this one.</summary>
        private bool MayStay => _exchange._request.KeepAlive && _requests < _service._options.MaximumRequests && !_service._isStopping;
    }
}
