using System.Text;

namespace Nano.Bench
{
    /// <summary>
    /// All requests of clients: each method of each route, each command in each format, each form. A test of tests/fuzz fails when a route, a method or a
    /// command is missing here.
    /// </summary>
    internal static class Flows
    {
        private const string Json = "Content-Type: application/json\r\n";
        private const string Form = "Content-Type: application/x-www-form-urlencoded\r\n";
        private const string Multipart = "Content-Type: multipart/form-data; boundary=----WebKitFormBoundary7MA4YWxkTrZu0gW\r\n";
        private const string Part = "------WebKitFormBoundary7MA4YWxkTrZu0gW\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\n" + FlowBench.Password
            + "\r\n------WebKitFormBoundary7MA4YWxkTrZu0gW--\r\n";

        // All fields of the setup page, encoded as by a browser.
        private const string Network = "network=My+home+network&other=&passphrase=correct+horse+battery+staple";
        private const string Settings = "&name=Greenhouse+by+the+pond&host=greenhouse&interval=250&open-reading=1"
            + "&pins=led%3A2+relay%3A4+button%3A0%3Alow%3Aup+pot%3A0+light%3A3+temperature%3A6&access-passphrase=12345678&password=" + FlowBench.Password;

        // Values of the greatest length.
        private const string LongSettings = "{\"name\":\"A name of thirty-two bytes, full\",\"domains\":\"a.example bb.example ccc.example dddd.example\",\"interval\":250,\"history\":600,\"history-interval\":60000,\"slots\":6,"
            + "\"allow-host\":\"board.example one.board.example two.board.example three.board.example\",\"allow-origin\":\"https://a-long-name.panel.example https://b-long-name.panel.example https://c-long-name.panel.example\","
            + "\"pins\":\"led:2 relay:4 button:0:low:up pot:0 light:3 temperature:6\",\"safe-without-client\":\"led relay\",\"open-reading\":true,\"address\":\"192.168.100.150/24 192.168.100.1 192.168.100.2\","
            + "\"network2\":\"Another network of the same site\",\"passphrase2\":\"correct horse battery staple\",\"access-passphrase\":\"12345678\"}";

        // Channel lines with many words, of about the greatest length.
        private static string ManyLines(string quote, string end)
        {
            const string Pins = "02040512131415161718192122232526";
            string lines = "";
            for (int i = 0; i < 16; i++)
            {
                string pin = Pins.Substring(i * 2, 2);
                lines += "channel=output-number-" + pin + " output pin=" + pin + " active=low safe=1 restore=off off-after=3600 name=" + quote + "The output of number " + pin + quote + " group=" + quote + "Living room " + pin + quote + " order=10" + end;
            }

            return lines;
        }

        // A text frame for JSON, and a binary frame for CBOR.
        private const byte TextFrame = 0x81;
        private const byte BinaryFrame = 0x82;

