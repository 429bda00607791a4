using System;
using System.Diagnostics;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;
using Nano.Web.Server;

namespace Nano.Tests.Host.Conformance
{
    /// <summary>
    /// A server under test, on real sockets: <c>/echo</c> sends messages back, <c>/command</c> does what they say (see <see cref="Commands"/>),
    /// <c>/text</c> is no WebSocket. When the case is over, it must have broken none of a handler's expectations and freed every slot.
    /// </summary>
    internal sealed class ConformanceServer : IDisposable
    {
        private readonly ServerHost _host;
        private long _sent;

        /// <summary>The time a case gives what it only waits for: short, since it waits for real.</summary>
        public const int ShortTime = 20;

        public ConformanceServer(ServerOptions options = null, Action<WebServer> configure = null)
        {
            _host = new ServerHost(options ?? Unhurried(), server => Configure(server, configure));
        }

        public WebServer Server => _host.Server;

        public Witness Echo { get; } = new Witness();

        public Witness Commands { get; } = new Witness();

        /// <summary>How many exceptions the case's handlers throw.</summary>
        public int ExpectedFaults { get; set; }

        /// <summary>Options under which no time runs out while a case, or the machine it runs on, takes its own.</summary>
        public static ServerOptions Unhurried()
        {
            ServerOptions options = new ServerOptions
            {
                HeadTimeout = Until.Patience,
                ContentTimeout = Until.Patience,
                IdleTimeout = Until.Patience,
                SendTimeout = Until.Patience,
                LingerTimeout = Until.Patience,
            };
            options.WebSocket.PingInterval = 0;
            options.WebSocket.CloseTimeout = Until.Patience;
            return options;
        }

        /// <summary>Connects a client.</summary>
        public Peer Connect()
        {
            return new Peer(this, new RawClient(_host.Port));
        }

        /// <summary>Connects a client and opens a WebSocket.</summary>
        public Peer Open(string path = "/echo")
        {
            Peer peer = Connect();
            peer.Open(path);
            return peer;
        }

        /// <summary>Waits for what must come.</summary>
        public void Eventually(Func<bool> condition, string otherwise)
        {
            // The condition usually holds within microseconds, and a case may wait a thousand times.
            Stopwatch watch = Stopwatch.StartNew();
            while (!condition())
            {
                Assert.IsLessThan(Until.Patience, watch.ElapsedMilliseconds, otherwise);
                if (watch.ElapsedMilliseconds < 2)
                {
                    Thread.Yield();
                }
                else
                {
                    Thread.Sleep(1);
                }
            }
        }

        /// <summary>Waits until the server has read all that clients have sent: what they send next arrives in another read.</summary>
        public void WaitUntilRead()
        {
            Eventually(() => Server.Statistics.BytesReceived >= _sent, "The server should have read what was sent.");
        }

        public void CountSent(int bytes)
        {
            _sent += bytes;
        }

        public void Dispose()
        {
            // It stops, and every connection ends.
            _host.Dispose();
            Assert.AreEqual("", Echo.Complaints + Commands.Complaints);
            Assert.AreEqual(Echo.Opened + Commands.Opened, Echo.Closed + Commands.Closed, "OnClosed follows each OnOpened, once.");
            Assert.AreEqual(ExpectedFaults, Server.Statistics.Faults, "The handlers should have thrown so many exceptions.");
        }

        private void Configure(WebServer server, Action<WebServer> configure)
        {
            Commands.Obey(server);
            server.MapWebSocket("/echo", Echo);
            server.MapWebSocket("/command", Commands);
            server.Map("/text", new TextResource("hello"));
            configure?.Invoke(server);
        }
    }
}
