using System;
using Nano.Web.Http;
using Nano.Web.WebSockets;

namespace Nano.Web.Server
{
    /// <summary>
    /// A slot: everything one connection needs, made once and used by one client after another. It moves bytes between its stream and its protocol, an
    /// <see cref="HttpSession"/> first and a <see cref="WebSockets.WebSocket"/> after an upgrade, and ends what takes too long. Its turn takes what has
    /// arrived, at most a buffer full, lets the protocol and the handlers act on it, and sends what the client will take.
    /// </summary>
    internal sealed partial class Connection : Link
    {
        // A new client's request is on its way for so long; after that it is no more than an open line.
        private const int FreshTime = 1000;

        // A connection that only drains goes before all that are idle.
        private const long DrainingTime = int.MaxValue;

        // Fields, because the loop reads them of every slot in every turn.
        internal ConnectionPhase _phase;
        internal readonly WebSocket _webSocket;

        // When Opening, Lingering and HalfClosed end.
        private long _due;

        // The latest time for that while Lingering, whatever the client sends.
        private long _lingerEnd;

        public Connection(WebServer server, int slot, TransportStream stream, Unmasker unmasker)
            : base(server, slot, stream)
        {
            _webSocket = new WebSocket(slot, _output, server._options.WebSocket, unmasker);
        }

        /// <summary>Begins to serve the client the stream was lent to.</summary>
        public void Begin(long now)
        {
            BeginLink();
            _webSocket._isResting = false;
            _session.Begin(now);
            _phase = _stream.IsOpening ? ConnectionPhase.Opening : ConnectionPhase.Http;
            _due = now + _server._options.HandshakeTimeout;
            _server.CheckBy(_phase == ConnectionPhase.Opening ? _due : _session._due);
        }

