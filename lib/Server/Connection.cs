using System;
using Nano.Web.Http;
using Nano.Web.Text;
using Nano.Web.WebSockets;

namespace Nano.Web.Server
{
    /// <summary>
    /// A slot: everything one connection needs, made once and used by one client after another. Its turn takes what has
    /// arrived, at most a buffer full, lets the protocol and the handlers act on it, and sends what the client will take.
    /// Its other parts: Requests, WebSocket, and Times, which end what takes too long.
    /// </summary>
    internal sealed partial class Connection
    {
        internal enum Phase
        {
            Free,
            Head,
            Request,
            Gate,
            Content,
            Response,
            WebSocket,
            Closing,
            Lingering,
        }

        private const int MinimumContentRoom = 64;

        private readonly WebServer _server;
        private readonly byte[] _buffer;
        private readonly RequestParser _parser;
        private readonly BodyReader _body = new BodyReader();
        private readonly Request _request;
        private readonly Response _response;
        private readonly Exchange _exchange;

        // Fields, because the loop reads them of every slot in every turn.
        internal Phase _phase;
        internal readonly ByteWriter _output;
        internal readonly WebSocket _webSocket;
        internal TransportStream _stream;

        // What has been received and not been used lies from _start to _end.
        private int _start;
        private int _end;
        private int _requests;
        private bool _isOpening;
        private bool _inputEnded;
        private bool _isBroken;

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
    }
}
