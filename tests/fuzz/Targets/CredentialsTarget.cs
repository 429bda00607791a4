using System;
using System.Text;
using Nano.Tests.Fuzz.Engine;
using Nano.Tests.Host.Http.Differential;
using Nano.Web.Http;

namespace Nano.Tests.Fuzz.Targets
{
    /// <summary>Compares Basic credentials (RFC 7617) with .NET's Base64.</summary>
    internal sealed class CredentialsTarget : FieldTarget
    {
        private readonly BasicCredentials _credentials = new BasicCredentials(64);
        private bool _isFound;

        public CredentialsTarget()
            : base("Authorization", FieldName.Authorization)
        {
        }

        public override string Name => "credentials";

        public override int MaximumLength => 160;

        public override string[] Words => new[] { "Basic ", "basic  ", "=", "==", "Og==", "Ojo=", " ", "Bearer ", "+/", "A" };

        public override void Generate(Chance chance, Input into)
        {
            into.Add(" ").Add(chance.Pick("Basic ", "basic ", "BASIC   ", "Bearer ", "Basic"));
            string pair = chance.Text("abc:\xC3\xA4\0\xFF", chance.Next(70));
            into.Add(Convert.ToBase64String(Encoding.Latin1.GetBytes(chance.OneIn(4) ? pair : "user:" + pair)));
        }

        public override string Judge(Input input)
        {
            string text = Encoding.Latin1.GetString(input.Span).Trim(' ', '\t');
            string expected = null;
            if (text.StartsWith("basic ", StringComparison.OrdinalIgnoreCase))
            {
                byte[] bytes = LooseBase64.Decode(text[6..].TrimStart(' '));
                if (bytes?.Length <= 64)
                {
                    expected = Encoding.Latin1.GetString(bytes);
                    expected = expected.Contains(':') ? expected : null;
                }
            }

            string actual = _isFound ? Encoding.Latin1.GetString(_credentials.Buffer, 0, _credentials.UserCount) + ":" + Encoding.Latin1.GetString(_credentials.Buffer, _credentials.PasswordOffset, _credentials.PasswordCount) : null;
            return !IsRead || expected == actual ? null : $"expected {expected ?? "none"}, found {actual ?? "none"}";
        }

        protected override void Read(Request request, int offset, int count, Trace trace)
        {
            _isFound = _credentials.TryRead(request);
            trace.Number(_isFound ? _credentials.UserCount : -1);
            trace.Number(_credentials.PasswordCount);
            if (_isFound)
            {
                trace.Bytes(_credentials.Buffer, 0, _credentials.PasswordOffset + _credentials.PasswordCount);
            }

            trace.Outcome = _isFound ? 1 : 0;
        }
    }
}
