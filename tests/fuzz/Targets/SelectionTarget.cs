using System;
using Nano.Tests.Fuzz.Engine;
using Nano.Tests.Host.Http.Differential;
using Nano.Web.Http;

namespace Nano.Tests.Fuzz.Targets
{
    /// <summary>Content codings, dates, parameters and percent-encoding. ConnectionTarget covers conditions and ranges.</summary>
    internal sealed class SelectionTarget : Target
    {
        private static readonly string[] s_dates = { "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "Mon, 31 Feb 2026 25:61:61 GMT", "Thu, 01 Jan 2026 00:00:00 GMT" };
        private static readonly string[] s_tags = { "\"v1\"", "W/\"v1\"", "\"v2\"", "*", "\"\"", "\"a,b\"", "W/" };

        private readonly byte[] _decoded = new byte[Input.Capacity];
        private RequestParser _parser;

        public override string Name => "selection";

        public override bool BeginsAtZero => true;

        public override string[] Words => new[]
        {
            "\r\n", "If-Match: ", "If-None-Match: ", "If-Modified-Since: ", "If-Unmodified-Since: ", "If-Range: ", "Range: bytes=", "Accept-Encoding: ", "gzip;q=0", ";q=1.000", ",", "-", "\"", "W/", "*", s_dates[0], s_dates[1], s_dates[2],
        };

        public override void Generate(Chance chance, Input into)
        {
            AddRequest(chance, into, "/a%20b" + (chance.OneIn(3) ? "%C3%A4%2f" : ""));
        }

        /// <summary>Adds a GET with some of these fields.</summary>
        public static void AddRequest(Chance chance, Input into, string path)
        {
            into.Add("GET " + path + " HTTP/1.1\r\nHost:a\r\n");
            for (int i = chance.Next(5); i > 0; i--)
            {
                switch (chance.Next(6))
                {
                    case 0: into.Add(chance.Pick("If-Match: ", "If-None-Match: ") + chance.Pick(s_tags) + (chance.OneIn(2) ? " , " + chance.Pick(s_tags) : "")); break;
                    case 1: into.Add(chance.Pick("If-Modified-Since: ", "If-Unmodified-Since: ", "If-Range: ") + chance.Pick(s_dates)); break;
                    case 2: into.Add("If-Range: " + chance.Pick(s_tags)); break;
                    case 3: into.Add("Range: bytes=" + (chance.OneIn(4) ? "" : "" + chance.Next(1200)) + "-" + (chance.OneIn(3) ? "" : "" + chance.Next(1200)) + (chance.OneIn(6) ? ",5-6" : "")); break;
                    case 4: into.Add("Accept-Encoding: " + chance.Pick("gzip", "br, gzip;q=0.5", "*;q=0", "identity;q=0, *", "GZIP ; Q=0.001", ";q=1", "gzip;q=2")); break;
                    default: into.Add("Content-Type: multipart/form-data; " + chance.Pick("boundary=b", "x=y ; boundary=\"a b\\\"c\"", "boundary=", "boundary=\"b")); break;
                }

                into.Add("\r\n");
            }

            into.Add("\r\n");
        }

        public override void Prepare(Feed feed)
        {
            _parser = _parser ?? new RequestParser(feed.Buffer, 128, 512, 16);
            _parser.Reset();
        }

        public override void Run(Feed feed, Trace trace)
        {
            ParseResult result = ParseResult.Incomplete;
            while (result == ParseResult.Incomplete && feed.More())
            {
                result = _parser.Parse(feed.End);
                trace.Steps++;
            }

            if (result != ParseResult.Complete)
            {
                trace.Outcome = -1;
                return;
            }

            Request request = _parser.Request;
            trace.Number(Quality.OfCoding(request, "gzip"));
            trace.Number(Quality.OfCoding(request, null));
            if (request.TryGetField(FieldName.IfModifiedSince, out int offset, out int size) && HttpDate.TryParse(request.Buffer, offset, size, new DateTime(2026, 6, 1), out DateTime date))
            {
                trace.Number(date.Ticks);
                trace.Byte('d');
            }

            if (request.TryGetField(FieldName.ContentType, out offset, out size) && Parameter.TryGet(request.Buffer, offset, size, "boundary", out int value, out int valueCount))
            {
                trace.Bytes(request.Buffer, value, valueCount);
            }

            int decoded = PercentEncoding.Decode(request.Buffer, request.PathOffset, request.PathCount, _decoded, 0);
            trace.Number(decoded);
            trace.Bytes(_decoded, 0, Math.Max(0, decoded));
            trace.Outcome = Math.Min(decoded, 0);
        }
    }
}
