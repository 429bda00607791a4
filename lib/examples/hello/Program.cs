using System;
using Nano.Web.Server;

namespace Nano.Examples.Hello
{
    public static class Program
    {
        public static void Main(string[] args)
        {
            WebServer server = new WebServer(args.Length > 0 ? int.Parse(args[0]) : 8080);
            server.MapGet("/hello/{name}", exchange => exchange.Response.SendText("Hello " + exchange.GetValue("name") + "!\n"));
            server.Start();
            Console.WriteLine("http://127.0.0.1:" + server.Port.ToString() + "/hello/world");
            server.Run();
        }
    }
}
