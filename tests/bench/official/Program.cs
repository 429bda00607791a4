using System;
using System.Collections;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Net.WebSockets.Server;
using System.Text;
using System.Threading;
using GC = nanoFramework.Runtime.Native.GC;

namespace Nano.Bench.Official
{
    /// <summary>
    /// A program that contains only an echo on nanoFramework's own library, for comparison; its output is that of ../echo. It accepts clients like that
    /// library's standalone server, with one thread for each request. It also keeps references to contexts, because otherwise a garbage collection would
    /// end the connections.
    /// </summary>
    public static class Program
    {
        private static readonly ArrayList s_kept = new ArrayList();
        private static WebSocketServer s_server;

        public static void Main()
        {
            PrintHeap();
            int port = FreePort();
            s_server = new WebSocketServer(new WebSocketServerOptions { IsStandAlone = false });
            s_server.MessageReceived += Echo;
            s_server.Start();
            HttpListener listener = new HttpListener("http", port, IPAddress.Loopback);
            listener.Start();
            Console.WriteLine("port " + port);
            while (true)
            {
                HttpListenerContext context = listener.GetContext();
                new Thread(() => Accept(context)).Start();
            }
        }

        private static void Accept(HttpListenerContext context)
        {
            s_kept.Add(context);
            s_kept.Add(context.Request);
            s_kept.Add(context.Response);
            if (s_server.AddWebSocket(context) && context.Request.RawUrl == "/heap")
            {
                PrintHeap();
            }
        }

        private static void Echo(object sender, MessageReceivedEventArgs e)
        {
            byte[] data = e.Frame.Buffer;
            s_server.SendText(e.Frame.EndPoint.ToString(), Encoding.UTF8.GetString(data, 0, data.Length));
        }

        private static int FreePort()
        {
            Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            int port = ((IPEndPoint)socket.LocalEndPoint).Port;
            socket.Close();
            return port;
        }

        private static void PrintHeap()
        {
            GC.Run(true);
            Console.WriteLine("heap " + GC.Run(true));
        }
    }
}
