using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Nano.Firmware.Access;
using Nano.Tests.Fuzz.Engine;
using Nano.Tests.Host.Http.Differential;

namespace Nano.Tests.Fuzz.Targets
{
    /// <summary>Compares the stored form of a password's hash with a regular expression. It is read at start-up, so it may allocate.</summary>
    internal sealed class PasswordHashTarget : Target
    {
        private static readonly Regex s_form = new Regex(@"\Apbkdf2-sha256\$([0-9]+)\$([A-Za-z0-9+/_-]{22}(?:==)?)\$([A-Za-z0-9+/_-]{43}=?)\z", RegexOptions.CultureInvariant);

        private string _read;

        public override string Name => "password-hash";

        public override int MaximumLength => 160;

        public override bool MayAllocate => true;

        public override string[] Words => new[] { "pbkdf2-sha256", "$", "$$", "=", "==", "0", "2147483647", "2147483648", "9223372036854775808", "-1", "+/", "\n", "\xC3\xA4" };

        public override void Generate(Chance chance, Input into)
        {
            into.Add(chance.Pick("pbkdf2-sha256", "pbkdf2-sha256", "pbkdf2-sha256", "pbkdf2-sha512", "")).Add("$");
            into.Add(chance.OneIn(6) ? chance.Text("0123456789", chance.Next(24)) : chance.Pick("1", "200", "100000", "0", "0010", "2147483647", "2147483648")).Add("$");
            into.Add(Bytes(chance, 16)).Add("$").Add(Bytes(chance, 32));
        }

        public override void Run(Feed feed, Trace trace)
        {
            feed.All();
            trace.Steps++;
            PasswordHash hash = PasswordHash.Parse(Encoding.Latin1.GetString(feed.Buffer, feed.Offset, feed.Count));
            _read = hash?.ToString();
            trace.Text(_read ?? "none");
            trace.Outcome = hash == null ? 0 : 1;
            if (hash != null && PasswordHash.Parse(_read)?.ToString() != _read)
            {
                throw new InvalidOperationException("The written hash cannot be parsed.");
            }
        }

        public override string Judge(Input input)
        {
            Match match = s_form.Match(Encoding.Latin1.GetString(input.Span));
            string digits = match.Groups[1].Value.TrimStart('0');
            string[] encoded = { match.Groups[2].Value, match.Groups[3].Value };
            bool isHash = match.Success && digits.Length is > 0 and <= 10 && long.Parse(digits, CultureInfo.InvariantCulture) <= int.MaxValue;
            string expected = isHash ? $"pbkdf2-sha256${digits}${Rewrite(encoded[0])}${Rewrite(encoded[1])}" : null;
            return expected == _read ? null : $"expected {expected ?? "none"}, found {_read ?? "none"}";
        }

        /// <summary>Writes unused bits of the last digit as zero.</summary>
        private static string Rewrite(string base64)
        {
            return Convert.ToBase64String(LooseBase64.Decode(base64));
        }

        private static string Bytes(Chance chance, int count)
        {
            byte[] bytes = new byte[chance.OneIn(6) ? chance.Next(40) : count];
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)chance.Next(256);
            }

            return Convert.ToBase64String(bytes);
        }
    }
}
