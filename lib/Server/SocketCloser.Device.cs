using System.Net.Sockets;

namespace Nano.Web.Server
{
    /// <summary>Ends a connection with FIN, behind what has been sent.</summary>
    internal static class SocketCloser
    {
        public static void Close(Socket socket)
        {
            // lwIP's close sends FIN, whoever waits for the socket; there is no Shutdown here.
            socket.Close();
        }
    }
}
