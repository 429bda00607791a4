using System;
using System.Buffers.Binary;
using System.Net.Sockets;

namespace Nano.Web.Server
{
    // The times of .NET. Linux sends no probes while bytes wait for an acknowledgement: there the time for that is a socket option of its own.
    internal static partial class KeepAlive
    {
        private const int Tcp = 6;
        private const int UserTimeout = 18;

        private static void SetTimes(Socket socket)
        {
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, IdleTime);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, Interval);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, Count);
            if (OperatingSystem.IsLinux())
            {
                Span<byte> time = stackalloc byte[4];
                BinaryPrimitives.WriteInt32LittleEndian(time, 1000 * (IdleTime + Interval * Count));
                socket.SetRawSocketOption(Tcp, UserTimeout, time);
            }
        }
    }
}
