using Nano.Web.Http;
using Nano.Web.WebSockets;

namespace Nano.Web.Server
{
    // How a connection ends.
    internal sealed partial class Connection
    {
        // A client that was refused and sends nothing for so long has read the answer, or will not.
        private const int SilentTime = 200;

        /// <summary>The server stops: ends what is idle at once, a WebSocket with 1001, and the rest when it is answered.</summary>
        public void Stop(long now)
        {
            _webSocket._isResting = false;
            if (_phase == ConnectionPhase.WebSocket)
            {
                _webSocket.Close(CloseStatus.GoingAway, "server stops", now);
            }
            else if (_phase == ConnectionPhase.Opening || _phase == ConnectionPhase.Http)
            {
                _session.Stop();
                EndSession(now);
            }
        }

        /// <summary>A handler threw: the connection ends, with 1011 or, if no response has begun, with 500.</summary>
        public void Fault(long now)
        {
            _webSocket._isResting = false;
            if (_phase == ConnectionPhase.WebSocket)
            {
                _webSocket.Fail(CloseStatus.InternalError, "internal error");
                _server._statistics.CountClose(_webSocket.Status);
                End(false, now);
            }
            else if (_phase == ConnectionPhase.Http)
            {
                _session.Fail();
                EndSession(now);
            }
            else
            {
                Free();
            }
        }

        /// <summary>Ends the connection without more ado.</summary>
        public void Free()
        {
            if (_phase == ConnectionPhase.WebSocket)
            {
                _webSocket.Abort();
                _server._statistics.CountClose(_webSocket.Status);
            }
            else if (_phase == ConnectionPhase.Http)
            {
                _session.Abort();
            }
            else if (_phase >= ConnectionPhase.Lingering)
            {
                // What came behind a refusal.
                _session.Wipe();
            }

            if (_phase != ConnectionPhase.Free)
            {
                _phase = ConnectionPhase.Free;
                _webSocket._isResting = false;
                _output.Clear();
                _stream.Close();
                _server.CountOut();
            }
        }

        /// <summary>Finds out, once all has been sent that can be, whether anything is left to do.</summary>
        /// <returns>As <see cref="Turn"/>.</returns>
        private bool EndTurn(bool moved, long now)
        {
            if (_phase == ConnectionPhase.WebSocket)
            {
                _webSocket._isResting = _session._end == 0 && _output._end == 0 && !_session._inputEnded && _webSocket.MayRest;
            }

            if (_phase == ConnectionPhase.Lingering && _output.Count == 0)
            {
                Linger(moved, now);
            }

            if (_isBroken || (_phase == ConnectionPhase.Closing && _output.Count == 0))
            {
                Free();
            }

            return moved || _phase == ConnectionPhase.Free;
        }

        /// <summary>
        /// Sends what is left to send, then closes. Where the client may still be sending, it reads on for a while before it closes: closing at once would
        /// reset the connection under the answer.
        /// </summary>
        private void End(bool isRead, long now)
        {
            _phase = isRead || _session._inputEnded ? ConnectionPhase.Closing : ConnectionPhase.Lingering;
            _lingerEnd = now + _server._options.LingerTimeout;
            _due = _lingerEnd;
            _server.CheckBy(_due);
        }

        /// <summary>The last bytes have been sent: FIN follows at once, or, where only closing sends it, when the client has been silent for a moment.</summary>
        private void Linger(bool moved, long now)
        {
            if (_stream.EndSending())
            {
                _phase = ConnectionPhase.HalfClosed;
            }
            else if (moved || _due == _lingerEnd)
            {
                _due = now + SilentTime < _lingerEnd ? now + SilentTime : _lingerEnd;
                _server.CheckBy(_due);
            }
        }
    }
}
