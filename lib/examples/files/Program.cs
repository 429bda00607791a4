using System;
using Nano.Web.Server;

namespace Nano.Examples.Files
{
    public static class Program
    {
        public static void Main(string[] args)
        {
            // On a board a folder of its flash: I:\www
            WebServer server = new WebServer(args.Length > 0 ? int.Parse(args[0]) : 8080);
            server.MapFolder("/", args.Length > 1 ? args[1] : "www");
            server.Start();
            Console.WriteLine("http://127.0.0.1:" + server.Port.ToString() + "/");
            server.Run();
        }
    }
}
