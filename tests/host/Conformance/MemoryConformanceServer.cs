using System;
using System.IO;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;
using Nano.Tests.Support;
using Nano.Web.Server;

namespace Nano.Tests.Host.Conformance
{
    /// <summary>A server in memory: it has its turns while a case waits for it, and its time stands still unless the case lets it pass.</summary>
    internal sealed class MemoryConformanceServer : ConformanceServer
    {
        private readonly MemoryBoard _board;

        public MemoryConformanceServer(ServerOptions options, Action<WebServer> configure)
        {
            _board = new MemoryBoard(options, server => Configure(server, configure));
        }

        public override WebServer Server => _board.Server;

        public override void Pass(int milliseconds)
        {
            _board.Settle();
            _board.Now += milliseconds;
            _board.Settle();
        }

        public override void Eventually(Func<bool> condition, string otherwise)
        {
            _board.Settle();
            Assert.IsTrue(condition(), otherwise);
        }

        protected override IConformanceLink NewLink()
        {
            return new Link(_board);
        }

        protected override void End()
        {
            // Clients that are still there are told, and after a while dropped.
            Server.Stop();
            Pass(0);
            Pass(Server.Options.WebSocket.CloseTimeout);
            Assert.AreEqual(0, Server.Clients, "Every slot should have become free.");
        }

        private sealed class Link : IConformanceLink
        {
            private const long MostTaken = 16 * 1024 * 1024;

            private readonly MemoryBoard _board;
            private readonly MemoryClient _client;
            private readonly MemoryStream _arrived = new MemoryStream();
            private int _read;

            public Link(MemoryBoard board)
            {
                _board = board;
                _client = board.Connect();
            }

            public bool WasReset => false;

            public void Send(byte[] bytes)
            {
                for (int sent = 0; sent < bytes.Length;)
                {
                    int part = _client.Send(bytes, sent, bytes.Length - sent);
                    if (part == 0 && !Turn())
                    {
                        Assert.Fail($"The server has taken {sent} of {bytes.Length} bytes and no more.");
                    }

                    sent += part;
                }
            }

            public void Flood(byte[] bytes)
            {
                int at = 0;
                int part;
                long sent = 0;
                do
                {
                    part = _client.Send(bytes, at, bytes.Length - at);
                    at = (at + part) % bytes.Length;
                    sent += part;
                    _board.Settle();
                    Assert.IsLessThan(MostTaken, sent, "The server should have had enough.");
                }
                while (part > 0);
            }

            public byte[] ReadExactly(int count)
            {
                while (_arrived.Length - _read < count)
                {
                    if (Turn())
                    {
                        continue;
                    }

                    if (_client.IsClosed)
                    {
                        throw new EndOfStreamException($"The server ended the connection after {_arrived.Length - _read} of {count} bytes.");
                    }

                    Assert.Fail($"The server has sent {_arrived.Length - _read} of {count} bytes and waits.");
                }

                byte[] bytes = _arrived.GetBuffer().AsSpan(_read, count).ToArray();
                _read += count;
                if (_read == _arrived.Length)
                {
                    _arrived.SetLength(0);
                    _read = 0;
                }

                return bytes;
            }

            public byte[] ReadToEnd()
            {
                while (Turn())
                {
                }

                Assert.IsTrue(_client.IsClosed, "The server should have ended the connection.");
                return ReadExactly((int)_arrived.Length - _read);
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
                _client.Finish();
                _client.Reset();
                _board.Settle();
            }

            /// <summary>Gives the server its turns and takes what it has sent.</summary>
            /// <returns>Whether anything has moved.</returns>
            private bool Turn()
            {
                int free = _client.Free;
                _board.Settle();
                int part = _client.Receive(_board.Received, 0, _board.Received.Length);
                _arrived.Write(_board.Received, 0, part);
                return part > 0 || _client.Free > free;
            }
        }
    }
}
