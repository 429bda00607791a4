using System.Globalization;
using System.Linq;
using System.Text;

namespace Nano.Tests.Host.Http.Differential
{
    /// <summary>Makes requests that follow the grammar of RFC 9112, with everything in them that it leaves to chance.</summary>
    internal sealed class RequestGrammar
    {
        private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
        private const string Digits = "0123456789";
        private const string TokenCharacters = Letters + Digits + "!#$%&'*+-.^_`|~";
        private const string PathCharacters = Letters + Digits + "-._~!$&'()*+,;=:@";

        private static readonly string s_visible = string.Concat(Enumerable.Range(0x21, 0x5E).Select(c => (char)c));
        private static readonly string s_obsolete = string.Concat(Enumerable.Range(0x80, 0x80).Select(c => (char)c));

        private readonly Chance _chance;

        public RequestGrammar(ulong seed)
        {
            _chance = new Chance(seed);
        }

        /// <summary>Makes the bytes of one client: one to three requests, sometimes cut short.</summary>
        public byte[] Connection()
        {
            StringBuilder text = new StringBuilder();
            for (int i = _chance.OneIn(3) ? 3 : 1 + _chance.Next(2); i > 0; i--)
            {
                text.Append(Request());
            }

            if (_chance.OneIn(8))
            {
                text.Length = 1 + _chance.Next(text.Length);
            }

            return Encoding.Latin1.GetBytes(text.ToString());
        }

