using System.Net.Sockets;
using System.Threading;

namespace Nano.Web.Server
{
    /// <summary>A plain TCP connection.</summary>
    internal sealed class PlainStream : SocketStream
    {
        private readonly ReadWaiter _waiter;
        private bool _ending;

        public PlainStream(AutoResetEvent wake)
        {
            _waiter = new ReadWaiter(wake, this);
        }

        /// <inheritdoc/>
        public override bool IsFree => _socket == null && _waiter.IsReady;

        /// <inheritdoc/>
        protected override void BeginToRead()
        {
            _waiter.Begin(_socket);
        }

        /// <inheritdoc/>
        public override int Receive(byte[] buffer, int offset, int count)
        {
            if (!_waiter.IsReady)
            {
                return 0;
            }

            try
            {
                // The socket can be read, so this does not wait; no bytes are the peer's FIN.
                int received = _socket.Receive(buffer, offset, count, SocketFlags.None);
                if (received < count)
                {
                    if (received == 0)
                    {
                        return EndOfStream;
                    }

                    _waiter.Begin(_socket);
                }
                else if (_socket.Available == 0)
                {
                    _waiter.Begin(_socket);
                }

                return received;
            }
            catch (SocketException)
            {
                return Broken;
            }
        }

        /// <inheritdoc/>
        public override int Send(byte[] buffer, int offset, int count)
        {
            try
            {
                // A socket that is ready to write takes a buffer of ours whole; asking first keeps Send from waiting.
                return _socket.Poll(0, SelectMode.SelectWrite) ? _socket.Send(buffer, offset, count, SocketFlags.None) : 0;
            }
            catch (SocketException)
            {
                return Broken;
            }
        }

        /// <inheritdoc/>
        public override void Close()
        {
            if (_socket != null)
            {
                CloseSocket();
                if (_ending)
                {
                    _waiter.End();
                }
            }
        }

        /// <inheritdoc/>
        public override void End()
        {
            _ending = true;
            if (_socket == null)
            {
                _waiter.End();
            }
        }
    }
}
