using System;
using Nano.Web.Json;
using Nano.Web.Server;

namespace Nano.Examples.Sensors
{
    public static class Program
    {
        private const string Page = "<!doctype html><title>Sensors</title><h1><span id=t></span> &deg;C, <span id=h></span> %</h1><script>"
            + "setInterval(async () => { const values = await (await fetch('/api/sensors')).json();"
            + "t.textContent = values.temperature; h.textContent = values.humidity; }, 1000);</script>";

        private static double s_temperature = 21;
        private static int s_humidity = 40;

        public static void Main(string[] args)
        {
            WebServer server = new WebServer(args.Length > 0 ? int.Parse(args[0]) : 8080);
            server.Every(500, Read);
            server.MapGet("/", exchange => exchange.Response.Send("text/html; charset=utf-8", Page));
            server.MapGet("/api/sensors", exchange => exchange.Response.SendJson(Write));
            server.Start();
            Console.WriteLine("http://127.0.0.1:" + server.Port.ToString() + "/");
            server.Run();
        }

        private static void Read(long now)
        {
            // Here a board asks its sensor. These values only move.
            s_temperature = 20 + now / 500 % 50 / 10.0;
            s_humidity = 40 + (int)(now / 1000 % 20);
        }

        private static void Write(JsonWriter json)
        {
            json.BeginObject();
            json.Add("temperature", s_temperature, 1);
            json.Add("humidity", s_humidity);
            json.EndObject();
        }
    }
}
