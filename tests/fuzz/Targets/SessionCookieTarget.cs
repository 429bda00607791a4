using System;
using System.Linq;
using System.Text;
using Nano.Tests.Fuzz.Engine;
using Nano.Tests.Host.Http.Differential;
using Nano.Web.Http;

namespace Nano.Tests.Fuzz.Targets
{
    /// <summary>Compares the cookie of a session with a parser of strings.</summary>
    internal sealed class SessionCookieTarget : AccessTarget
    {
        private const string Id = "00112233445566778899aabbccddeeff";

        private static readonly byte[] s_head = Encoding.ASCII.GetBytes("GET /api/session HTTP/1.1\r\nHost: a\r\nCookie: ");
        private static readonly byte[] s_end = Encoding.ASCII.GetBytes("\r\n\r\n");

        private int _status;

        public SessionCookieTarget()
        {
            // A session with a known identifier, the third of the table.
            object sessions = Inner(Inner(Device, "Gate"), "Sessions");
            Convert.FromHexString(Id).CopyTo((byte[])Inner(sessions, "_ids"), Id.Length);
            ((Array)Inner(sessions, "_rights")).SetValue(Right.Control, 2);
        }

        public override string Name => "session-cookie";

        public override int MaximumLength => 160;

        public override string[] Words => new[] { "session=", "; ", ";", "=", "\"", " ", Id, Id.ToUpperInvariant(), Id[..16], "0", "g", "\t" };

        public override void Generate(Chance chance, Input into)
        {
            for (int i = 1 + chance.Next(3); i > 0; i--)
            {
                string quote = chance.OneIn(8) ? "\"" : "";
                into.Add(chance.Pick("session=", "session=", "session=", "a=", "Session=", "session"));
                into.Add(quote + chance.Pick(Id, Id, Id.ToUpperInvariant(), Id[..30], Id + "00", chance.Text("0123456789abcdefABCDEF", 32), new string('0', 32)) + quote).Add(i > 1 ? "; " : "");
            }
        }

        public override void Run(Feed feed, Trace trace)
        {
            Send(s_head, 0, s_head.Length, trace);
            int at = feed.Offset;
            while (feed.More())
            {
                Send(feed.Buffer, at, feed.End - at, trace);
                feed.Forget(at, feed.End);
                at = feed.End;
            }

            Send(s_end, 0, s_end.Length, trace);
            Finish(trace);
            _status = trace.Outcome;
            trace.Outcome += HasControl ? 1 : 0;
        }

        public override string NameOutcome(int outcome) => outcome == 201 ? "the session's" : base.NameOutcome(outcome);

        public override string Judge(Input input)
        {
            if (_status != 200 || input.Span.IndexOfAny((byte)'\r', (byte)'\n') >= 0)
            {
                return _status != 200 && HasControl ? "control with an error" : null;
            }

            // Any of several cookies with the name session may be the valid one; at most four are compared.
            bool isSession = CookieTarget.FindAll(Encoding.Latin1.GetString(input.Span).Trim(' ', '\t')).Take(4).Any(value => string.Equals(value, Id, StringComparison.OrdinalIgnoreCase));
            return isSession == HasControl ? null : $"control: expected {isSession}, found {HasControl}";
        }
    }
}
