using System;
using Nano.Tests.Fuzz.Engine;
using Nano.Tests.Host.Http.Differential;
using Nano.Web.Http;

namespace Nano.Tests.Fuzz.Targets
{
    /// <summary>
    /// A head larger than the buffer, whose fields are mostly skipped. The result must equal that of a parser with a buffer for all fields: the same
    /// error or the same request, except that only one of them may report that the fields are too large.
    /// </summary>
    internal sealed class SkippedFieldsTarget : Target
    {
        private const int Room = 256;
        private const int Longest = 1000;

        private readonly RequestParser _parser;
        private readonly RequestParser _other = new RequestParser(new byte[Input.Capacity], 128, Longest, 24);

        public SkippedFieldsTarget()
        {
            HttpService service = new HttpService(new HttpOptions { MaximumRequestLine = 128, MaximumHead = Longest, MaximumFields = 24, MaximumKeptFields = 24 });
            service.KeepField("x-y");
            _parser = new RequestParser(new byte[Room + 64], service);
        }

        public override string Name => "skipped-fields";

        public override int MaximumLength => 1200;

        public override string[] Words => new[]
        {
            "\r\n", "\r\n\r\n", "Host: a\r\n", "Content-Length: 1\r\n", "Transfer-Encoding: chunked\r\n", "X-Y: 1\r\n", "X: 1\r\n", "X:\t \r\n", "Cookie: ", ": ", "\t", " ", "User-Agent: " + new string('u', 200) + "\r\n",
        };

        public override string NameOutcome(int outcome) => $"{(ParseResult)(outcome >> 8)} {(RequestError)(outcome & 0xFF)}";

        public override void Generate(Chance chance, Input into)
        {
            into.Add("GET / HTTP/1.1\r\n");
            for (int i = chance.Next(20); i > 0; i--)
            {
                switch (chance.Next(5))
                {
                    case 0: into.Add(chance.Pick("Host: a", "Cookie: a=b", "X-Y: 1 ", "Connection: close", "Content-Length: 1", "Range:") + "\r\n"); break;
                    case 1: into.Add("X-Skipped: " + new string('v', chance.Next(250)) + "\r\n"); break;
                    default: into.Add("X" + new string('n', chance.Next(20)) + ":" + new string(' ', chance.Next(3)) + new string('v', chance.Next(40)) + new string('\t', chance.Next(3)) + "\r\n"); break;
                }
            }

            into.Add(chance.OneIn(4) ? "\r\n" : "Host: b\r\n\r\nX");
        }

        public override void Run(Feed feed, Trace trace)
        {
            RequestParser parser = _parser;
            byte[] buffer = parser.Request.Buffer;
            ParseResult result = ParseResult.Incomplete;
            int end = 0;
            int taken = 0;
            parser.Reset();
            while (result == ParseResult.Incomplete && (taken < feed.Count || feed.More()))
            {
                int count = Math.Min(feed.Count - taken, buffer.Length - end);
                Array.Copy(feed.Buffer, feed.Offset + taken, buffer, end, count);
                taken += count;
                end += count;
                trace.Steps++;
                result = parser.Parse(ref end);
            }

            trace.Outcome = (int)result << 8 | (int)parser.Error;
            trace.Number(trace.Outcome);
            if (result == ParseResult.Complete)
            {
                trace.Number(parser.HeadEnd);
                HeadTarget.Describe(parser.Request, trace);
            }
        }

        public override string Judge(Input input)
        {
            int end = input.Count;
            Array.Copy(input.Bytes, _other.Request.Buffer, end);
            _other.Reset();
            ParseResult result = _other.Parse(end);
            if (_other.Error != _parser.Error)
            {
                return _parser.Error == RequestError.FieldsTooLarge ? null : $"{_parser.Error} instead of {_other.Error}";
            }

            if (result != ParseResult.Complete)
            {
                return null;
            }

            string mine = Describe(_parser.Request);
            string others = Describe(_other.Request);
            return mine == others ? null : $"{mine} instead of {others}";
        }

        private static string Describe(Request request)
        {
            string text = $"{request.Method} {request.ContentLength} {request.KeepAlive} {request.HasUpgrade} {request.ExpectsContinue} {request.GetField("x-y")}";
            for (FieldName name = FieldName.Other + 1; name <= FieldName.SecWebSocketExtensions; name++)
            {
                int cursor = 0;
                text += "/" + request.Count(name);
                while (request.NextItem(name, ref cursor, out int offset, out int count))
                {
                    text += "," + request.GetString(offset, count);
                }
            }

            return text;
        }
    }
}
