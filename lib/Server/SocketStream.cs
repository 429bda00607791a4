using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace Nano.Web.Server
{
    /// <summary>A TCP connection.</summary>
    internal sealed class SocketStream : TransportStream
    {
        private readonly ReadWaiter _waiter;
        private Socket _socket;
        private bool _ending;
        private uint _address;

        public SocketStream(AutoResetEvent wake)
        {
            _waiter = new ReadWaiter(wake);
        }

        /// <inheritdoc/>
        public override uint Address => _address;

        /// <inheritdoc/>
        public override bool IsFree => _socket == null && _waiter.IsReady;

        public void Begin(Socket socket)
        {
            // A frame is sent when it is written: a sample that waits for the acknowledgement of the last is late.
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.NoDelay, true);
            _socket = socket;
            _address = 0;
            byte[] address = ((IPEndPoint)socket.RemoteEndPoint).Address.GetAddressBytes();
            for (int i = 0; i < address.Length; i++)
            {
                _address = _address << 8 | address[i];
            }

            _waiter.Begin(socket);
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
                SocketCloser.Close(_socket);
                _socket = null;
                if (_ending)
                {
                    _waiter.End();
                }
            }
        }

        /// <summary>Ends its thread for good, once the client it serves has gone.</summary>
        public void End()
        {
            _ending = true;
            if (_socket == null)
            {
                _waiter.End();
            }
        }
    }
}
