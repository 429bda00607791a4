using System;
using System.Net;
using System.Net.Sockets;

namespace Nano.Web.Server
{
    /// <summary>Opens TCP connections, and waits for that: lwIP decides how long.</summary>
    internal static class Connector
    {
        // WSAECONNREFUSED, and WSAEWOULDBLOCK: Connect polls the socket, and where that fails the platform has the error of the connect call before it.
        private const int ConnectionRefused = 10061;
        private const int WouldBlock = 10035;

        // In ticks: a refusal arrives within a round trip, and silence is told after many seconds.
        private const long LongestRefusal = TimeSpan.TicksPerSecond;

        /// <summary>Resolves a name and connects.</summary>
        /// <param name="host">A name or an address.</param>
        /// <param name="port">The port.</param>
        /// <param name="socket">The connection; null when there is none.</param>
        /// <returns><see cref="OpenResult.Opened"/>, or why there is no connection.</returns>
        public static OpenResult Connect(string host, int port, out Socket socket)
        {
            socket = null;
            IPAddress address;
            try
            {
                IPAddress[] addresses = Dns.GetHostEntry(host).AddressList;
                if (addresses == null || addresses.Length == 0)
                {
                    return OpenResult.UnknownHost;
                }

                address = addresses[0];
            }
            catch (OutOfMemoryException)
            {
                throw;
            }
            catch (Exception)
            {
                return OpenResult.UnknownHost;
            }

            socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            long begun = DateTime.UtcNow.Ticks;
            try
            {
                socket.Connect(new IPEndPoint(address, port));
                socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.NoDelay, true);
                return OpenResult.Opened;
            }
            catch (SocketException exception)
            {
                socket.Close();
                socket = null;
                int code = exception.ErrorCode;
                bool isRefused = code == ConnectionRefused || (code == WouldBlock && DateTime.UtcNow.Ticks - begun < LongestRefusal);
                return isRefused ? OpenResult.Refused : OpenResult.Unreachable;
            }
        }
    }
}
