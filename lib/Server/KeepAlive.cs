using System.Net.Sockets;

namespace Nano.Web.Server
{
    /// <summary>
    /// TCP keep-alive (RFC 9293 section 3.8.4) for accepted sockets: the platform ends the connection of a client that has vanished, whether or not bytes
    /// wait for it. Without it a client that gets few bytes is judged by the send buffer alone, which takes them for hours.
    /// </summary>
    internal static class KeepAlive
    {
        /// <summary>The time without a byte from the client before the first probe, in seconds.</summary>
        internal const int IdleTime = 20;

        /// <summary>The time between probes, in seconds.</summary>
        internal const int Interval = 5;

        /// <summary>The number of probes without an answer that end the connection.</summary>
        internal const int Count = 4;

        // False from the first refusal on: an exception for each client would cost a device milliseconds.
        private static bool s_isAvailable = true;

        /// <summary>Whether the platform ends the connections of vanished clients, 40 s after their last byte. True until the platform refuses it.</summary>
        public static bool IsAvailable => s_isAvailable;

        /// <summary>Sets it up for a socket, if the platform can.</summary>
        /// <param name="socket">The socket of an accepted connection.</param>
        public static void Begin(Socket socket)
        {
            if (!s_isAvailable)
            {
                return;
            }

            try
            {
                socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
                KeepAliveTimes.Set(socket);
            }
            catch (SocketException)
            {
                // The connection works without it. A client that has gone again says nothing about the platform.
                s_isAvailable = SocketStream.IsReset(socket);
            }
        }
    }
}
