using System.Net.Sockets;

namespace Nano.Web.Server
{
    /// <summary>Ends a connection with FIN, behind what has been sent.</summary>
    internal static class SocketCloser
    {
        public static void Close(Socket socket)
        {
            try
            {
                // Close alone resets a connection that a waiter is blocked on, and a reset can cost the client the answer it has not read yet.
                socket.Shutdown(SocketShutdown.Send);
            }
            catch (SocketException)
            {
                // The peer has ended it already.
            }

            socket.Close();
        }
    }
}
