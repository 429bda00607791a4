using System.Text;

namespace Nano.Bench
{
    /// <summary>Requests as Chrome sends them.</summary>
    internal static class Requests
    {
        private const string UserAgent = "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36\r\n";

        /// <summary>Creates an opening handshake of 485 bytes.</summary>
        public static byte[] Upgrade()
        {
            return Upgrade("/ws", "Sec-WebSocket-Version: 13\r\n");
        }

        /// <summary>Creates an opening handshake.</summary>
        /// <param name="path">The path.</param>
        /// <param name="fields">Further field lines, each with CR LF.</param>
        public static byte[] Upgrade(string path, string fields)
        {
            return Encoding.UTF8.GetBytes("GET " + path + " HTTP/1.1\r\n"
                + "Host: 192.168.4.10:8080\r\n"
                + "Connection: Upgrade\r\n"
                + "Pragma: no-cache\r\n"
                + "Cache-Control: no-cache\r\n"
                + UserAgent
                + "Upgrade: websocket\r\n"
                + "Origin: http://192.168.4.10:8080\r\n"
                + fields
                + "Accept-Encoding: gzip, deflate\r\n"
                + "Accept-Language: en-US,en;q=0.9\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"
                + "\r\n");
        }

        /// <summary>A request without cookies.</summary>
        /// <param name="path">The path, of six characters.</param>
        public static byte[] Get(string path)
        {
            return Encoding.UTF8.GetBytes("GET " + path + " HTTP/1.1\r\nHost: 192.168.4.10:8080\r\nConnection: keep-alive\r\n" + UserAgent + "Accept: */*\r\n\r\n");
        }

        /// <summary>Creates the head of a request that a page sends with fetch or a form.</summary>
        /// <param name="method">The method.</param>
        /// <param name="path">Path and query of the request target.</param>
        /// <param name="fields">Further field lines, each with CR LF.</param>
        public static string Of(string method, string path, string fields)
        {
            return method + " " + path + " HTTP/1.1\r\n"
                + "Host: 192.168.4.10:8080\r\n"
                + "Connection: keep-alive\r\n"
                + UserAgent
                + "Accept: */*\r\n"
                + (method == "GET" ? "" : "Origin: http://192.168.4.10:8080\r\n")
                + "Referer: http://192.168.4.10:8080/\r\n"
                + "Accept-Encoding: gzip, deflate\r\n"
                + "Accept-Language: en-US,en;q=0.9\r\n"
                + fields
                + "\r\n";
        }

        /// <summary>Creates a request for the page.</summary>
        /// <param name="fields">Further field lines, each with CR LF.</param>
        public static byte[] Page(string fields)
        {
            return Encoding.UTF8.GetBytes("GET / HTTP/1.1\r\n"
                + "Host: 192.168.4.10:8080\r\n"
                + "Connection: keep-alive\r\n"
                + "Cache-Control: max-age=0\r\n"
                + "Upgrade-Insecure-Requests: 1\r\n"
                + UserAgent
                + "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7\r\n"
                + "Accept-Encoding: gzip, deflate\r\n"
                + "Accept-Language: en-US,en;q=0.9\r\n"
                + fields
                + "\r\n");
        }
    }
}
