using Nano.Web.Http;
using Nano.Web.WebSockets;

namespace Nano.Web.Server
{
    // Its WebSocket: from the opening handshake to the end.
    internal sealed partial class Connection
    {
        /// <summary>Begins to close its WebSocket, if it is one.</summary>
        public void CloseWebSocket(CloseStatus status, string reason, long now)
        {
            if (_phase == Phase.WebSocket)
            {
                _webSocket.Close(status, reason, now);
            }
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
                handshake.WriteReject(_response, _server.Origins);
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
    }
}
