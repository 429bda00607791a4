using System.Net.Sockets;

namespace Nano.Web.Server
{
    /// <summary>Ends a connection with FIN, behind what has been sent.</summary>
    internal static class SocketCloser
    {
        /// <summary>Does nothing: nanoFramework has no Shutdown.</summary>
        /// <returns>False.</returns>
        public static bool EndSending(Socket socket)
        {
            return false;
        }

        /// <summary>
        /// Does nothing: nanoFramework has no Shutdown. The wait of a thread for the socket ends by itself, after <see cref="ReadWaiter.LongestPoll"/>, and lwIP's
        /// close sends FIN.
        /// </summary>
        public static void Shutdown(Socket socket)
        {
        }
    }
}