        /// <summary>Creates all flows.</summary>
        /// <param name="cookie">A Cookie field line of a session with the right to control.</param>
        /// <param name="tag">The entity tag of the page.</param>
        public static Flow[] Create(string cookie, string tag)
        {
            byte[] json = Open("/ws", cookie, "nano.v1.json");
            byte[] cbor = Open("/ws", cookie, "nano.v1.cbor");
            return new[]
            {
                Flow.OfRequest("GET /", "/", cookie, ""),
                Flow.OfRequest("GET / (304)", "/", cookie + "If-None-Match: " + tag + "\r\n", ""),
                Flow.OfRequest("GET /assets/{name}", "/assets/owner.js", cookie, ""),
                Flow.OfRequest("GET /api/session", "/api/session", cookie, ""),
                Flow.OfRequest("POST /api/session (JSON)", "/api/session", Json, "{\"password\":\"" + FlowBench.Password + "\"}"),
                Flow.OfRequest("POST /api/session (wrong)", "/api/session", Json, "{\"password\":\"another\"}"),
                Flow.OfRequest("POST /api/session (form)", "/api/session", Form, "password=" + FlowBench.Password),
                Flow.OfRequest("POST /api/session (multipart)", "/api/session", Multipart, Part),
                Flow.OfRequest("GET /api/state", "/api/state", cookie, ""),
                Flow.OfRequest("GET /api/state (Basic)", "/api/state", "Authorization: Basic Om5vYm9keQ==\r\n", ""),
                Flow.OfRequest("GET /api/state (401)", "/api/state", "", ""),
                Flow.OfRequest("GET /api/history", "/api/history", cookie, ""),
                Flow.OfRequest("GET /api/channels", "/api/channels", cookie, ""),
                Flow.OfRequest("GET /api/channels/{id}", "/api/channels/temperature", cookie, ""),
                Flow.OfRequest("PUT /api/channels/{id}", "/api/channels/led", cookie + Json, "{\"value\":1}"),
                Flow.OfRequest("POST /api/channels/{id}", "/api/channels/led", cookie + Json, "{\"cmd\":\"pulse\",\"ms\":250}"),
                Flow.OfRequest("GET /events", "/events?interval=500&channels=led,button,temperature", cookie, ""),
                Flow.OfRequest("GET /metrics", "/metrics", cookie, ""),
                Flow.OfRequest("GET /nothing (404)", "/nothing", cookie, ""),
                Flow.OfMessage("GET /generate_204 (of another host)", Text("GET /generate_204 HTTP/1.1\r\nHost: connectivitycheck.gstatic.com\r\nConnection: close\r\nAccept-Encoding: gzip\r\n\r\n")),
                Flow.OfRequest("GET /setup", "/setup", cookie, ""),
                Flow.OfRequest("GET /setup (Chinese)", "/setup?lang=zh", cookie, ""),
                Flow.OfRequest("POST /setup (incomplete)", "/setup", Form + cookie, "other=&passphrase=short"),
                Flow.OfRequest("POST /setup", "/setup", Form + cookie, Network + Settings),
                Flow.OfRequest("POST /setup (longest)", "/setup", Form + cookie, "other=" + Repeat("%C3%A4", 16) + "&passphrase=" + Repeat("%20", 63) + "&name=" + Repeat("%C3%A4", 16) + "&access-passphrase=12345678&password=" + Repeat("%C3%A4", 32) + Settings.Substring(0, Settings.IndexOf("&password")).Substring(30)),
                Flow.OfRequest("POST /api/session (long form)", "/api/session", Form, "password=" + Repeat("%C3%A4", 32)),
                Flow.OfRequest("POST /api/session (long multipart)", "/api/session", Multipart, Part.Substring(0, Part.IndexOf(FlowBench.Password)) + Repeat("x", 64) + Part.Substring(Part.IndexOf(FlowBench.Password))),
                Flow.OfRequest("POST /api/session (long JSON)", "/api/session", Json, "{\"password\":\"" + Repeat("\u00e4", 32) + "\"}"),
                Flow.OfRequest("PUT /api/channels/{id} (long)", "/api/channels/led", cookie + Json, "{\"note\":\"" + Repeat("x", 440) + "\",\"value\":1}"),
                Flow.OfRequest("GET /api/settings", "/api/settings", cookie, ""),
                Flow.OfRequest("GET /api/settings (backup)", "/api/settings?backup", cookie, ""),
                Flow.OfRequest("PUT /api/settings (refused)", "/api/settings", cookie + Json + "If-Match: *\r\n", "{\"name\":\"" + Repeat("x", 190) + "\",\"interval\":1,\"pins\":\"led:99\",\"" + Repeat("y", 190) + "\":1}"),
                Flow.OfRequest("PUT /api/settings (check)", "/api/settings?check=1", cookie + Json, LongSettings),
                Flow.OfRequest("PUT /api/settings (lines)", "/api/settings?check=1", cookie + "Content-Type: text/plain\r\n", "# a backup\ninterval=200\nname=Greenhouse\npins=led:4\nallow-origin=https://panel.example\n"),
                Flow.OfRequest("PUT /api/settings (channels)", "/api/settings?check=1", cookie + Json, "{\"channels\":\"" + ManyLines("\\\"", "\\n") + "\"}"),
                Flow.OfRequest("PUT /api/settings (channel lines)", "/api/settings?check=1", cookie + "Content-Type: text/plain\r\n", ManyLines("\"", "\n")),
                Flow.OfRequest("PUT /api/settings (channels refused)", "/api/settings?check=1", cookie + Json, "{\"channels\":\"channel=a adc pin=36\\nchannel=b adc pin=4\"}"),
                Flow.OfRequest("PUT /api/settings", "/api/settings", cookie + Json + "If-Match: *\r\n", LongSettings),
                Flow.OfRequest("GET /api/log", "/api/log", cookie, ""),
                Flow.OfRequest("POST /api/restart", "/api/restart", cookie, ""),
                Flow.OfMessage("GET /ws (JSON)", json),
                Flow.OfMessage("GET /ws (CBOR)", cbor),
                Flow.OfMessage("GET /echo", Open("/echo", cookie, null)),
                Flow.OfMessage("echo (a full buffer)", Open("/echo", cookie, null), TextFrame, new byte[1024]),
                Flow.OfMessage("JSON set", json, TextFrame, Text("{\"id\":7,\"cmd\":\"set\",\"channel\":\"led\",\"value\":1}")),
                Flow.OfMessage("JSON pulse", json, TextFrame, Text("{\"id\":8,\"cmd\":\"pulse\",\"channel\":\"relay\",\"ms\":250}")),
                Flow.OfMessage("JSON toggle", json, TextFrame, Text("{\"id\":8,\"cmd\":\"toggle\",\"channel\":\"relay\"}")),
                Flow.OfMessage("JSON interval", json, TextFrame, Text("{\"id\":9,\"cmd\":\"interval\",\"ms\":1000}")),
                Flow.OfMessage("JSON state", json, TextFrame, Text("{\"id\":10,\"cmd\":\"state\"}")),
                Flow.OfMessage("JSON history", json, TextFrame, Text("{\"id\":11,\"cmd\":\"history\"}")),
                Flow.OfMessage("JSON subscribe", json, TextFrame, Text("{\"id\":12,\"cmd\":\"subscribe\",\"channels\":[\"led\",\"relay\",\"button\",\"pot\",\"light\",\"temperature\",\"uptime\",\"memory\"]}")),
                Flow.OfMessage("JSON (long)", json, TextFrame, Text("{\"id\":14,\"cmd\":\"state\",\"note\":\"" + Repeat("x", 460) + "\"}")),
                Flow.OfMessage("JSON (none)", json, TextFrame, Text("{\"id\":13,\"cmd\":\"unknown\"}")),
                Flow.OfMessage("CBOR set", cbor, BinaryFrame, Map("id", 7, "cmd", "set", "channel", "led", "value", 1)),
                Flow.OfMessage("CBOR pulse", cbor, BinaryFrame, Map("id", 8, "cmd", "pulse", "channel", "relay", "ms", 250)),
                Flow.OfMessage("CBOR toggle", cbor, BinaryFrame, Map("id", 8, "cmd", "toggle", "channel", "relay")),
                Flow.OfMessage("CBOR interval", cbor, BinaryFrame, Map("id", 9, "cmd", "interval", "ms", 1000)),
                Flow.OfMessage("CBOR state", cbor, BinaryFrame, Map("id", 10, "cmd", "state")),
                Flow.OfMessage("CBOR history", cbor, BinaryFrame, Map("id", 11, "cmd", "history")),
                Flow.OfMessage("CBOR subscribe", cbor, BinaryFrame, Map("id", 12, "cmd", "subscribe", "channels", new object[] { "led", "relay", "button", "pot", "light", "temperature" })),

                // This is the last request, because it ends the session.
                Flow.OfRequest("DELETE /api/session", "/api/session", cookie, ""),
            };
        }

