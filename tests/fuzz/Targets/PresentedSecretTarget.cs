using System;
using System.Text;
using Nano.Firmware.Access;
using Nano.Tests.Fuzz.Engine;
using Nano.Tests.Host.Http.Differential;
using Nano.Web.Http;

namespace Nano.Tests.Fuzz.Targets
{
    /// <summary>Compares the secret of a request, in Authorization or in an offered subprotocol, with .NET's Base64.</summary>
    internal sealed class PresentedSecretTarget : FieldTarget
    {
        private const string Token = "nano.token.";

        private readonly PresentedSecret _secret = new PresentedSecret();
        private readonly byte[] _found = new byte[PasswordHash.MaximumPassword + 1];
        private readonly bool _isProtocol;
        private int _count;

        public PresentedSecretTarget(bool isProtocol)
            : base("Connection: Upgrade\r\nUpgrade: websocket\r\n", isProtocol ? "Sec-WebSocket-Protocol" : "Authorization", isProtocol ? FieldName.SecWebSocketProtocol : FieldName.Authorization)
        {
            _isProtocol = isProtocol;
        }

        public override string Name => _isProtocol ? "token-protocol" : "bearer";

        public override int MaximumLength => 240;

        public override string[] Words => _isProtocol
            ? new[] { Token, "nano.v1.json", ", ", ",", " ", "\"", "\\", "=", "==", "-_", "+/", "YQ", "nano.token" }
            : new[] { "Bearer ", "bearer  ", "Basic ", "Og==", "=", " ", "\t", "+/", "0123456789abcdef", ":" };

        public override void Generate(Chance chance, Input into)
        {
            string secret = chance.Text("abc019-._~+/=\xC3\xA4", chance.Next(chance.OneIn(4) ? 80 : 24));
            string base64 = Convert.ToBase64String(Encoding.Latin1.GetBytes(secret));
            into.Add(" ");
            if (!_isProtocol)
            {
                into.Add(chance.Pick("Bearer ", "bearer ", "BEARER   ", "Basic ", "Bearer", "Digest ")).Add(chance.OneIn(4) ? Convert.ToBase64String(Encoding.Latin1.GetBytes("user:" + secret)) : secret);
                return;
            }

            into.Add(chance.Pick("", "nano.v1.json, ", "nano.v1.json,", "a,, "));
            into.Add(chance.Pick(Token, Token, Token, "Nano.Token.", "nano.token")).Add(chance.OneIn(3) ? base64 : base64.TrimEnd('=').Replace('+', '-').Replace('/', '_'));
            into.Add(chance.Pick("", ", nano.v1.json", "," + Token + "YWJj", " "));
        }

        public override string Judge(Input input)
        {
            if (!IsRead)
            {
                return null;
            }

            string text = Encoding.Latin1.GetString(input.Span).Trim(' ', '\t');
            string expected = _isProtocol ? text.Contains('"') ? Actual : FindToken(text) : Find(text);
            return expected == Actual ? null : $"expected {expected ?? "none"}, found {Actual ?? "none"}";
        }

        protected override void Read(Request request, int offset, int count, Trace trace)
        {
            _count = -1;
            if (_secret.TryRead(request))
            {
                // Longer secrets differ only in their length.
                _count = Math.Min(_secret.Count, _found.Length);
                Array.Copy(_secret.Buffer, _secret.Offset, _found, 0, _count);
                trace.Bytes(_found, 0, _count);
            }

            trace.Number(_count);
            trace.Outcome = _count < 0 ? 0 : 1 + (_count + 15) / 16;
        }

        private string Actual => _count < 0 ? null : Encoding.Latin1.GetString(_found, 0, _count);

        private static string Find(string text)
        {
            int space = text.IndexOf(' ');
            string rest = space < 0 ? "" : text[space..].TrimStart(' ');
            switch (space < 0 ? "" : text[..space].ToUpperInvariant())
            {
                case "BEARER": return rest.Length is > 0 and <= PasswordHash.MaximumPassword ? rest : null;
                case "BASIC":
                    string pair = Decode(rest, 128);
                    string password = pair != null && pair.Contains(':') ? pair[(pair.IndexOf(':') + 1)..] : null;
                    if (password != null && !System.Text.Unicode.Utf8.IsValid(Encoding.Latin1.GetBytes(password)) && Encoding.UTF8.GetByteCount(password) <= PasswordHash.MaximumPassword && pair.IndexOf(':') + 1 + Encoding.UTF8.GetByteCount(password) <= 128)
                    {
                        // The password is Latin-1 and is compared as UTF-8.
                        password = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(password));
                    }

                    return password?.Length > PasswordHash.MaximumPassword ? password[..(PasswordHash.MaximumPassword + 1)] : password;
                default: return null;
            }
        }

        private static string FindToken(string text)
        {
            foreach (string item in text.Split(','))
            {
                string name = item.Trim(' ', '\t');
                if (name.StartsWith(Token, StringComparison.Ordinal) && name.Length > Token.Length)
                {
                    // The first subprotocol of the form is used, even if it is invalid.
                    string token = Decode(name[Token.Length..], PasswordHash.MaximumPassword);
                    return token?.Length > 0 ? token : null;
                }
            }

            return null;
        }

        /// <summary>Decodes Base64 with .NET's implementation.</summary>
        private static string Decode(string base64, int maximum)
        {
            byte[] bytes = LooseBase64.Decode(base64);
            return bytes?.Length <= maximum ? Encoding.Latin1.GetString(bytes) : null;
        }
    }
}
