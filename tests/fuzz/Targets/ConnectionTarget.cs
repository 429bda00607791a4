using System;
using System.Text;
using Nano.Tests.Fuzz.Engine;
using Nano.Tests.Host.Http.Differential;
using Nano.Tests.Support;
using Nano.Web.Http;
using Nano.Web.Server;
using Nano.Web.WebSockets;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Tests.Fuzz.Targets
{
    /// <summary>
    /// A whole connection: pipelined requests, forms, opening handshakes and the frames after them, until FIN. The slot must become free, and no
    /// exception may occur in the server.
    /// </summary>
    internal sealed class ConnectionTarget : Target
    {
        private static readonly byte[] s_date = Encoding.ASCII.GetBytes("\r\nDate: ");
        private static readonly byte[] s_expect = Encoding.ASCII.GetBytes("100-continue");

        private readonly MemoryTransport _transport = new MemoryTransport(4096, 2);
        private readonly WebServer _server;
        private readonly RequestGrammar _grammar = new RequestGrammar(21);
        private readonly byte[] _received = new byte[65536];
        private readonly SizeResource _size = new SizeResource();
        private MemoryClient _client;
        private int _count;

        public ConnectionTarget()
        {
            _server = new WebServer(_transport, new ServerOptions { Slots = 1, ReceiveBuffer = 512, SendBuffer = 640, MaximumRequestLine = 128, MaximumFields = 12, MaximumContent = 400, MaximumDrain = 100 });
            byte[] page = Encoding.ASCII.GetBytes(new string('p', 900));
            _server.Map("/", new StaticResource(
                new Representation(new MemoryContent(page.AsSpan(0, 90).ToArray()), "text/html") { ContentEncoding = "gzip", EntityTag = "\"z\"" },
                new Representation(new MemoryContent(page), "text/html") { EntityTag = "\"p\"", LastModified = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc) }));
            _server.Map("/size", _size);
            _server.Map("/whole/{name}", new WholeResource());
            _server.MapWebSocket("/ws", new CountingHandler());
            _server.Start();
        }

        public override string Name => "connection";

        public override int MaximumLength => 1400;

        public override int MaximumSteps(int count) => 8 * count + 200;

        public override int MaximumWork(int count) => 250 * count + 4000;

        public override string[] Words => new[]
        {
            "\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "Host: a\r\n", "Connection: Upgrade\r\nUpgrade: websocket\r\n", "Sec-WebSocket-Version: 13\r\n", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n",
            "Sec-WebSocket-Protocol: a, b\r\n", "Origin: http://a\r\n", "Content-Length: 5\r\n\r\nhello", "Transfer-Encoding: chunked\r\n\r\n", "\x81\x81\0\0\0\0a", "\x88\x80\0\0\0\0", "Connection: close\r\n", "Range: bytes=0-1\r\n", "If-None-Match: \"p\"\r\n",
        };

        public override string NameOutcome(int outcome) => "first answer " + outcome;

        public override void Generate(Chance chance, Input into)
        {
            for (int i = chance.Next(4); i > 0; i--)
            {
                switch (chance.Next(5))
                {
                    case 0: into.Add(_grammar.Connection()); break;
                    case 1: SelectionTarget.AddRequest(chance, into, "/"); break;
                    case 2:
                        string content = chance.Text("ab\r\n", chance.Next(60));
                        into.Add("POST " + chance.Pick("/size", "/whole/x") + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + content.Length + "\r\n\r\n" + content);
                        break;
                    case 3:
                        into.Add("PUT " + chance.Pick("/size", "/whole/y") + " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n" + (chance.OneIn(2) ? "3;a=b\r\n\r\n0\r\n" : "") + "0\r\n\r\n");
                        break;
                    default: into.Add(chance.Pick("HEAD", "OPTIONS", "DELETE", "PATCH") + " " + chance.Pick("/", "/size", "/nothing", "*") + " HTTP/1.1\r\nHost: a\r\n\r\n"); break;
                }
            }

            if (chance.OneIn(2))
            {
                into.Add("GET /ws HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: " + chance.Pick("Upgrade", "keep-alive, upgrade") + "\r\nSec-WebSocket-Key: " + chance.Pick("dGhlIHNhbXBsZSBub25jZQ==", "AQIDBAUGBwgJCgsMDQ4PEA==", "AQIDBAUGBwgJCgsMDQ4PEB==") + "\r\nSec-WebSocket-Version: 13\r\n"
                    + chance.Pick("", "Origin: http://a\r\n", "Origin: http://b\r\n", "Sec-WebSocket-Protocol: x,nano\r\n", "Sec-WebSocket-Protocol: ,\r\n") + "\r\n");
                FrameMaker.AddConversation(chance, into);
            }
        }

        /// <summary>Whether 100 (Continue) is sent depends on whether the content has already arrived.</summary>
        public override bool DependsOnSplit(Input input)
        {
            for (int i = 0; i + s_expect.Length <= input.Count; i++)
            {
                if (Ascii.EqualsIgnoreCase(input.Bytes, i, s_expect.Length, s_expect))
                {
                    return true;
                }
            }

            return false;
        }

        public override void Prepare(Feed feed)
        {
            _client = _transport.Connect();
            _count = 0;
        }

        public override void Run(Feed feed, Trace trace)
        {
            Settle(trace);
            int at = feed.Offset;
            while (feed.More())
            {
                while (at < feed.End && !_client.IsClosed)
                {
                    at += _client.Send(feed.Buffer, at, feed.End - at);
                    Settle(trace);
                }

                at = feed.End;
            }

            _client.Finish();
            Settle(trace);
            if (_server.Statistics.Faults != 0 || _server.Clients != 0 || !_client.IsClosed)
            {
                throw new InvalidOperationException($"Faults: {_server.Statistics.Faults}, clients: {_server.Clients}.");
            }

            MaskDates();
            trace.Bytes(_received, 0, _count);
            trace.Outcome = _count < 12 ? 0 : (_received[9] - '0') * 100 + (_received[10] - '0') * 10 + _received[11] - '0';
        }

        private void Settle(Trace trace)
        {
            bool moved;
            do
            {
                trace.Steps++;
                moved = _server.Turn(0);
                _count += _client.Receive(_received, _count, _received.Length - _count);
            }
            while (moved && trace.Steps < 100000);
        }

        private void MaskDates()
        {
            for (int i = 0; i + s_date.Length + HttpDate.Size <= _count; i++)
            {
                if (Ascii.Equals(_received, i, s_date, 0, s_date.Length))
                {
                    Array.Clear(_received, i + s_date.Length, HttpDate.Size);
                }
            }
        }

        /// <summary>Responds with the length of the content, which it reads in pieces.</summary>
        private sealed class SizeResource : Resource
        {
            private int _total;

            public SizeResource()
                : base(RequestMethod.Get | RequestMethod.Post | RequestMethod.Put)
            {
            }

            public override void OnRequest(Exchange exchange)
            {
                _total = 0;
            }

            public override void OnContent(Exchange exchange, byte[] buffer, int offset, int count, bool last)
            {
                for (int i = 0; i < count; i++)
                {
                    _total = _total * 31 + buffer[offset + i] & 0xFFFFFF;
                }

                if (last)
                {
                    exchange.Response.Begin(200);
                    exchange.Response.AddField("X-Sum", _total);
                    exchange.Response.EndWith("");
                }
            }
        }

        /// <summary>Responds whether the whole content has arrived.</summary>
        private sealed class WholeResource : Resource
        {
            public WholeResource()
                : base(RequestMethod.Post | RequestMethod.Put)
            {
            }

            public override bool WantsWholeContent => true;

            public override void OnRequest(Exchange exchange)
            {
            }

            public override void OnContent(Exchange exchange, byte[] buffer, int offset, int count, bool last)
            {
                exchange.Response.Begin(200);
                exchange.Response.AddField("X-Count", last ? count : -1);
                exchange.Response.EndWith("");
            }
        }

        /// <summary>Answers each message with its length.</summary>
        private sealed class CountingHandler : WebSocketHandler
        {
            private readonly byte[] _answer = new byte[2];
            private int _length;

            public override void OnOpening(OpeningHandshake handshake)
            {
                base.OnOpening(handshake);
                handshake.Accept("nano");
            }

            public override void OnMessage(WebSocket webSocket, MessageType type, byte[] buffer, int offset, int count, bool first, bool last)
            {
                _length = first ? count : _length + count;
                if (last)
                {
                    _answer[0] = (byte)(_length & 0x7F);
                    _answer[1] = (byte)(_length >> 7 & 0x7F);
                    webSocket.Send(type, _answer, 0, 2);
                }
            }
        }
    }
}
