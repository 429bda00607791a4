using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Nano.Firmware;
using Nano.Tests.Fuzz.Engine;
using Nano.Tests.Host.Http.Differential;
using Nano.Web.Json;

namespace Nano.Tests.Fuzz.Targets
{
    /// <summary>
    /// The content of a request to sign in. The first byte selects the media type, and the others arrive in chunks. JSON is compared with
    /// System.Text.Json.
    /// </summary>
    internal sealed class SignInTarget : AccessTarget
    {
        private const char Json = 'j';
        private const char Form = 'f';
        private const char Multipart = 'm';
        private const int MaximumContent = 512;

        private static readonly byte[] s_last = Encoding.ASCII.GetBytes("0\r\n\r\n");

        private readonly byte[] _chunk = new byte[Input.Capacity + 16];
        private readonly byte[][] _heads = new byte[256][];
        private readonly Func<bool> _isBusy;
        private int _status;

        public SignInTarget()
        {
            for (int i = 0; i < _heads.Length; i++)
            {
                string type = i switch
                {
                    Json => "application/json",
                    Form => "application/x-www-form-urlencoded",
                    Multipart => "multipart/form-data; boundary=b",
                    _ => "text/plain",
                };
                _heads[i] = Encoding.ASCII.GetBytes("POST /api/session HTTP/1.1\r\nHost: a\r\nContent-Type: " + type + "\r\nTransfer-Encoding: chunked\r\n\r\n");
            }

            object secrets = Inner(Inner(Device, "Gate"), "Secrets");
            _isBusy = secrets.GetType().GetProperty("IsBusy").GetMethod.CreateDelegate<Func<bool>>(secrets);
        }

        public override string Name => "sign-in";

        // Longer than the longest permitted content.
        public override int MaximumLength => 600;

        public override string[] Words => new[]
        {
            "{\"password\":\"", "\"password\":\"s\\u00e4sam\"", "\"password\":1", "\"a\":[1,{}]", "\\u00e4", "\\ud83d", "}", ",", "\"", "password=", "s%C3%A4sam", "&", "%", "+",
            "--b\r\n", "--b--", "\r\n", "Content-Disposition: form-data; name=password\r\n\r\n", "\xC3\xA4", "s\xC3\xA4sam",
        };

        public override void Generate(Chance chance, Input into)
        {
            string right = "s\xC3\xA4sam";
            string password = chance.OneIn(3) ? chance.Text("abc\xC3\xA4 \0", chance.Next(80)) : right;
            char type = "jjfm"[chance.Next(4)];
            into.Add(chance.OneIn(20) ? 'x' : type);
            switch (type)
            {
                case Json:
                    JsonMaker.Space(chance, into);
                    into.Add("{").Add(chance.Pick("", "", "\"a\":[1,{\"password\":2}],", "\"password\":null,")).Add(chance.OneIn(6) ? "\"p\\u0061ssword\"" : "\"password\"").Add(":\"");
                    into.Add(chance.OneIn(3) ? password.Replace("\xC3\xA4", "\\u00e4") : password).Add("\"").Add(chance.Pick("", "", ",\"b\":{}", ",\"password\":\"a\"", ",")).Add("}");
                    JsonMaker.Space(chance, into);
                    break;

                case Form:
                    into.Add(chance.Pick("", "", "a=b&", "password=&", "&")).Add("password=").Add(password.Replace("\xC3\xA4", "%c3%A4").Replace(' ', '+')).Add(chance.Pick("", "", "&c=d", "&password=a"));
                    break;

                default:
                    into.Add("--b\r\nContent-Disposition: form-data; name=").Add(chance.Pick("password", "\"password\"", "a")).Add("\r\n\r\n").Add(password).Add("\r\n");
                    into.Add(chance.OneIn(4) ? "--b\r\nContent-Disposition: form-data; name=password\r\n\r\n" + right + "\r\n" : "").Add("--b--").Add(chance.Pick("", "\r\n"));
                    break;
            }
        }

        public override void Run(Feed feed, Trace trace)
        {
            // By this time no address has to wait.
            Now += 1_000_000;
            int at = feed.Offset;
            while (feed.More())
            {
                if (at == feed.Offset)
                {
                    byte[] head = _heads[feed.Buffer[at++]];
                    Send(head, 0, head.Length, trace);
                }

                int count = feed.End - at;
                if (count > 0)
                {
                    int size = 0;
                    count.TryFormat(_chunk, out size, "x");
                    _chunk[size++] = (byte)'\r';
                    _chunk[size++] = (byte)'\n';
                    Array.Copy(feed.Buffer, at, _chunk, size, count);
                    size += count;
                    _chunk[size++] = (byte)'\r';
                    _chunk[size++] = (byte)'\n';
                    Send(_chunk, 0, size, trace);
                    feed.Forget(at, feed.End);
                    at = feed.End;
                }
            }

            if (feed.Count > 0)
            {
                Send(s_last, 0, s_last.Length, trace);
            }

            Finish(trace);
            _status = trace.Outcome;
            if (HasCookie != (_status == 200) || HasControl != HasCookie)
            {
                throw new InvalidOperationException($"Status {_status}, cookie {HasCookie}, control {HasControl}.");
            }
        }

        public override string Judge(Input input)
        {
            if (input.Count == 0)
            {
                return null;
            }

            if (input.Count - 1 > MaximumContent)
            {
                return _status == (input.Bytes[0] is (byte)Json or (byte)Form or (byte)Multipart ? 413 : 415) ? null : $"status {_status} to content that is too long";
            }

            if (input.Bytes[0] != Json)
            {
                return null;
            }

            int expected = ReadJson(input.Span[1..]);
            return expected == _status ? null : $"expected {expected}, found {_status}";
        }

        protected override bool IsComparing => _isBusy();

        private static int ReadJson(ReadOnlySpan<byte> content)
        {
            if (!Utf8.IsValid(content))
            {
                return 400;
            }

            try
            {
                using JsonDocument document = JsonDocument.Parse(JsonMaker.WithoutMark(content).ToArray(), new JsonDocumentOptions { MaxDepth = TokenReader.MaximumDepth });
                if (document.RootElement.ValueKind != JsonValueKind.Object)
                {
                    return 400;
                }

                // All strings are read, because escapes are decoded only then.
                string[] passwords = document.RootElement.EnumerateObject().Where(item => ReadStrings(item) && item.Name == "password").Select(item => item.Value.ValueKind == JsonValueKind.String ? item.Value.GetString() : null).ToArray();
                return passwords.Length != 1 || passwords[0] == null ? 400 : passwords[0] == Password ? 200 : 401;
            }
            catch (Exception e) when (e is JsonException || e is InvalidOperationException)
            {
                return 400;
            }
        }

        private static bool ReadStrings(JsonProperty property)
        {
            return property.Name != null && ReadStrings(property.Value);
        }

        private static bool ReadStrings(JsonElement value)
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString() != null,
                JsonValueKind.Array => value.EnumerateArray().All(ReadStrings),
                JsonValueKind.Object => value.EnumerateObject().All(ReadStrings),
                _ => true,
            };
        }
    }
}
