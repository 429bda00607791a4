using System.Net.Sockets;

namespace Nano.Web.Server
{
    /// <summary>A plain TCP connection that is asked in each turn of the loop whether there is something to read.</summary>
    internal sealed class PollingStream : SocketStream
    {
        /// <inheritdoc/>
        public override bool IsFree => _socket == null;

        /// <inheritdoc/>
        protected override void BeginToRead()
        {
        }

        /// <inheritdoc/>
        public override int Receive(byte[] buffer, int offset, int count)
        {
            try
            {
                // Asked in this order, because each exception is printed to a device's console, and a poll of a connection that was reset throws.
                if (_socket.Available == 0)
                {
                    if (IsReset(_socket))
                    {
                        return Broken;
                    }

                    if (!_socket.Poll(0, SelectMode.SelectRead))
                    {
                        return 0;
                    }
                }

                int received = _socket.Receive(buffer, offset, count, SocketFlags.None);
                return received == 0 ? EndOfStream : received;
            }
            catch (SocketException)
            {
                return Broken;
            }
        }

        /// <inheritdoc/>
        public override int Send(byte[] buffer, int offset, int count)
        {
            return SendNow(buffer, offset, count, true);
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
                _socket.Close();
                _socket = null;
            }
        }

        /// <inheritdoc/>
        public override void End()
        {
        }
    }
}
