using System;
using System.Diagnostics;
using System.Net.Sockets;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;
using Nano.Web.Server;

namespace Nano.Tests.Host.Conformance
{
    /// <summary>A server on real sockets.</summary>
    internal sealed class SocketConformanceServer : ConformanceServer
    {
        private readonly ServerHost _host;

        public SocketConformanceServer(ServerOptions options, Action<WebServer> configure)
        {
            _host = new ServerHost(options, server => Configure(server, configure));
        }

        public override WebServer Server => _host.Server;

        public override void Pass(int milliseconds)
        {
        }

        public override void Eventually(Func<bool> condition, string otherwise)
        {
            // What is awaited comes within microseconds most often, and a case may wait a thousand times.
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

        protected override IConformanceLink NewLink()
        {
            return new Link(new RawClient(_host.Port));
        }

        protected override void End()
        {
            _host.Dispose();
        }

        private sealed class Link : IConformanceLink
        {
            private const long MostTaken = 1024 * 1024 * 1024;

            private readonly RawClient _client;

            public Link(RawClient client)
            {
                _client = client;
            }

            public bool WasReset => _client.WasReset;

            public void Send(byte[] bytes)
            {
                _client.Send(bytes);
            }

            public void Flood(byte[] bytes)
            {
                try
                {
                    for (long sent = 0; sent < MostTaken; sent += bytes.Length)
                    {
                        _client.Send(bytes);
                    }

                    Assert.Fail("The server should have had enough.");
                }
                catch (SocketException)
                {
                    // It has.
                }
            }

            public byte[] ReadExactly(int count)
            {
                return _client.ReadExactly(count);
            }

            public byte[] ReadToEnd()
            {
                return _client.ReadToEnd();
            }

            public void Finish()
            {
                _client.Finish();
            }

            public void Reset()
            {
                _client.Reset();
            }

            public void Dispose()
            {
                _client.Dispose();
            }
        }
    }
}
