using System.Net.Sockets;

namespace Nano.Web.Server
{
    /// <summary>Ends a thread's wait for a socket that is about to be closed.</summary>
    internal static class SocketCloser
    {
        /// <summary>Sends FIN, behind what has been sent, and ends the wait: closing at once would reset the connection and cost the client the answer it has not read yet.</summary>
        public static void EndWait(Socket socket)
        {
            try
            {
                // A connection that the peer has reset ends the wait by itself, and shutting it down throws.
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
