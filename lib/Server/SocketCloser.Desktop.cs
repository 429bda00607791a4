using System.Net.Sockets;

namespace Nano.Web.Server
{
    /// <summary>Ends a connection with FIN, behind what has been sent.</summary>
    internal static class SocketCloser
    {
        /// <summary>Sends FIN and leaves the other direction open.</summary>
        /// <returns>Whether the platform can do that.</returns>
        public static bool EndSending(Socket socket)
        {
            try
            {
                socket.Shutdown(SocketShutdown.Send);
            }
            catch (SocketException)
            {
                // The peer has ended it already.
            }

            return true;
        }

        /// <summary>
        /// Sends FIN and ends the wait of a thread for the socket. First, because closing alone resets a connection that a thread waits for or on
        /// which bytes have come that nobody has read, and a reset can cost the client the answer.
        /// </summary>
        public static void Shutdown(Socket socket)
        {
            try
            {
                // A connection that the peer has reset ends a wait by itself, and shutting it down throws.
                if (!socket.Poll(0, SelectMode.SelectError))
                {
                    socket.Shutdown(SocketShutdown.Both);
                }
            }
            catch (SocketException)
            {
                // The peer has ended it already.
            }
        }
    }
}
