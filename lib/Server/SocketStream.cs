using System;
using System.Net;
using System.Net.Sockets;

namespace Nano.Web.Server
{
    /// <summary>A TCP connection, plain or not.</summary>
    internal abstract class SocketStream : TransportStream
    {
        protected Socket _socket;
        private int _address;

        /// <inheritdoc/>
        public override int Address
        {
            get
            {
                if (_address == 0 && _socket != null)
                {
                    _address = ReadAddress(_socket);
                }

                return _address;
            }
        }

        /// <summary>Begins to serve a client.</summary>
        public void Begin(Socket socket)
        {
            // A frame is sent when it is written: a sample that waits for the acknowledgement of the last is late.
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.NoDelay, true);
            KeepAlive.Begin(socket);
            _address = 0;
            _socket = socket;
            BeginToRead();
        }

        /// <summary>Ends its thread for good, once the client it serves has gone.</summary>
        public abstract void End();

        /// <summary>The socket is set: its thread can begin. Nothing can fail from here on.</summary>
        protected abstract void BeginToRead();

        /// <summary>Whether the peer has reset the connection: receiving or sending would throw.</summary>
        internal static bool IsReset(Socket socket)
        {
            return socket.Poll(0, SelectMode.SelectError);
        }

        /// <summary>Sends as many bytes as can be sent at once.</summary>
        /// <param name="buffer">Holds the bytes.</param>
        /// <param name="offset">Where they begin.</param>
        /// <param name="count">How many there are.</param>
        /// <param name="mayBeReset">Whether the peer may have reset the connection: then asking whether it can be written to would throw.</param>
        protected int SendNow(byte[] buffer, int offset, int count, bool mayBeReset)
        {
            try
            {
                if (mayBeReset && IsReset(_socket))
                {
                    return Broken;
                }

                // A socket that is ready to write takes a buffer of ours whole; asking first keeps Send from waiting.
                return _socket.Poll(0, SelectMode.SelectWrite) ? _socket.Send(buffer, offset, count, SocketFlags.None) : 0;
            }
            catch (SocketException)
            {
                return Broken;
            }
        }

        private static int ReadAddress(Socket socket)
        {
            try
            {
                if (IsReset(socket))
                {
                    return 0;
                }

                byte[] bytes = ((IPEndPoint)socket.RemoteEndPoint).Address.GetAddressBytes();
                return bytes[0] << 24 | bytes[1] << 16 | bytes[2] << 8 | bytes[3];
            }
            catch (Exception)
            {
                // The client has gone.
                return 0;
            }
        }
    }
}
