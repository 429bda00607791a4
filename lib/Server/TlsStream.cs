using System;
using System.Net.Sockets;
using System.Text;
using System.Threading;

namespace Nano.Web.Server
{
    /// <summary>A TLS connection. Its thread does all that can wait: the handshake and reading; the loop finds what has been read in a buffer.</summary>
    internal sealed class TlsStream : SocketStream
    {
        // What a socket that is ready to write takes at once, on lwIP too, with the record's own bytes.
        private const int MaximumWrite = 2048;
        private const byte HandshakeRecord = 22;

        private static readonly byte[] s_notTls = Encoding.UTF8.GetBytes(
            "HTTP/1.1 400 Bad Request\r\nServer: nano\r\nConnection: close\r\nX-Content-Type-Options: nosniff\r\nContent-Type: text/plain\r\nContent-Length: 39\r\n\r\nThis port speaks TLS: ask with https.\r\n");

        private readonly AutoResetEvent _go = new AutoResetEvent(false);
        private readonly AutoResetEvent _wake;
        private readonly TlsOptions _options;
        private readonly byte[] _buffer;

        // The loop sets these, and the thread reads them.
        private Socket _served;
        private bool _isClosed;
        private bool _ending;

        // The thread sets these, and the loop reads them; the loop sets _available back to 0.
        private TlsSession _session;
        private int _available;
        private int _result;
        private bool _isIdle = true;
        private bool _isSilent;

        // The loop's own.
        private int _taken;

        public TlsStream(AutoResetEvent wake, TlsOptions options)
        {
            _wake = wake;
            _options = options;
            _buffer = new byte[options.ReadBuffer];
            new Thread(Run).Start();
        }

        /// <inheritdoc/>
        public override bool IsFree => _socket == null && _isIdle;

        /// <inheritdoc/>
        public override bool IsOpening => _session == null;

        /// <inheritdoc/>
        public override int Receive(byte[] buffer, int offset, int count)
        {
            int available = _available;
            if (available == 0)
            {
                return _result;
            }

            int part = available - _taken < count ? available - _taken : count;
            Array.Copy(_buffer, _taken, buffer, offset, part);
            _taken += part;
            if (_taken == available)
            {
                _taken = 0;

                // First: from then on the thread may have more.
                _isReadable = false;
                Interlocked.Exchange(ref _available, 0);
                _go.Set();
            }

            return part;
        }

        /// <inheritdoc/>
        public override int Send(byte[] buffer, int offset, int count)
        {
            TlsSession session = _session;
            if (session == null)
            {
                return _result == NotAgreed ? NotAgreed : 0;
            }

            try
            {
                if (!_socket.Poll(0, SelectMode.SelectWrite))
                {
                    return 0;
                }

                int part = count < MaximumWrite ? count : MaximumWrite;
                session.Write(buffer, offset, part);
                return part;
            }
            catch (Exception)
            {
                return Broken;
            }
        }

        /// <inheritdoc/>
        public override void Close()
        {
            if (_socket == null)
            {
                return;
            }

            try
            {
                // Who stopped reading need not be told, and must not be waited for.
                if (_session != null && _socket.Poll(0, SelectMode.SelectWrite))
                {
                    _session.SayEnd();
                }
            }
            catch (Exception)
            {
                // The connection is broken.
            }

            _isClosed = true;
            SocketCloser.Shutdown(_socket);
            _socket.Close();
            _socket = null;
            _go.Set();
        }

        /// <inheritdoc/>
        public override bool IsSilent => _isSilent;

        /// <inheritdoc/>
        public override void End()
        {
            _ending = true;
            _go.Set();
        }

        /// <inheritdoc/>
        protected override void BeginToRead()
        {
            _session = null;
            _available = 0;
            _taken = 0;
            _result = 0;
            _isClosed = false;
            _isIdle = false;
            _isSilent = true;
            _isReadable = false;
            _served = _socket;
            _go.Set();
        }

        private void Run()
        {
            while (true)
            {
                _go.WaitOne(-1, false);
                Socket socket = _served;
                if (socket != null)
                {
                    _served = null;
                    Serve(socket);
                    _isIdle = true;
                    _wake.Set();
                }

                // The loop lends no stream any more when it says so.
                if (_ending && _served == null)
                {
                    return;
                }
            }
        }

        [NotInlined]
        private void Serve(Socket socket)
        {
            TlsSession session = null;
            int result;
            try
            {
                result = Greet(socket);
                if (result == 0)
                {
                    session = new TlsSession(socket, _options);
                    _session = session;
                    _isReadable = true;
                    _wake.Set();
                    Read(session);
                    result = EndOfStream;
                }
            }
            catch (Exception)
            {
                result = session == null ? NotAgreed : Broken;
            }

            _result = result;
            _isReadable = true;
            _wake.Set();
            while (!_isClosed)
            {
                _go.WaitOne(-1, false);
            }

            session?.Dispose();
        }

        /// <summary>Waits for a client's first byte, and tells one that does not speak TLS.</summary>
        /// <returns>0 when it does.</returns>
        [NotInlined]
        private int Greet(Socket socket)
        {
            socket.Poll(-1, SelectMode.SelectRead);
            if (socket.Receive(_buffer, 0, 1, SocketFlags.Peek) == 0)
            {
                return EndOfStream;
            }

            _isSilent = false;
            if (_buffer[0] == HandshakeRecord)
            {
                // A handshake that exhausts the native memory would take the network down for good.
                return _options.HasHandshakeMemory() ? 0 : NotAgreed;
            }

            socket.Send(s_notTls, 0, s_notTls.Length, SocketFlags.None);
            while (!_isClosed && socket.Receive(_buffer, 0, _buffer.Length, SocketFlags.None) > 0)
            {
                // Closing at once would reset the connection under the answer.
            }

            return NotAgreed;
        }

        [NotInlined]
        private void Read(TlsSession session)
        {
            while (!_isClosed)
            {
                int count = session.Read(_buffer, 0, _buffer.Length);
                if (count <= 0)
                {
                    return;
                }

                Interlocked.Exchange(ref _available, count);
                _isReadable = true;
                _wake.Set();
                while (_available > 0 && !_isClosed)
                {
                    _go.WaitOne(-1, false);
                }
            }
        }
    }
}
