using System;
using System.Net;
using Nano.Web.Server;
using Nano.Web.WebSockets;
using GC = nanoFramework.Runtime.Native.GC;

namespace Nano.Bench.Echo
{
    /// <summary>
    /// A program that contains only an echo on this library with its default options. It prints "heap" and the free bytes, then "port" and its port, and
    /// "heap" again for each client of /heap.
    /// </summary>
    public static class Program
    {
        public static void Main()
        {
            PrintHeap();
            SocketTransport transport = new SocketTransport(IPAddress.Loopback, 0);
            WebServer server = new WebServer(transport, new ServerOptions());
            server.MapWebSocket("/ws", new Echo());
            server.MapWebSocket("/heap", new HeapEcho());
            server.Start();
            Console.WriteLine("port " + transport.Port);
            server.Run();
        }

        internal static void PrintHeap()
        {
            GC.Run(true);
            Console.WriteLine("heap " + GC.Run(true));
        }
    }

    internal class Echo : WebSocketHandler
    {
        public override void OnMessage(WebSocket webSocket, MessageType type, byte[] buffer, int offset, int count, bool first, bool last)
        {
            webSocket.SendPiece(type, buffer, offset, count, first, last);
        }
    }

    internal sealed class HeapEcho : Echo
    {
        public override void OnOpened(WebSocket webSocket)
        {
            Program.PrintHeap();
        }
    }
}
