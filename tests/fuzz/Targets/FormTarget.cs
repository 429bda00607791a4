using System.Collections.Generic;
using System.IO;
using System.Text;
using Nano.Tests.Fuzz.Engine;
using Nano.Tests.Host.Http.Differential;
using Nano.Web.Http;

namespace Nano.Tests.Fuzz.Targets
{
    /// <summary>The content of a form of either media type.</summary>
    internal sealed class FormTarget : Target
    {
        private readonly bool _isMultipart;
        private readonly Recorder _recorder = new Recorder();
        private readonly FormReader _reader;
        private readonly Request _request;
        private bool _isValid;

        public FormTarget(bool isMultipart)
        {
            _isMultipart = isMultipart;
            _reader = new FormReader(_recorder, 64);
            byte[] head = Encoding.ASCII.GetBytes("POST / HTTP/1.1\r\nHost: a\r\nContent-Type: " + (isMultipart ? "multipart/form-data; boundary=b-b" : "application/x-www-form-urlencoded") + "\r\n\r\n");
            byte[] buffer = new byte[512];
            head.CopyTo(buffer, 0);
            RequestParser parser = new RequestParser(buffer, 100, 512, 4);
            parser.Parse(head.Length);
            _request = parser.Request;
        }

        public override string Name => _isMultipart ? "multipart" : "urlencoded";

        public override int MaximumLength => _isMultipart ? 700 : 200;

        public override string[] Words => _isMultipart
            ? new[] { "\r\n--b-b", "--b-b\r\n", "\r\n--b-b--", "\r\n", "\r\n\r\n", "Content-Disposition: form-data; name=a\r\n\r\n", "; filename=\"x\"", "name=\"a\\\"b\"", "Content-Type: a/b\r\n", "\r\n--b", "-", "\"" }
            : new[] { "a=b", "&", "=", "%41", "%", "+", "%zz", "&&", "==" };

        public override void Generate(Chance chance, Input into)
        {
            int parts = chance.Next(4);
            for (int i = 0; i < parts; i++)
            {
                if (!_isMultipart)
                {
                    into.Add(i > 0 ? "&" : "").Add(chance.Text("ab+%", chance.Next(4)).Replace("%", "%4" + chance.Next(10))).Add(chance.OneIn(6) ? "" : "=").Add(chance.Text("xyz+%=", chance.Next(16)).Replace("%", chance.Pick("%26", "%3D", "%c3%A4", "%00")));
                    continue;
                }

                into.Add(i == 0 && chance.OneIn(2) ? chance.Pick("", "preamble\r\n", "\r\n") : "").Add(i > 0 ? "\r\n" : "").Add("--b-b").Add(chance.OneIn(8) ? " \t" : "").Add("\r\n");
                into.Add("Content-Disposition: form-data; name=" + chance.Pick("a", "\"b c\"", "\"\\\"q\\\"\"", "long-name-of-the-part") + (chance.OneIn(3) ? "; filename=\"f.txt\"" : "") + "\r\n");
                into.Add(chance.OneIn(3) ? "Content-Type: text/plain\r\n" : "").Add(chance.OneIn(5) ? "X-Y: z\r\n" : "").Add("\r\n");
                for (int pieces = chance.Next(5); pieces > 0; pieces--)
                {
                    into.Add(chance.Pick("text", "\r\n", "\r", "\n", "\r\n--b", "\r\n-", "--b-b", "\r\r\n", "\r\n--b-", "\0\xFF"));
                }
            }

            if (_isMultipart)
            {
                into.Add("\r\n--b-b--").Add(chance.OneIn(2) ? "\r\n" : "").Add(chance.OneIn(5) ? "epilogue" : "");
            }
        }

