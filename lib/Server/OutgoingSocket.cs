using System;
using System.Net.Sockets;
using System.Threading;

namespace Nano.Web.Server
{
    /// <summary>
    /// A TCP or TLS connection that this side opens. A thread of its own, which lives as long as the connection, does all that blocks: it resolves the name, connects,
    /// shakes hands, and waits until there is something to read. The loop receives and sends.
    /// </summary>
    public sealed class OutgoingSocket : OutgoingStream
    {
        // What a socket that is ready to write takes at once with a record's own bytes, and what a thread decrypts ahead.
        private const int MaximumWrite = 2048;
        private const int ReadBuffer = 512;

        private readonly AutoResetEvent _go = new AutoResetEvent(false);
        private string _host;
        private int _port;
        private bool _isSecure;

        // The thread sets these, and the loop reads them; the loop sets _available back to 0.
        private Socket _socket;
        private TlsSession _session;
        private OpenResult _result;
        private byte[] _buffer;
        private int _available;
        private int _end;
        private bool _isIdle = true;

        // The loop sets these.
        private bool _isClosed = true;
        private int _taken;

        /// <inheritdoc/>
        public override bool IsFree => _isIdle && _isClosed;

        /// <inheritdoc/>
        public override bool IsOpening => _result == OpenResult.None;

        /// <inheritdoc/>
        public override OpenResult Result => _result;

        /// <inheritdoc/>
        public override void Open(string host, int port, bool isSecure)
        {
            _host = host;
            _port = port;
            _isSecure = isSecure;
            _result = OpenResult.None;
            _isReadable = false;
            _available = 0;
            _taken = 0;
            _end = 0;
            _isClosed = false;
            _isIdle = false;
            try
            {
                new Thread(Run).Start();
            }
            catch (OutOfMemoryException)
            {
                _isIdle = true;
                _result = OpenResult.OutOfMemory;
            }
        }

        /// <inheritdoc/>
        public override int Receive(byte[] buffer, int offset, int count)
        {
            return !_isReadable ? 0 : _isSecure ? ReceiveDecrypted(buffer, offset, count) : ReceivePlain(buffer, offset, count);
        }

        /// <inheritdoc/>
        public override int Send(byte[] buffer, int offset, int count)
        {
            try
            {
                if (!_isSecure && _isReadable && SocketStream.IsReset(_socket))
                {
                    return Broken;
                }

                if (!_socket.Poll(0, SelectMode.SelectWrite))
                {
                    return 0;
                }

                if (!_isSecure)
                {
                    return _socket.Send(buffer, offset, count, SocketFlags.None);
                }

                int part = count < MaximumWrite ? count : MaximumWrite;
                _session.Write(buffer, offset, part);
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
            if (_isClosed)
            {
                return;
            }

            if (_result == OpenResult.Opened)
            {
                EndConnection();
            }

            _isClosed = true;
            _go.Set();
        }

        /// <summary>Ends the wait of the thread. A plain socket is closed by that thread, between two polls (<see cref="ReadWaiter"/>); one that decrypts ends only when its socket is closed.</summary>
        private void EndConnection()
        {
            if (!_isSecure)
            {
                SocketCloser.Shutdown(_socket);
                return;
            }

            try
            {
                if (_socket.Poll(0, SelectMode.SelectWrite))
                {
                    _session.SayEnd();
                }
            }
            catch (Exception)
            {
                // The connection is broken.
            }

            SocketCloser.Shutdown(_socket);
            _socket.Close();
        }

        private int ReceivePlain(byte[] buffer, int offset, int count)
        {
            try
            {
                // Asked first, as PlainStream does, because each exception is printed to a device's console.
                int available = _socket.Available;
                if (available == 0 && SocketStream.IsReset(_socket))
                {
                    return Broken;
                }

                int received = _socket.Receive(buffer, offset, count, SocketFlags.None);
                if (received == 0)
                {
                    return EndOfStream;
                }

                if (received >= available)
                {
                    _isReadable = false;
                    _go.Set();
                }

                return received;
            }
            catch (SocketException)
            {
                return Broken;
            }
        }

        private int ReceiveDecrypted(byte[] buffer, int offset, int count)
        {
            int available = _available;
            if (available == 0)
            {
                return _end;
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

        private void Run()
        {
            OpenResult result;
            Socket socket = null;
            try
            {
                result = Connector.Connect(_host, _port, out socket);
                if (result == OpenResult.Opened && _isSecure && !_isClosed)
                {
                    result = ShakeHands(socket);
                }
            }
            catch (OutOfMemoryException)
            {
                result = OpenResult.OutOfMemory;
            }
            catch (Exception)
            {
                // No socket is left, for instance.
                result = OpenResult.Unreachable;
            }

            _socket = socket;
            _result = result;
            Listener?.RunSoon();
            if (result == OpenResult.Opened)
            {
                Wait(socket);
            }

            socket?.Close();
            _session?.Dispose();
            _session = null;
            _socket = null;
            _isIdle = true;
            Listener?.RunSoon();
        }

        [NotInlined]
        private OpenResult ShakeHands(Socket socket)
        {
            try
            {
                _buffer ??= new byte[ReadBuffer];
                _session = new TlsSession(socket, _host);
                return OpenResult.Opened;
            }
            catch (OutOfMemoryException)
            {
                throw;
            }
            catch (Exception)
            {
                return OpenResult.NotAgreed;
            }
        }

        [NotInlined]
        private void Wait(Socket socket)
        {
            try
            {
                if (_isSecure)
                {
                    Decrypt();
                    _end = EndOfStream;
                }
                else
                {
                    WaitToRead(socket);
                }
            }
            catch (Exception)
            {
                // The loop finds out what is wrong with the socket when it reads.
                _end = Broken;
            }

            if (!_isClosed)
            {
                _isReadable = true;
                Listener?.RunSoon();
            }

            while (!_isClosed)
            {
                _go.WaitOne(-1, false);
            }
        }

        [NotInlined]
        private void WaitToRead(Socket socket)
        {
            while (!_isClosed)
            {
                if (socket.Poll(ReadWaiter.LongestPoll, SelectMode.SelectRead) && !_isClosed)
                {
                    _isReadable = true;
                    Listener?.RunSoon();
                    while (_isReadable && !_isClosed)
                    {
                        _go.WaitOne(-1, false);
                    }
                }
            }
        }

        [NotInlined]
        private void Decrypt()
        {
            TlsSession session = _session;
            while (!_isClosed)
            {
                int count = session.Read(_buffer, 0, _buffer.Length);
                if (count <= 0)
                {
                    return;
                }

                Interlocked.Exchange(ref _available, count);
                _isReadable = true;
                Listener?.RunSoon();
                while (_available > 0 && !_isClosed)
                {
                    _go.WaitOne(-1, false);
                }
            }
        }
    }
}
