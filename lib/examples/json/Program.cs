using System;
using Nano.Web.Http;
using Nano.Web.Json;
using Nano.Web.Server;

namespace Nano.Examples.Things
{
    public static class Program
    {
        private static readonly string[] s_names = new string[10];

        public static void Main(string[] args)
        {
            WebServer server = new WebServer(args.Length > 0 ? int.Parse(args[0]) : 8080);
            server.MapGet("/things/{id}", exchange => Send(exchange, exchange.TryGetInteger("id", out int id) ? id : -1));
            server.MapPut("/things/{id}", Put);
            server.MapDelete("/things/{id}", exchange =>
            {
                bool isKnown = exchange.TryGetInteger("id", out int id) && IsKnown(id);
                s_names[isKnown ? id : 0] = isKnown ? null : s_names[0];
                exchange.Response.Send(isKnown ? HttpStatus.NoContent : HttpStatus.NotFound);
            });
            server.Start();
            Console.WriteLine("http://127.0.0.1:" + server.Port.ToString() + "/things/3");
            server.Run();
        }

        private static void Put(Exchange exchange)
        {
            JsonReader json = exchange.ReadJson();
            bool isPlace = exchange.TryGetInteger("id", out int id) && id >= 0 && id < s_names.Length;
            string name = json.FindMember("name") ? json.GetString() : null;
            if (!isPlace || name == null)
            {
                exchange.Response.Begin(HttpStatus.BadRequest);
                exchange.Response.SendText("Send {\"name\":\"lamp\"} to /things/0 to /things/9.\n");
                return;
            }

            s_names[id] = name;
            Send(exchange, id);
        }

        private static bool IsKnown(int id) => id >= 0 && id < s_names.Length && s_names[id] != null;

        private static void Send(Exchange exchange, int id)
        {
            exchange.Response.Begin(IsKnown(id) ? HttpStatus.Ok : HttpStatus.NotFound);
            JsonWriter json = exchange.Response.BeginJson();
            json.BeginObject();
            json.Add("id", id);
            json.Add("name", IsKnown(id) ? s_names[id] : null);
            json.EndObject();
            exchange.Response.EndJson();
        }
    }
}
