using System;
using Nano.Web.Server;

namespace Nano.Examples.Upload
{
    public static class Program
    {
        private const string Page = "<!doctype html><title>Upload</title><form method=post action=/upload enctype=multipart/form-data>"
            + "<input type=file name=file multiple><button>Send</button></form><a href=/files/>Files</a>";

        public static void Main(string[] args)
        {
            // On a board a folder of its flash: I:\uploads
            string folder = args.Length > 1 ? args[1] : ".";
            WebServer server = new WebServer(args.Length > 0 ? int.Parse(args[0]) : 8080, new ServerOptions { MaximumContent = 10 * 1024 * 1024 });
            server.MapGet("/", exchange => exchange.Response.Send("text/html; charset=utf-8", Page));
            server.MapUpload("/upload", folder, 4 * 1024 * 1024);
            server.MapFolder("/files", folder);
            server.Start();
            Console.WriteLine("http://127.0.0.1:" + server.Port.ToString() + "/");
            server.Run();
        }
    }
}
