using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;
using Nano.Web.Server;

namespace Nano.Tests.Host.Conformance
{
    /// <summary>
    /// A server under test: <c>/echo</c> sends messages back, <c>/command</c> does what they say (see <see cref="Commands"/>),
    /// <c>/text</c> is no WebSocket. When the case is over, it must have broken none of a handler's expectations and freed every slot.
    /// </summary>
    internal abstract class ConformanceServer : IDisposable
    {
        private long _sent;

        /// <summary>The time a case gives what it only waits for: short, since sockets must wait for real.</summary>
        public const int ShortTime = 20;

        public abstract WebServer Server { get; }

        public Witness Echo { get; } = new Witness();

        public Witness Commands { get; } = new Witness();

        /// <summary>How many exceptions the case's handlers throw.</summary>
        public int ExpectedFaults { get; set; }

        public static ConformanceServer Over(Wire wire, ServerOptions options = null, Action<WebServer> configure = null)
        {
            return wire == Wire.Sockets
                ? new SocketConformanceServer(options ?? Unhurried(), configure)
                : new MemoryConformanceServer(options ?? Unhurried(), configure);
        }

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
            return new Peer(this, NewLink());
        }

        /// <summary>Connects a client and opens a WebSocket.</summary>
        public Peer Open(string path = "/echo")
        {
            Peer peer = Connect();
            peer.Open(path);
            return peer;
        }

        /// <summary>Lets time pass. Over sockets it passes by itself, while the case waits for what is due.</summary>
        public abstract void Pass(int milliseconds);

        /// <summary>Waits for what must come without time passing.</summary>
        public abstract void Eventually(Func<bool> condition, string otherwise);

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
            End();
            Assert.AreEqual("", Echo.Complaints + Commands.Complaints);
            Assert.AreEqual(Echo.Opened + Commands.Opened, Echo.Closed + Commands.Closed, "OnClosed follows each OnOpened, once.");
            Assert.AreEqual(ExpectedFaults, Server.Statistics.Faults, "The handlers should have thrown so many exceptions.");
        }

        protected void Configure(WebServer server, Action<WebServer> configure)
        {
            Commands.Obey(server);
            server.MapWebSocket("/echo", Echo);
            server.MapWebSocket("/command", Commands);
            server.Map("/text", new TextResource("hello"));
            configure?.Invoke(server);
        }

        protected abstract IConformanceLink NewLink();

        /// <summary>Stops the server and waits until every connection has ended.</summary>
        protected abstract void End();
    }
}