        public override void Run(Feed feed, Trace trace)
        {
            _recorder.Trace = trace;
            _recorder.Bad = null;
            _recorder.IsOpen = false;
            _recorder.Parts = 0;
            _isValid = _reader.Begin(_request);
            int at = feed.Offset;
            while (_isValid && !feed.IsAll)
            {
                feed.More();
                trace.Steps++;
                _isValid = _reader.Read(feed.Buffer, at, feed.End - at, feed.IsAll);
                feed.Forget(at, feed.End);
                at = feed.End;
            }

            if (feed.Count == 0)
            {
                _isValid = _reader.Read(feed.Buffer, at, 0, true);
            }

            if (_recorder.Bad != null)
            {
                throw new InvalidDataException(_recorder.Bad);
            }

            if (!_isValid)
            {
                // Before the error, complete and partial parts have been delivered.
                int steps = trace.Steps;
                trace.Begin();
                trace.Steps = steps;
            }

            trace.Number(_isValid ? 1 : 0);
            trace.Outcome = _isValid ? 1 + _recorder.Parts : 0;
        }

        public override string Judge(Input input)
        {
            if (_isMultipart || !_isValid)
            {
                return null;
            }

            // The order of RFC 3986: first the parts are separated, then escapes are decoded.
            List<string> expected = new List<string>();
            foreach (string part in Encoding.Latin1.GetString(input.Span).Split('&'))
            {
                if (part.Length > 0)
                {
                    int equals = part.IndexOf('=');
                    string name = Decode(equals < 0 ? part : part[..equals]);
                    expected.Add(name + "=" + (equals < 0 ? "" : Decode(part[(equals + 1)..])));
                }
            }

            string theirs = string.Join('\n', expected);
            string ours = string.Join('\n', _recorder.Read(_reader, _request, input));
            return theirs == ours ? null : $"expected\n{theirs}\nfound\n{ours}";
        }

        private static string Decode(string text)
        {
            StringBuilder decoded = new StringBuilder();
            for (int i = 0; i < text.Length; i++)
            {
                bool isEscape = text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]);
                decoded.Append(text[i] == '+' ? ' ' : isEscape ? (char)byte.Parse(text.Substring((i += 2) - 1, 2), System.Globalization.NumberStyles.AllowHexSpecifier) : text[i]);
            }

            return decoded.ToString();
        }

        private sealed class Recorder : FormHandler
        {
            private List<string> _list;
            private StringBuilder _value;

            public Trace Trace { get; set; }

            public string Bad { get; set; }

            public bool IsOpen { get; set; }

            public int Parts { get; set; }

            public List<string> Read(FormReader reader, Request request, Input input)
            {
                _list = new List<string>();
                _value = new StringBuilder();
                IsOpen = false;
                reader.Begin(request);
                reader.Read(input.Span.ToArray(), 0, input.Count, true);
                List<string> list = _list;
                _list = null;
                return list;
            }

            public override void OnPart(FormPart part, byte[] buffer, int offset, int count, bool first, bool last)
            {
                if (first == IsOpen)
                {
                    Bad = first ? "A part begins within a part." : "A part continues that has not begun.";
                }

                IsOpen = !last;
                if (_list != null)
                {
                    _value.Append(first ? Encoding.Latin1.GetString(part.Buffer, part.NameOffset, part.NameCount) + "=" : "");
                    _value.Append(Encoding.Latin1.GetString(buffer, offset, count));
                    if (last)
                    {
                        _list.Add(_value.ToString());
                        _value.Clear();
                    }

                    return;
                }

                if (count == 0 && !first && !last)
                {
                    Bad = "A piece in the middle is empty.";
                }

                if (first)
                {
                    Parts++;
                    Trace.Bytes(part.Buffer, part.NameOffset, part.NameCount);
                    Trace.Number(part.FileNameCount);
                    Trace.Bytes(part.Buffer, part.ContentTypeOffset, part.ContentTypeCount);
                    Trace.Byte('<');
                }

                Trace.Bytes(buffer, offset, count);
                if (last)
                {
                    Trace.Byte('>');
                }
            }
        }
    }
}