        private string Request()
        {
            bool isOld = _chance.OneIn(6);
            string method = Method();
            StringBuilder head = new StringBuilder();
            head.Append(_chance.OneIn(10) ? "\r\n" : "").Append(method).Append(' ').Append(Target(method)).Append(isOld ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n");

            string body = Body(isOld, out string framing);
            string[] lines = Enumerable.Range(0, _chance.Next(6)).Select(_ => Field())
                .Append(Persistence()).Append(framing).Append(isOld && _chance.OneIn(2) ? "" : Line("Host", Authority())).Where(line => line.Length > 0).ToArray();
            for (int i = lines.Length - 1; i > 0; i--)
            {
                int other = _chance.Next(i + 1);
                (lines[i], lines[other]) = (lines[other], lines[i]);
            }

            return head.Append(string.Concat(lines)).Append("\r\n").Append(body).ToString();
        }

        private string Method()
        {
            switch (_chance.Next(12))
            {
                case 0: return _chance.Pick("PROPFIND", "MKCOL", "LOCK", "TRACE", "SEARCH", "M-SEARCH", "REPORT", "PURGE", "LINK");
                case 1: return _chance.OneIn(5) ? _chance.Text(TokenCharacters, 1 + _chance.Next(12)) : "OPTIONS";
                case 2: return "HEAD";
                case 3: return "POST";
                case 4: return "PUT";
                case 5: return "DELETE";
                case 6: return "PATCH";
                default: return "GET";
            }
        }

        private string Target(string method)
        {
            string query = _chance.OneIn(3) ? "?" + _chance.Text(PathCharacters + "/?%", _chance.Next(20)) : "";
            switch (_chance.Next(8))
            {
                case 0: return _chance.Pick("http://", "HTTP://", "https://", "Http://") + Authority() + (_chance.OneIn(3) ? "" : Path()) + query;
                case 1: return method == "OPTIONS" ? "*" : Path();
                default: return Path() + query;
            }
        }

        private string Path()
        {
            StringBuilder path = new StringBuilder("/");
            for (int i = _chance.Next(12); i > 0; i--)
            {
                path.Append(_chance.OneIn(6) ? "/" : _chance.OneIn(10) ? "%" + _chance.Pick("20", "2F", "c3%A4", "7e", "25") : _chance.Text(PathCharacters, 1));
            }

            return path.ToString();
        }

        private string Authority()
        {
            string host = _chance.Pick("a", "example.org", "192.168.4.1", "[::1]", "[fe80::1:2]", "board-7.local", "xn--bcher-kva.example", "A_b~c");
            return host + _chance.Pick("", "", ":80", ":8080", ":65535", ":");
        }

        private string Field()
        {
            switch (_chance.Next(9))
            {
                case 0: return Line("Expect", "100-continue");
                case 1: return Line("Accept-Encoding", _chance.Pick("gzip, br", "gzip;q=0.5, identity", "*"));
                case 2: return Line("Cookie", "a=b; c=\"d\"");
                default: return Line(_chance.Text(TokenCharacters, 1 + _chance.Next(20)) + "x", Value());
            }
        }

        private string Value()
        {
            StringBuilder value = new StringBuilder();
            for (int i = _chance.Next(30); i > 0; i--)
            {
                value.Append(_chance.OneIn(8) ? " " : _chance.OneIn(20) ? "\t" : _chance.OneIn(12) ? _chance.Text(s_obsolete, 1) : _chance.Text(s_visible, 1));
            }

            return value.ToString().Trim(' ', '\t');
        }

        private string Persistence()
        {
            switch (_chance.Next(8))
            {
                case 0: return Line("Connection", "close");
                case 1: return Line("Connection", "keep-alive");
                case 2: return Line("Connection", _chance.Pick("Keep-Alive, x-y", "x, Close", "a ,\tkeep-alive , b", "CLOSE", "closed", "keep-alive-x", ", ,close"));
                case 3: return Line("Connection", "x") + Line("Connection", _chance.Pick("close", "keep-alive"));
                case 4: return _chance.OneIn(4) ? Line("Connection", _chance.Pick("Upgrade", "keep-alive, Upgrade", "x, upgrade")) + Line("Upgrade", _chance.Pick("websocket", "h2c, x/1")) : "";
                default: return "";
            }
        }

        private string Body(bool isOld, out string framing)
        {
            framing = "";
            int kind = _chance.Next(6);
            if (kind > 2)
            {
                return "";
            }

            string content = _chance.Text(Letters + Digits + "\r\n\0:; " + s_obsolete, _chance.Next(60));
            if (kind == 0 || isOld)
            {
                framing = Line("Content-Length", (_chance.OneIn(4) ? "00" : "") + content.Length);
                return content;
            }

            framing = Line("Transfer-Encoding", _chance.Pick("chunked", "chunked", "Chunked", "CHUNKED"));
            StringBuilder body = new StringBuilder();
            for (int at = 0; at < content.Length;)
            {
                int size = 1 + _chance.Next(content.Length - at);
                body.Append(Size(size)).Append(Extensions()).Append("\r\n").Append(content, at, size).Append("\r\n");
                at += size;
            }

            body.Append(_chance.OneIn(4) ? "000" : "0").Append(Extensions()).Append("\r\n");
            for (int i = _chance.OneIn(3) ? 1 + _chance.Next(3) : 0; i > 0; i--)
            {
                body.Append(Line(_chance.Text(TokenCharacters, 1 + _chance.Next(12)) + "-t", Value()));
            }

            return body.Append("\r\n").ToString();
        }

        private string Size(int size)
        {
            string digits = size.ToString(_chance.OneIn(2) ? "x" : "X", CultureInfo.InvariantCulture);
            return _chance.OneIn(5) ? digits.PadLeft(1 + _chance.Next(8), '0') : digits;
        }

        private string Extensions()
        {
            StringBuilder extensions = new StringBuilder();
            while (_chance.OneIn(4))
            {
                string space = _chance.OneIn(8) ? _chance.Pick(" ", "\t", "  ") : "";
                extensions.Append(space).Append(';').Append(space).Append(_chance.Text(TokenCharacters, 1 + _chance.Next(5)));
                switch (_chance.Next(3))
                {
                    case 0: extensions.Append(space).Append('=').Append(space).Append(_chance.Text(TokenCharacters, 1 + _chance.Next(5))); break;
                    case 1: extensions.Append('=').Append('"').Append(_chance.Text(Letters + " \t;,=\u00E4", _chance.Next(8))).Append(_chance.OneIn(3) ? "\\\"" : "").Append('"'); break;
                }
            }

            return extensions.ToString();
        }

        private string Line(string name, string value)
        {
            return name + ":" + Space() + value + Space() + "\r\n";
        }

        private string Space()
        {
            return _chance.OneIn(4) ? _chance.Text(" \t", _chance.Next(4)) : " ";
        }
    }
}