        /// <summary>Does all that can be done now.</summary>
        /// <returns>Whether bytes moved, so that another turn may find more to do, or the connection has ended.</returns>
        public bool Turn(long now)
        {
            bool moved = _output._end != 0 && Flush(now);
            bool isDone = false;
            if (_phase == ConnectionPhase.WebSocket)
            {
                HttpSession session = _session;
                byte[] buffer = session._buffer;
                if (session._start > 0)
                {
                    session._end -= session._start;
                    Array.Copy(buffer, session._start, buffer, 0, session._end);
                    session._start = 0;
                }

                int received = Receive();
                WebSocket webSocket = _webSocket;
                int count = session._end + received;
                if (count > 0)
                {
                    int taken = webSocket.Receive(buffer, 0, count, now);
                    if (taken == count)
                    {
                        session._end = 0;
                        moved = true;
                    }
                    else
                    {
                        session._start = taken;
                        session._end = count;
                        moved |= received + taken > 0;
                    }
                }

                if (webSocket._isClear && session._end == 0 && !session._inputEnded)
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
                moved |= TurnRest(now);
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

            return EndTurn(moved, now);
        }

        /// <summary>Ends what has taken too long.</summary>
        /// <returns>When it wants to be asked again, if nothing sets an earlier time until then.</returns>
        public long CheckTime(long now)
        {
            long due = long.MaxValue;
            if (_phase == ConnectionPhase.WebSocket)
            {
                TickWebSocket(now);
                AttendWebSocket(now);
                due = _phase == ConnectionPhase.WebSocket ? _webSocket.GetDue(now) : due;
            }

            if (_output.Count > 0)
            {
                long sendDue = GetSendDue(now);
                if (now >= sendDue)
                {
                    // The client has stopped reading.
                    _server._statistics.SendTimeouts++;
                    Free();
                }

                return sendDue < due ? sendDue : due;
            }

            if (_phase == ConnectionPhase.Http)
            {
                _session.Tick(now);
                EndSession(now);
            }
            else if (now >= _due && (_phase == ConnectionPhase.Opening || _phase >= ConnectionPhase.Lingering))
            {
                _server._statistics.HandshakeTimeouts += _phase == ConnectionPhase.Opening ? 1 : 0;
                Free();
            }

            switch (_phase)
            {
                case ConnectionPhase.Http: return _session.Due;
                case ConnectionPhase.Opening:
                case ConnectionPhase.Lingering:
                case ConnectionPhase.HalfClosed: return _due;
                default: return due;
            }
        }

        /// <summary>
        /// How long it has had nothing to do but wait, in milliseconds: for a request, for the rest of a head that has stalled, or for a TLS handshake to begin. <see cref="int.MaxValue"/>
        /// when it has been answered and only drains; -1 when it makes no room.
        /// </summary>
        public long IdleTime(long now)
        {
            if (_output.Count > 0)
            {
                return -1;
            }

            switch (_phase)
            {
                case ConnectionPhase.Lingering:
                case ConnectionPhase.HalfClosed: return DrainingTime;
                case ConnectionPhase.Http: return _session.IsDraining ? DrainingTime : _session.IdleTime(now, FreshTime);
                case ConnectionPhase.Opening:
                    long time = now - _due + _server._options.HandshakeTimeout;
                    return _stream.IsSilent && time >= FreshTime ? time : -1;
                default: return -1;
            }
        }

        /// <summary>Whether it makes room now, or as soon as it has been silent for a moment.</summary>
        public bool MayMakeRoom(long now)
        {
            return _phase == ConnectionPhase.Opening || (_phase == ConnectionPhase.Http && _session.IsWaiting) || IdleTime(now) >= 0;
        }

        /// <summary>Does what every phase but a WebSocket needs.</summary>
        private bool TurnRest(long now)
        {
            _webSocket._isResting = false;
            switch (_phase)
            {
                case ConnectionPhase.Opening: return TurnOpening(now);
                case ConnectionPhase.Http: return TurnHttp(now);
                case ConnectionPhase.Lingering:
                case ConnectionPhase.HalfClosed:
                    bool moved = Ignore();
                    _phase = _session._inputEnded ? ConnectionPhase.Closing : _phase;
                    return moved;
                default: return false;
            }
        }

        /// <summary>Waits until client and transport have come to terms, as in a TLS handshake. Only then can the client send anything.</summary>
        private bool TurnOpening(long now)
        {
            if (!_stream.IsOpening)
            {
                _phase = ConnectionPhase.Http;
                _session.Begin(now);
                return TurnHttp(now);
            }

            Receive();
            _webSocket._isResting = !_session._inputEnded;
            _phase = _session._inputEnded ? ConnectionPhase.Closing : _phase;
            return false;
        }

        private bool TurnHttp(long now)
        {
            HttpSession session = _session;
            int received = session._state == HttpSessionState.Head || _stream._isReadable ? ReceiveRequest() : 0;
            if (received < 0)
            {
                _webSocket._isResting = _output._end == 0;
                return false;
            }

            if (session._state == HttpSessionState.Request && _server.IsNextToGo(this, now))
            {
                session.EndAfterNext();
            }

            bool isTaken = session.Turn(received, now);
            HttpSessionState state = session._state;
            if (state > HttpSessionState.Response)
            {
                EndSession(now);
            }
            else if (state <= HttpSessionState.Content)
            {
                if (session._due < _server._checkDue)
                {
                    _server.CheckBy(session._due);
                }

                _webSocket._isResting = state == HttpSessionState.Head && !isTaken && _output._end == 0;
            }

            return isTaken || received > 0;
        }

        /// <summary>Goes along with a session that is over.</summary>
        private void EndSession(long now)
        {
            switch (_session._state)
            {
                case HttpSessionState.Switched: BeginWebSocket(now); break;
                case HttpSessionState.Done: End(true, now); break;
                case HttpSessionState.Unread: End(false, now); break;
                case HttpSessionState.Aborted: Free(); break;
            }
        }

        private void BeginWebSocket(long now)
        {
            HttpSession session = _session;
            _server._statistics.WebSockets++;
            _phase = ConnectionPhase.WebSocket;
            _webSocket.Open(((WebSocketResource)session.Resource).Handler, now);
            _server.CheckBy(_webSocket.GetDue(now));
            session._start += _webSocket.Receive(session._buffer, session._start, session._end - session._start, now);
        }

        /// <summary>Does what a WebSocket needs that is not open and between two messages.</summary>
        private void TurnWebSocket(bool moved, long now)
        {
            WebSocket webSocket = _webSocket;
            if (_session._end == 0 && webSocket._reader._hasHeader)
            {
                // An empty frame that had to wait for room has no bytes any more.
                webSocket.Receive(_session._buffer, 0, 0, now);
            }

            if (_session._inputEnded && !moved && _output.Count == 0 && !webSocket._wantsToSend)
            {
                webSocket.Abort();
            }

            if (webSocket._wantsToSend)
            {
                TickWebSocket(now);
            }

            if (webSocket.IsBehind)
            {
                webSocket.CatchUp(now);
            }

            AttendWebSocket(now);
        }

        /// <summary>Has the WebSocket do what is due, and counts it if its peer is given up.</summary>
        private void TickWebSocket(long now)
        {
            if (_webSocket.Tick(now))
            {
                _server._statistics.CountGivenUp(_webSocket.AwaitsPong);
            }
        }

        /// <summary>Goes along with a WebSocket that closes.</summary>
        private void AttendWebSocket(long now)
        {
            if (_webSocket._state == WebSocketState.Closing)
            {
                _server.CheckBy(_webSocket.GetDue(now));
            }
            else if (_webSocket._state == WebSocketState.Closed && _phase == ConnectionPhase.WebSocket)
            {
                _server._statistics.CountClose(_webSocket.Status);

                // The server closes first (RFC 6455 section 7.1.1); a peer that broke the protocol may still be sending.
                End(_webSocket.IsClean, now);
            }
        }

        /// <inheritdoc/>
        protected override void OnSent(long now)
        {
            if (_phase == ConnectionPhase.Http)
            {
                _session.RestartTime(now);
                _server.CheckBy(_session.Due);
            }
            else if (_phase == ConnectionPhase.Lingering)
            {
                End(false, now);
            }
        }

        /// <inheritdoc/>
        protected override void OnBroken()
        {
            _webSocket._isResting = false;
        }
    }
}
