using Nano.Web.Http;
using Nano.Web.WebSockets;

namespace Nano.Web.Server
{
    // How long a client may take for what it does.
    internal sealed partial class Connection
    {
        // A new client's request is on its way for so long; after that it is no more than an open line.
        private const int FreshTime = 1000;

        // When the client's time for what it does runs out, and, while it does not take what waits for it, the time for that: 0 otherwise.
        private long _due;
        private long _sendDue;

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
