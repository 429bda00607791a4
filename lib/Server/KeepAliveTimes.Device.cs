using System.Net.Sockets;

namespace Nano.Web.Server
{
    // The times of lwIP, which sends probes also while bytes wait for an acknowledgement. nanoFramework hands on the numbers of lwIP's options that its
    // SocketOptionName lacks. The idle time is the option that it knows, in milliseconds, because its number means something else on other systems.
    internal static class KeepAliveTimes
    {
        private const SocketOptionName ProbeInterval = (SocketOptionName)4;
        private const SocketOptionName ProbeCount = (SocketOptionName)5;

        public static void Set(Socket socket)
        {
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.KeepAlive, 1000 * KeepAlive.IdleTime);
            socket.SetSocketOption(SocketOptionLevel.Tcp, ProbeInterval, KeepAlive.Interval);
            socket.SetSocketOption(SocketOptionLevel.Tcp, ProbeCount, KeepAlive.Count);
        }
    }
}
