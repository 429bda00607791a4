using System;
using Nano.Web.Http;
using Nano.Web.Text;

namespace Nano.Web.Server
{
    /// <summary>
    /// The bytes of a connection: from its stream into its session's receive buffer, and from its send buffer into its stream, as fast as the client
    /// takes them. A base class, because an object of its own would cost each slot 24 bytes and each call a detour.
    /// </summary>
    internal abstract class Link
    {
        protected readonly WebServer _server;
        protected readonly HttpSession _session;

        // Fields, because the loop reads them of every slot in every turn.
        internal readonly ByteWriter _output;
        internal TransportStream _stream;

        // The connection has ended without FIN.
        protected bool _isBroken;

        // While the client does not take what waits for it, the time for that: 0 otherwise.
        private long _sendDue;

        protected Link(WebServer server, int slot, TransportStream stream)
        {
            _server = server;
            _stream = stream;
            _output = new ByteWriter(new byte[server._options.SendBuffer]);
            _session = new HttpSession(server._service, slot, _output);
        }

        /// <summary>Begins to serve a client.</summary>
        protected void BeginLink()
        {
            _output.Clear();
            _isBroken = false;
            _sendDue = 0;
        }

        /// <summary>When to look again, or to give up, because the client has not taken what waits for it.</summary>
        protected long GetSendDue(long now)
        {
            return _sendDue != 0 ? _sendDue : now + WebServer.LongestWait;
        }

        /// <summary>The client has taken all that had waited for it for a while.</summary>
        protected abstract void OnSent(long now);

        /// <summary>The connection has ended without FIN.</summary>
        protected abstract void OnBroken();

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

        /// <summary>Takes what has arrived, as much as the buffer has room for behind the session's end.</summary>
        /// <returns>How many bytes; the end is as before.</returns>
        protected int Receive()
        {
            HttpSession session = _session;
            byte[] buffer = session._buffer;
            int end = session._end;
            if (!_stream._isReadable || session._inputEnded || end == buffer.Length)
            {
                return 0;
            }

            int received = _stream.Receive(buffer, end, buffer.Length - end);
            if (received > 0)
            {
                _server._statistics._bytesReceived += received;
                return received;
            }

            if (received < 0)
            {
                session._inputEnded = true;
                if (received != TransportStream.EndOfStream)
                {
                    Break(received);
                }
            }

            return 0;
        }

        /// <summary>Takes what has arrived for the session, and tells it what it cannot know without a clock and a socket: the date and the client's address.</summary>
        /// <returns>How many bytes; -1 when the session has nothing to do: the last response must go first, or no byte of a request is there.</returns>
        protected int ReceiveRequest()
        {
            HttpSession session = _session;
            if (session._state != HttpSessionState.Head)
            {
                return session.MakeRoom() > 0 ? Receive() : 0;
            }

            if (_output._end != 0)
            {
                return -1;
            }

            int received = Receive();
            if (session._end + received > 0)
            {
                HttpService service = _server._service;
                service._date.Update(DateTime.UtcNow.Ticks);
                if (service._gate != null)
                {
                    session.Address = _stream.Address;
                }
            }
            else if (!session._inputEnded)
            {
                return -1;
            }

            return received;
        }

        /// <summary>Takes what arrives and forgets it, once everything has been sent.</summary>
        /// <returns>Whether anything arrived.</returns>
        protected bool Ignore()
        {
            if (_output.Count > 0)
            {
                return false;
            }

            _session._end = 0;
            return Receive() > 0;
        }

        /// <summary>A client that had stopped reading has read some; when it has read all, the time for what it does next begins.</summary>
        private void GoOnSending(int sent, long now)
        {
            if (_output.Count > 0)
            {
                _sendDue = Deadline.Extend(_sendDue, sent, _server._options.MinimumSendRate, now, _server._options.SendTimeout);
                return;
            }

            _sendDue = 0;
            OnSent(now);
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
            OnBroken();
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
