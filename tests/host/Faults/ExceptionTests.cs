using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Runtime.ExceptionServices;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;
using Nano.Web.Server;

namespace Nano.Tests.Host.Faults
{
    /// <summary>
    /// The server throws nothing while connections come and go, are reset and vanish: nanoFramework prints each exception with its stack
    /// to the console, caught or not, and a serial port takes milliseconds for that.
    /// </summary>
    [TestClass]
    public class ExceptionTests
    {
        private const string Get = "GET /text HTTP/1.1\r\nHost: a\r\n\r\n";
        private const int Slots = 4;

        private readonly ConcurrentQueue<string> _thrown = new ConcurrentQueue<string>();

        [TestInitialize]
        public void Start()
        {
            AppDomain.CurrentDomain.FirstChanceException += OnThrown;
        }

        [TestCleanup]
        public void Stop()
        {
            AppDomain.CurrentDomain.FirstChanceException -= OnThrown;
        }

        [TestMethod]
        [DataRow(TransportKind.Threads)]
        [DataRow(TransportKind.Select)]
        [DataRow(TransportKind.Polling)]
        public void Connections_that_end_in_order_throw_nothing(TransportKind kind)
        {
            Serve(kind, host =>
            {
                for (int i = 0; i < 20; i++)
                {
                    using RawClient once = new RawClient(host.Port);
                    once.Send("GET /text HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
                    once.ReadResponse();
                    Assert.IsEmpty(once.ReadToEnd());
                    Assert.IsFalse(once.WasReset);

                    using RawClient kept = new RawClient(host.Port);
                    kept.Send(Get);
                    kept.ReadResponse();
                    kept.Finish();
                    kept.ReadToEnd();

                    using RawClient webSocket = RawClient.OpenWebSocket(host.Port);
                    webSocket.Send(Frames.Text("one"));
                    webSocket.ReadFrame();
                    webSocket.Send(Frames.Close(1000));
                    webSocket.ReadFrame();
                    Assert.IsEmpty(webSocket.ReadToEnd());
                    Assert.IsFalse(webSocket.WasReset);
                }
            });
        }

        [TestMethod]
        [DataRow(TransportKind.Threads)]
        [DataRow(TransportKind.Select)]
        [DataRow(TransportKind.Polling)]
        public void Connections_that_the_server_ends_throw_nothing(TransportKind kind)
        {
            Serve(kind, host =>
            {
                List<RawClient> clients = new List<RawClient>();
                for (int i = 0; i < 3 * Slots; i++)
                {
                    // Each of the later ones puts out the one that has been idle for longest.
                    RawClient client = new RawClient(host.Port);
                    client.Send(Get);
                    client.ReadResponse();
                    clients.Add(client);
                }

                // The rest end when they have been idle for too long.
                foreach (RawClient client in clients)
                {
                    Assert.IsEmpty(client.ReadToEnd());
                    Assert.IsFalse(client.WasReset);
                    client.Dispose();
                }

                Assert.AreEqual(2 * Slots, host.Server.Statistics.Evicted);
                RawClient[] webSockets = Enumerable.Range(0, Slots).Select(_ => RawClient.OpenWebSocket(host.Port)).ToArray();
                using RawClient refused = new RawClient(host.Port);
                Assert.StartsWith("HTTP/1.1 503 ", refused.ReadResponse().Head);

                // They answer no ping. The refused client does not close.
                host.WaitForNoClients();
                Array.ForEach(webSockets, client => client.Dispose());
            });
        }

        [TestMethod]
        [DataRow(TransportKind.Threads)]
        [DataRow(TransportKind.Select)]
        [DataRow(TransportKind.Polling)]
        public void Connections_that_clients_reset_throw_nothing(TransportKind kind)
        {
            Serve(kind, host =>
            {
                for (int i = 0; i < 20; i++)
                {
                    using RawClient silent = new RawClient(host.Port);
                    using RawClient half = new RawClient(host.Port);
                    half.Send("GET /text HTTP/1.1\r\nHo");
                    using RawClient kept = new RawClient(host.Port);
                    kept.Send(Get);
                    kept.ReadResponse();
                    using RawClient webSocket = RawClient.OpenWebSocket(host.Port);
                    Until.True(() => host.Server.Clients == Slots, "All should be connected.");
                    silent.Reset();
                    half.Reset();
                    kept.Reset();
                    webSocket.Reset();
                    host.WaitForNoClients();
                }

                Assert.AreEqual(80, host.Server.Statistics.Resets);
            });
        }

        private void Serve(TransportKind kind, Action<ServerHost> act)
        {
            ServerOptions options = new ServerOptions { Slots = Slots, IdleTimeout = 500, LingerTimeout = 200 };
            options.WebSocket.PingInterval = 500;
            options.WebSocket.PongTimeout = 500;
            using (ServerHost host = new ServerHost(options, Map, kind: kind))
            {
                act(host);
                Assert.AreEqual(0, host.Server.Statistics.ListenerRetries);
            }

            Assert.IsEmpty(_thrown, string.Join(Environment.NewLine, _thrown));
        }

        private static void Map(WebServer server)
        {
            server.Map("/text", new TextResource("hello"));
            server.MapWebSocket("/ws", new EchoHandler());
        }

        private void OnThrown(object sender, FirstChanceExceptionEventArgs e)
        {
            StackTrace trace = new StackTrace();
            if (trace.GetFrames().Any(frame => frame.GetMethod()?.DeclaringType?.Namespace?.StartsWith("Nano.Web", StringComparison.Ordinal) == true))
            {
                _thrown.Enqueue(e.Exception.GetType() + ": " + e.Exception.Message + Environment.NewLine + trace);
            }
        }
    }
}
