using System;
using Nano.Web.Http;
using Nano.Web.Server;

namespace Nano.Examples.Sessions
{
    public static class Program
    {
        // One session: signing in again ends the former one. Null while nobody has signed in.
        private static string s_session;

        public static void Main(string[] args)
        {
            WebServer server = new WebServer(args.Length > 0 ? int.Parse(args[0]) : 8080);
            server.MapGet("/login", SignIn);
            server.MapPost("/logout", SignOut);
            server.MapGet("/secret", SendSecret);
            server.Start();
            Console.WriteLine("http://127.0.0.1:" + server.Port.ToString() + "/login, with admin and secret");
            server.Run();
        }

        private static void SignIn(Exchange exchange)
        {
            // Over plain HTTP others on the way can read the password: use TlsTransport where that matters.
            if (!exchange.HasCredentials("admin", "secret"))
            {
                exchange.Response.Challenge("example");
                return;
            }

            // On a board take the bytes from the chip's random generator.
            s_session = Guid.NewGuid().ToString();
            exchange.Response.Begin(HttpStatus.Ok);
            exchange.Response.SetCookie("session", s_session, 3600);
            exchange.Response.SendText("Signed in: see /secret.\n");
        }

        private static void SendSecret(Exchange exchange)
        {
            if (IsSignedIn(exchange))
            {
                exchange.Response.SendText("The secret is 42.\n");
                return;
            }

            exchange.Response.Redirect("/login");
        }

        private static void SignOut(Exchange exchange)
        {
            s_session = IsSignedIn(exchange) ? null : s_session;
            exchange.Response.Begin(HttpStatus.Ok);
            exchange.Response.SetCookie("session", "", 0);
            exchange.Response.SendText("Signed out.\n");
        }

        private static bool IsSignedIn(Exchange exchange) => s_session != null && exchange.GetCookie("session") == s_session;
    }
}
