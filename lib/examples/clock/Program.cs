using System;
using Nano.Web.Http;
using Nano.Web.Server;

namespace Nano.Examples.Clock
{
    public static class Program
    {
        private const string Page = "<!doctype html><title>Clock</title><h1 id=time></h1><script>"
            + "new EventSource('/events').addEventListener('tick', event => time.textContent = event.data);</script>";

        public static void Main(string[] args)
        {
            WebServer server = new WebServer(args.Length > 0 ? int.Parse(args[0]) : 8080);
            server.MapGet("/", exchange => exchange.Response.Send("text/html; charset=utf-8", Page));
            EventStream events = server.MapEvents("/events");
            server.Every(1000, now => events.Send("tick", DateTime.UtcNow.ToString("HH:mm:ss")));
            server.Start();
            Console.WriteLine("http://127.0.0.1:" + server.Port.ToString() + "/");
            server.Run();
        }
    }
}
