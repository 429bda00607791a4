using System;
using System.Net;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nano.Firmware.Web;
using Nano.Web.Server;

namespace Nano.Tests.Bench
{
    /// <summary>A separate process that echoes WebSocket messages at /echo until its standard input ends.</summary>
    internal static class EchoServer
    {
        public static readonly string[] Names = ["nano", "kestrel"];

        public static int Run(string name)
        {
            return name == "nano" ? RunNano() : RunKestrel().GetAwaiter().GetResult();
        }

        private static int RunNano()
        {
            var transport = new SelectTransport(IPAddress.Loopback, 0);
            var server = new WebServer(transport, new ServerOptions { Slots = 16 });
            server.MapWebSocket("/echo", new EchoSocket());
            server.Start();
            Console.WriteLine(transport.Port);
            new Thread(() =>
            {
                Console.In.ReadToEnd();
                server.Stop();
            }).Start();
            server.Run();
            return 0;
        }

        /// <summary>An echo as in Kestrel's documentation, without logging.</summary>
        private static async Task<int> RunKestrel()
        {
            WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
            await using WebApplication application = builder.Build();
            application.UseWebSockets();
            application.Map("/echo", async (HttpContext context) =>
            {
                using WebSocket webSocket = await context.WebSockets.AcceptWebSocketAsync();
                byte[] buffer = new byte[4096];
                while (true)
                {
                    ValueWebSocketReceiveResult received = await webSocket.ReceiveAsync(buffer.AsMemory(), default);
                    if (received.MessageType == WebSocketMessageType.Close)
                    {
                        await webSocket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, default);
                        return;
                    }

                    await webSocket.SendAsync(buffer.AsMemory(0, received.Count), received.MessageType, received.EndOfMessage, default);
                }
            });
            await application.StartAsync();
            string address = string.Concat(application.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>().Addresses);
            Console.WriteLine(new Uri(address).Port);
            await Console.In.ReadToEndAsync();
            return 0;
        }
    }
}
