using System;
using Nano.Tests.Fuzz.Engine;
using Nano.Tests.Host.Http.Differential;
using Nano.Web.Http;

namespace Nano.Tests.Fuzz.Targets
{
    /// <summary>The head of a request. Lines that have been parsed are overwritten, because the parser must not read them again.</summary>
    internal sealed class HeadTarget : Target
    {
        private static readonly HostPolicy s_hosts = new HostPolicy();
        private static readonly OriginPolicy s_origins = new OriginPolicy();

        private readonly RequestGrammar _grammar = new RequestGrammar(20);
        private RequestParser _parser;

        static HeadTarget()
        {
            s_hosts.Allow("nano.local");
            s_origins.Allow("https://panel.example:8443");
        }

        public override string Name => "head";

        public override bool BeginsAtZero => true;

        public override int MaximumLength => 700;

        public override string[] Words => new[]
        {
            "\r\n", "\r\n\r\n", "Host: a\r\n", "Content-Length: 1\r\n", "Transfer-Encoding: chunked\r\n", "Connection: close\r\n", "Connection: upgrade\r\n",
            "Expect: 100-continue\r\n", "HTTP/1.1", "HTTP/1.0", "http://", " ", "%41", "%00", "?", "CONNECT ", "OPTIONS * ", "chunked", ",", "Content-Length: ", "Host:", "[::1]:80", "\t",
            "Origin: http://a\r\n", "Origin: https://panel.example:8443\r\n", "Host: nano.local\r\n", "Host: 1.2.3.4:80\r\n", "Sec-Fetch-Site: none\r\n",
        };

        public override string NameOutcome(int outcome) => $"{(ParseResult)(outcome >> 8)} {(RequestError)(outcome & 0xFF)}";

        public override void Generate(Chance chance, Input into)
        {
            into.Set(_grammar.Connection());
        }

        public override void Prepare(Feed feed)
        {
            _parser = _parser ?? new RequestParser(feed.Buffer, 128, 512, 12);
            _parser.Reset();
        }

        public override void Run(Feed feed, Trace trace)
        {
            RequestParser parser = _parser;
            ParseResult result = ParseResult.Incomplete;
            int line = 0;
            while (result == ParseResult.Incomplete && feed.More())
            {
                trace.Steps++;
                result = parser.Parse(feed.End);
                if (result == ParseResult.Incomplete)
                {
                    int next = feed.Buffer.AsSpan(line, feed.End - line).LastIndexOf((byte)'\n');
                    if (next >= 0)
                    {
                        feed.Forget(line, line + next);
                        line += next + 1;
                    }
                }
            }

            feed.Recall();
            trace.Outcome = (int)result << 8 | (int)parser.Error;
            trace.Number((int)result);
            trace.Number((int)parser.Error);
            if (result == ParseResult.Complete)
            {
                trace.Number(parser.HeadEnd);
                Describe(parser.Request, trace);
            }
        }

        /// <summary>Records all properties of a request.</summary>
        public static void Describe(Request request, Trace trace)
        {
            trace.Number((int)request.Method);
            trace.Number(request.MinorVersion);
            trace.Number(request.ContentLength);
            trace.Number((request.KeepAlive ? 4 : 0) + (request.HasUpgrade ? 2 : 0) + (request.ExpectsContinue ? 1 : 0));
            trace.Bytes(request.Buffer, request.PathOffset, request.PathCount);
            trace.Byte('?');
            if (request.QueryCount > 0)
            {
                trace.Bytes(request.Buffer, request.QueryOffset, request.QueryCount);
            }

            for (FieldName name = FieldName.Other + 1; name <= FieldName.SecWebSocketExtensions; name++)
            {
                int cursor = 0;
                while (request.NextItem(name, ref cursor, out int offset, out int count))
                {
                    trace.Number((int)name);
                    trace.Byte(':');
                    trace.Bytes(request.Buffer, offset, count);
                }
            }

            if (request.TryGetHost(out int host, out int hostCount))
            {
                trace.Byte('@');
                trace.Bytes(request.Buffer, host, hostCount);
            }

            trace.Number((int)s_origins.Judge(request));
            trace.Number(s_hosts.Allows(request) ? 1 : 0);
            trace.Number(request.TryGetField("x-y", out int value, out int valueCount) ? valueCount : -1);
            trace.Number(request.FieldCount);
        }
    }
}
