using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace Nano.Web.Server
{
    /// <summary>Opens TCP connections, and waits for that.</summary>
    internal static class Connector
    {
        private const int Timeout = 10000;

        /// <summary>Resolves a name and connects.</summary>
        /// <param name="host">A name or an address.</param>
        /// <param name="port">The port.</param>
        /// <param name="socket">The connection; null when there is none.</param>
        /// <returns><see cref="OpenResult.Opened"/>, or why there is no connection.</returns>
        public static OpenResult Connect(string host, int port, out Socket socket)
        {
            socket = null;
            IPAddress[] addresses;
            try
            {
                addresses = Dns.GetHostAddresses(host);
            }
            catch (Exception exception) when (exception is SocketException || exception is ArgumentException)
            {
                return OpenResult.UnknownHost;
            }

            OpenResult result = OpenResult.UnknownHost;
            foreach (IPAddress address in addresses)
            {
                result = Connect(new IPEndPoint(address, port), out socket);
                if (result == OpenResult.Opened)
                {
                    break;
                }
            }

            return result;
        }

        private static OpenResult Connect(IPEndPoint peer, out Socket socket)
        {
            socket = new Socket(peer.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                using CancellationTokenSource time = new CancellationTokenSource(Timeout);
                socket.ConnectAsync(peer, time.Token).AsTask().GetAwaiter().GetResult();
                socket.NoDelay = true;
                return OpenResult.Opened;
            }
            catch (Exception exception) when (exception is SocketException || exception is OperationCanceledException)
            {
                socket.Close();
                socket = null;
                return exception is SocketException { SocketErrorCode: SocketError.ConnectionRefused } ? OpenResult.Refused : OpenResult.Unreachable;
            }
        }
    }
}
