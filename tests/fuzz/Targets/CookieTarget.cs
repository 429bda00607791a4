using System.Linq;
using System.Collections.Generic;
using System;
using System.Text;
using Nano.Tests.Fuzz.Engine;
using Nano.Tests.Host.Http.Differential;
using Nano.Web.Http;

namespace Nano.Tests.Fuzz.Targets
{
    /// <summary>Compares the Cookie field with a parser of strings.</summary>
    internal sealed class CookieTarget : FieldTarget
    {
        private readonly byte[] _found = new byte[Input.Capacity];
        private int _count;

        public CookieTarget()
            : base("Cookie", FieldName.Cookie)
        {
        }

        public override string Name => "cookie";

        public override int MaximumLength => 160;

        public override string[] Words => new[] { "session=", "; ", ";", "=", "\"", " ", "\t", "session", "Session=", "session =" };

        public override void Generate(Chance chance, Input into)
        {
            into.Add(" ");
            for (int i = 1 + chance.Next(4); i > 0; i--)
            {
                string quote = chance.OneIn(5) ? "\"" : "";
                into.Add(chance.Pick("session", "session", "a", "sessions", "x-session", "SESSION", "")).Add(chance.OneIn(12) ? "" : "=");
                into.Add(quote + chance.Text("abcXYZ019-_=+/ ", chance.Next(20)) + quote).Add(i > 1 ? chance.OneIn(6) ? ";" : "; " : "");
            }
        }

        public override string Judge(Input input)
        {
            if (!IsRead)
            {
                return null;
            }

            string expected = Find(Encoding.Latin1.GetString(input.Span));
            string actual = _count < 0 ? null : Encoding.Latin1.GetString(_found, 0, _count);
            return expected == actual ? null : $"expected {expected ?? "none"}, found {actual ?? "none"}";
        }

        protected override void Read(Request request, int offset, int count, Trace trace)
        {
            _count = -1;
            if (Cookie.TryGet(request, "session", out int at, out int size))
            {
                Array.Copy(request.Buffer, at, _found, 0, size);
                _count = size;
                trace.Bytes(request.Buffer, at, size);
            }

            trace.Number(_count);
            trace.Outcome = _count < 0 ? 0 : _count == 0 ? 1 : 2;
        }

        /// <summary>Returns the value of the cookie session, or null.</summary>
        public static string Find(string text)
        {
            return FindAll(text).FirstOrDefault();
        }

        /// <summary>Returns the values of all cookies with the name session.</summary>
        public static IEnumerable<string> FindAll(string text)
        {
            foreach (string pair in text.Split(';'))
            {
                int equals = pair.IndexOf('=');
                if (equals >= 0 && pair[..equals].TrimStart(' ', '\t') == "session")
                {
                    string value = pair[(equals + 1)..].TrimEnd(' ', '\t');
                    yield return value.Length >= 2 && value[0] == '"' && value[^1] == '"' ? value[1..^1] : value;
                }
            }
        }
    }
}
