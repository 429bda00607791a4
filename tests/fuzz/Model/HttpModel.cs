using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Nano.Tests.Host.Http.Differential;
using Nano.Tests.Support;
using Nano.Web.Http;
using Nano.Web.Server;

namespace Nano.Tests.Fuzz.Model
{
    /// <summary>
    /// Sends pipelined requests with bodies of both framings, divided at random. The connection ends by Connection: close, by HTTP/1.0, by a refused
    /// request, or by the client. The reference predicts all responses.
    /// </summary>
    internal sealed class HttpModel
    {
        private readonly Chance _chance;
        private readonly MemoryTransport _transport;
        private readonly WebServer _server;

        private HttpModel(ulong seed)
        {
            _chance = new Chance(seed * 0xD1342543DE82EF95 | 1);
            _transport = new MemoryTransport(_chance.OneIn(2) ? 4096 : 40 + _chance.Next(600), 4);
            _server = new WebServer(_transport, new ServerOptions { Slots = 2, ReceiveBuffer = 400 + _chance.Next(800), SendBuffer = 640 + _chance.Next(800) });
            _server.Map("/item/{size}", new Item());
            _server.Map("/sum", new Sum());
            _server.Start();
        }

        public static string Run(ulong seed, int steps)
        {
            try
            {
                new HttpModel(seed).Run(steps);
                return null;
            }
            catch (Exception e)
            {
                return e is InvalidDataException ? e.Message : e.ToString();
            }
        }

        private void Run(int steps)
        {
            for (int connection = 0; connection < 3; connection++)
            {
                RunConnection(steps / 3);
                Require(_server.Clients == 0, $"{_server.Clients} slots were never freed");
                Require(_server.Statistics.Faults == 0, "a handler threw");
            }
        }

        private void RunConnection(int steps)
        {
            MemoryClient link = _transport.Connect();
            StringBuilder text = new StringBuilder();
            List<(int Status, string Body, bool IsHead)> expected = new List<(int, string, bool)>();
            bool ends = false;
            for (int i = 1 + _chance.Next(8); i > 0; i--)
            {
                bool closes = AddRequest(text, out (int, string, bool) answer);
                if (!ends)
                {
                    expected.Add(answer);
                    ends = closes;
                }
            }

            byte[] bytes = Encoding.Latin1.GetBytes(text.ToString());
            byte[] buffer = new byte[4096];
            List<byte> received = new List<byte>();
            bool leaves = _chance.OneIn(4);
            int sent = 0;
            for (int i = 0; i < steps || !leaves; i++)
            {
                int count = Math.Min(bytes.Length - sent, 1 + _chance.Next(_chance.OneIn(3) ? 400 : 20));
                sent += link.Send(bytes, sent, count);
                _server.Turn(i);
                int part = link.Receive(buffer, 0, 1 + _chance.Next(_chance.OneIn(3) ? 1000 : 50));
                received.AddRange(buffer.AsSpan(0, part));
                if (link.IsClosed || (sent == bytes.Length && part == 0 && Count(received, expected, false) == expected.Count))
                {
                    break;
                }

                Require(i < 20000, $"the connection does not end after {received.Count} bytes of answers");
            }

            if (_chance.OneIn(2))
            {
                link.Finish();
            }
            else
            {
                link.Reset();
            }

            bool moved = true;
            for (int i = 0; i < 3000 && (moved || !link.IsClosed); i++)
            {
                moved = _server.Turn(50_000 + i);
                int part = link.Receive(buffer, 0, buffer.Length);
                moved |= part > 0;
                received.AddRange(buffer.AsSpan(0, part));
            }

            int answered = Count(received, expected, true);
            Require(leaves || answered == expected.Count, $"{answered} of {expected.Count} requests were answered");
            Require(!ends || leaves || link.IsClosed, "the server should have ended the connection");
        }

