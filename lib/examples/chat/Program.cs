using System;
using Nano.Web.Server;
using Nano.Web.WebSockets;

namespace Nano.Examples.Chat
{
    public static class Program
    {
        private const string Page = "<!doctype html><title>Chat</title><input id=text autofocus><pre id=log></pre><script>"
            + "const socket = new WebSocket(`ws://${location.host}/chat`);"
            + "socket.onmessage = event => log.textContent += event.data + '\\n';"
            + "text.onchange = () => { socket.send(text.value); text.value = ''; };</script>";

        public static void Main(string[] args)
        {
            WebServer server = new WebServer(args.Length > 0 ? int.Parse(args[0]) : 8080);
            server.MapGet("/", exchange => exchange.Response.Send("text/html; charset=utf-8", Page));

            WebSocketGroup everyone = server.CreateGroup(SlowPolicy.DropOldest, 4096);
            WebSocketEvents chat = server.MapWebSocket("/chat", 256);
            chat.Group = everyone;
            chat.Opened = socket => everyone.Send("Somebody has come: " + everyone.Count.ToString() + " are here.");
            chat.Text = (socket, text) => everyone.Send(socket.Slot.ToString() + ": " + text);
            chat.Closed = socket => everyone.Send("Somebody has left: " + everyone.Count.ToString() + " are here.");

            server.Start();
            Console.WriteLine("http://127.0.0.1:" + server.Port.ToString() + "/");
            server.Run();
        }
    }
}
