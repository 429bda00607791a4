using System;
using System.Net;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Web.Server;

namespace Nano.Tests.Host.Support
{
    /// <summary>A server on a free port of 127.0.0.1 with its loop on a thread of its own.</summary>
    internal sealed class ServerHost : IDisposable
    {
        private readonly SocketTransport _transport;
        private readonly Thread _loop;

        /// <summary>Serves what a case maps, over TLS if it has options for that.</summary>
        public ServerHost(ServerOptions options, Action<WebServer> configure, TlsOptions tls = null, TransportKind kind = TransportKind.Threads)
        {
            _transport = tls != null ? new TlsTransport(IPAddress.Loopback, 0, tls)
                : kind == TransportKind.Select ? new SelectTransport(IPAddress.Loopback, 0)
                : kind == TransportKind.Polling ? new PollingTransport(IPAddress.Loopback, 0)
                : new SocketTransport(IPAddress.Loopback, 0);
            Server = new WebServer(_transport, options);
            configure(Server);
            Server.Start();
            _loop = new Thread(Server.Run) { IsBackground = true, Name = "loop" };
            _loop.Start();
        }

        /// <summary>Runs the firmware.</summary>
        public ServerHost(ServerOptions options, LoopTask task, out DeviceBoard board, TlsOptions tls = null, Action<WebServer> configure = null)
        {
            _transport = tls != null ? new TlsTransport(IPAddress.Loopback, 0, tls) : new SocketTransport(IPAddress.Loopback, 0);
            board = new DeviceBoard(_transport, options);
            Server = board.Device.Server;
            Server.AddTask(task);
            configure?.Invoke(Server);
            board.Device.Start();
            _loop = new Thread(board.Device.Run) { IsBackground = true, Name = "loop" };
            _loop.Start();
        }

        public WebServer Server { get; }

        public int Port => _transport.Port;

        /// <summary>Whether <see cref="WebServer.Run"/> has returned.</summary>
        public bool HasEnded => _loop.Join(0);

        /// <summary>Waits until the loop has let go of every client.</summary>
        public void WaitForNoClients()
        {
            Until.True(() => Server.Clients == 0, "Every slot should have become free.");
        }

        public void Dispose()
        {
            Server.Stop();
            Assert.IsTrue(_loop.Join(Until.Patience), "The loop should have ended.");
        }
    }
}