        /// <summary>Adds a request and its expected response.</summary>
        /// <returns>True when the connection ends after it.</returns>
        private bool AddRequest(StringBuilder text, out (int, string, bool) answer)
        {
            string close = _chance.OneIn(12) ? "Connection: close\r\n" : "";
            bool isOld = _chance.OneIn(20);
            string version = isOld ? "HTTP/1.0" : "HTTP/1.1";
            int size = _chance.Next(_chance.OneIn(4) ? 3000 : 100);
            string body = _chance.Text("abc\r\n0;", _chance.Next(_chance.OneIn(4) ? 900 : 30));
            switch (_chance.Next(8))
            {
                case 0:
                    text.Append($"HEAD /item/{size} {version}\r\nHost: a\r\n{close}\r\n");
                    answer = (200, Pattern(size), true);
                    break;
                case 1:
                    text.Append($"POST /sum {version}\r\nHost: a\r\n{close}Content-Length: {body.Length}\r\n\r\n{body}");
                    answer = (200, SumOf(body), false);
                    break;
                case 2:
                    isOld = false;
                    text.Append($"POST /sum HTTP/1.1\r\n{close}Transfer-Encoding: chunked\r\nHost: a\r\n\r\n");
                    for (int at = 0; at < body.Length;)
                    {
                        int count = 1 + _chance.Next(body.Length - at);
                        text.Append($"{count:x}\r\n{body.AsSpan(at, count)}\r\n");
                        at += count;
                    }

                    text.Append("0\r\n\r\n");
                    answer = (200, SumOf(body), false);
                    break;
                case 3:
                    text.Append($"PUT /none {version}\r\nHost: a\r\n{close}Content-Length: {body.Length}\r\n\r\n{body}");
                    answer = (404, null, false);
                    break;
                case 4 when _chance.OneIn(6):
                    text.Append(_chance.Pick("GET / HTTP/1.1\r\n\r\n", "G\xC4T / HTTP/1.1\r\nHost: a\r\n\r\n", "GET / HTTP/1.1\nHost: a\n\n", "POST /sum HTTP/1.1\r\nHost: a\r\nContent-Length: 1x\r\n\r\n"));
                    answer = (400, null, false);
                    return true;
                default:
                    text.Append($"GET /item/{size} {version}\r\nHost: a\r\n{close}\r\n");
                    answer = (200, Pattern(size), false);
                    break;
            }

            return isOld || close.Length > 0;
        }

        /// <summary>Compares the received bytes with the expected responses, and counts complete responses.</summary>
        private static int Count(List<byte> received, List<(int Status, string Body, bool IsHead)> expected, bool isEnd)
        {
            string text = Encoding.Latin1.GetString(received.ToArray());
            int at = 0;
            int count = 0;
            while (true)
            {
                int end = text.IndexOf("\r\n\r\n", at, StringComparison.Ordinal);
                if (end < 0)
                {
                    return count;
                }

                Require(count < expected.Count, "an unexpected response: " + text[at..end]);
                (int status, string body, bool isHead) = expected[count];
                string head = text[at..end];
                Require(head.StartsWith($"HTTP/1.1 {status} ", StringComparison.Ordinal), $"answer {count} should be {status}: {head}");
                const string Field = "\r\nContent-Length: ";
                int field = head.IndexOf(Field, StringComparison.Ordinal);
                Require(field > 0, $"answer {count} has no length: {head}");
                int length = int.Parse(head[(field + Field.Length)..].Split('\r')[0]);
                Require(body == null || length == body.Length, $"answer {count} has {length} bytes: {head}");
                at = end + 4;
                if (!isHead)
                {
                    string content = text.Substring(at, Math.Min(length, text.Length - at));
                    Require(body == null || body.StartsWith(content, StringComparison.Ordinal), $"answer {count} differs");
                    if (content.Length < length)
                    {
                        return count;
                    }

                    at += length;
                }

                count++;
            }
        }

        private static string Pattern(int size)
        {
            return string.Concat(Enumerable.Range(0, size).Select(i => (char)('a' + (i + size) % 26)));
        }

        private static string SumOf(string body)
        {
            return "" + body.Aggregate(0, (sum, c) => (sum * 31 + c) & 0xFFFFFF);
        }

        private static void Require(bool holds, string otherwise)
        {
            if (!holds)
            {
                throw new InvalidDataException(otherwise);
            }
        }

        /// <summary>Sends content of the length in its path, as space becomes available.</summary>
        private sealed class Item : Resource
        {
            public Item()
                : base(RequestMethod.Get)
            {
            }

            public override void OnRequest(Exchange exchange)
            {
                exchange.GetValue(0, out int offset, out int count);
                exchange.End = int.Parse(exchange.Request.GetString(offset, count));
                exchange.Response.Begin(200);
                exchange.Response.BeginContent(exchange.End);
            }

            public override void OnWritable(Exchange exchange)
            {
                Response response = exchange.Response;
                while (exchange.Position < exchange.End && response.HasContent)
                {
                    int count = Math.Min(response.Room, exchange.End - exchange.Position);
                    if (count == 0)
                    {
                        return;
                    }

                    byte[] piece = Encoding.ASCII.GetBytes(Pattern(exchange.End).Substring(exchange.Position, count));
                    response.BeginPiece().Write(piece, 0, count);
                    response.EndPiece(count);
                    exchange.Position += count;
                }

                response.End();
            }
        }

        /// <summary>Computes a number that depends on each byte of the content and on their order.</summary>
        private sealed class Sum : Resource
        {
            public Sum()
                : base(RequestMethod.Post)
            {
            }

            public override void OnRequest(Exchange exchange)
            {
            }

            public override void OnContent(Exchange exchange, byte[] buffer, int offset, int count, bool last)
            {
                for (int i = 0; i < count; i++)
                {
                    exchange.Position = (exchange.Position * 31 + buffer[offset + i]) & 0xFFFFFF;
                }

                if (last)
                {
                    exchange.Response.Send(200, "text/plain", "" + exchange.Position);
                }
            }
        }
    }
}
