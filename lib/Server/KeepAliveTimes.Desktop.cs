using System;
using System.Buffers.Binary;
using System.Net.Sockets;

namespace Nano.Web.Server
{
    // The times of .NET. Linux sends no probes while bytes wait for an acknowledgement: there the time for that is a socket option of its own.
    internal static class KeepAliveTimes
    {
        private const int Tcp = 6;
        private const int UserTimeout = 18;

        public static void Set(Socket socket)
        {
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, KeepAlive.IdleTime);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, KeepAlive.Interval);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, KeepAlive.Count);
            if (OperatingSystem.IsLinux())
            {
                Span<byte> time = stackalloc byte[4];
                BinaryPrimitives.WriteInt32LittleEndian(time, 1000 * (KeepAlive.IdleTime + KeepAlive.Interval * KeepAlive.Count));
                socket.SetRawSocketOption(Tcp, UserTimeout, time);
            }
        }
    }
}
