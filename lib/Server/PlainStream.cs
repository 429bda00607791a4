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
                // Asked first, because each exception is printed to a device's console. The socket can be read: no bytes are FIN or a reset.
                int available = _socket.Available;
                if (available == 0 && IsReset(_socket))
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
            // What can be read may be a reset.
            return SendNow(buffer, offset, count, _isReadable);
        }

        /// <inheritdoc/>
        public override bool EndSending()
        {
            return SocketCloser.EndSending(_socket);
        }

        /// <inheritdoc/>
        public override void Close()
        {
            if (_socket != null)
            {
                _waiter.Close(_socket);
                _socket = null;
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
