using System.Net.Sockets;

namespace Nano.Web.Server
{
    /// <summary>Ends a thread's wait for a socket that is about to be closed.</summary>
    internal static class SocketCloser
    {
        /// <summary>Does nothing: nanoFramework has no Shutdown. The wait ends by itself, after <see cref="ReadWaiter.LongestPoll"/>.</summary>
        public static void EndWait(Socket socket)
        {
        }
    }
}