        private static byte[] Open(string path, string cookie, string format)
        {
            return Requests.Upgrade(path, cookie + (format == null ? "" : "Sec-WebSocket-Protocol: " + format + "\r\n") + "Sec-WebSocket-Version: 13\r\n");
        }

        private static string Repeat(string text, int times)
        {
            string all = "";
            for (int i = 0; i < times; i++)
            {
                all += text;
            }

            return all;
        }

        private static byte[] Text(string text)
        {
            return Encoding.UTF8.GetBytes(text);
        }

        /// <summary>Encodes a map of names and values in CBOR (RFC 8949 section 3).</summary>
        private static byte[] Map(params object[] items)
        {
            byte[] bytes = new byte[256];
            int at = Head(bytes, 0, 5, items.Length / 2);
            for (int i = 0; i < items.Length; i++)
            {
                at = Item(bytes, at, items[i]);
            }

            byte[] map = new byte[at];
            System.Array.Copy(bytes, map, at);
            return map;
        }

        private static int Item(byte[] bytes, int at, object item)
        {
            if (item is object[] items)
            {
                at = Head(bytes, at, 4, items.Length);
                for (int i = 0; i < items.Length; i++)
                {
                    at = Item(bytes, at, items[i]);
                }

                return at;
            }

            if (item is string text)
            {
                at = Head(bytes, at, 3, text.Length);
                for (int i = 0; i < text.Length; i++)
                {
                    bytes[at++] = (byte)text[i];
                }

                return at;
            }

            return Head(bytes, at, 0, (int)item);
        }

        private static int Head(byte[] bytes, int at, int major, int value)
        {
            int kind = value < 24 ? value : value < 256 ? 24 : 25;
            bytes[at++] = (byte)(major << 5 | kind);
            if (kind == 25)
            {
                bytes[at++] = (byte)(value >> 8);
            }

            if (kind >= 24)
            {
                bytes[at++] = (byte)value;
            }

            return at;
        }
    }
}
