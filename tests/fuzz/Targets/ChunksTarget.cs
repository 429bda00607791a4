using Nano.Tests.Fuzz.Engine;
using Nano.Tests.Host.Http.Differential;
using Nano.Web.Http;

namespace Nano.Tests.Fuzz.Targets
{
    /// <summary>The chunked transfer coding (RFC 9112 section 7.1).</summary>
    internal sealed class ChunksTarget : Target
    {
        private readonly BodyReader _reader = new BodyReader();

        public override string Name => "chunks";

        // Longer than the permitted overhead of a body.
        public override int MaximumLength => 1400;

        public override string[] Words => new[] { "\r\n", "0\r\n\r\n", ";", "=", "\"", "\\\"", "1\r\na\r\n", "Content-Length: 1\r\n", "Transfer-Encoding:", "a:b\r\n", "ffffffff", "00000000", "\t" };

        public override string NameOutcome(int outcome) => $"{(RequestError)(outcome >> 1)}{((outcome & 1) != 0 ? ", complete" : "")}";

        public override void Generate(Chance chance, Input into)
        {
            for (int i = chance.Next(4); i > 0; i--)
            {
                int size = 1 + chance.Next(chance.OneIn(4) ? 80 : 6);
                into.Add((chance.OneIn(4) ? "00" : "") + size.ToString(chance.OneIn(2) ? "x" : "X"));
                Extensions(chance, into);
                into.Add("\r\n").Add(chance.Text("abc\r\n0;\0\xFF", size)).Add("\r\n");
            }

            into.Add("0");
            Extensions(chance, into);
            into.Add("\r\n");
            for (int i = chance.OneIn(3) ? chance.Next(4) : 0; i > 0; i--)
            {
                into.Add(chance.Pick("a", "X-Y", "content-lengt", "transfer-encodings", "ETag")).Add(":").Add(chance.Text(" \tab\x80,;", chance.Next(chance.OneIn(20) ? 700 : 12))).Add("\r\n");
            }

            into.Add("\r\n");
            if (chance.OneIn(3))
            {
                into.Add("GET / HTTP/1.1\r\n");
            }
        }

        private static void Extensions(Chance chance, Input into)
        {
            while (chance.OneIn(3))
            {
                string space = chance.OneIn(6) ? chance.Pick(" ", "\t", "  ") : "";
                into.Add(space + ";" + space + chance.Text("abz-1", 1 + chance.Next(5)));
                switch (chance.Next(3))
                {
                    case 0: into.Add(space + "=" + space + chance.Text("abz-1", 1 + chance.Next(5))); break;
                    case 1: into.Add("=\"" + chance.Text("ab ;,\t\xE4", chance.Next(6)) + (chance.OneIn(3) ? "\\\"" : "") + "\""); break;
                }
            }
        }

        public override void Run(Feed feed, Trace trace)
        {
            _reader.Begin(-1, 300);
            int at = feed.Offset;
            long total = 0;
            while (!_reader.IsComplete && _reader.Error == RequestError.None && feed.More())
            {
                while (at < feed.End && !_reader.IsComplete && _reader.Error == RequestError.None)
                {
                    int next = _reader.Read(feed.Buffer, at, feed.End, out int offset, out int count);
                    trace.Steps++;
                    trace.Bytes(feed.Buffer, offset, count);
                    total += count;
                    feed.Forget(at, next);
                    at = next;
                }
            }

            trace.Outcome = (int)_reader.Error << 1 | (_reader.IsComplete ? 1 : 0);
            trace.Number(trace.Outcome);
            trace.Number(total);
            trace.Number(at - feed.Offset);
        }
    }
}
