using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;
using Nano.Tests.Support;
using Nano.Web.Server;

namespace Nano.Tests.Host.Http
{
    /// <summary>How a request's bytes are cut on their way must not matter: whole, in single bytes, and in two parts at every place it gets the same answer.</summary>
    [TestClass]
    public class EverySplitTests
    {
        private const string Get = "GET / HTTP/1.1\r\nHost: a\r\n";

        private static readonly (int Status, string Name, string Bytes)[] s_requests =
        {
            (200, "GET", Get + "\r\n"),
            (200, "GET with many fields", Get + "User-Agent: x/1 (y; z)\r\nAccept: text/html, */*;q=0.8\r\nAccept-Language: de\r\nX:\r\nY:  \t z \t\r\n\r\n"),
            (200, "HEAD", "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n"),
            (204, "OPTIONS of all", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n"),
            (204, "OPTIONS of a resource", "OPTIONS /upload HTTP/1.1\r\nHost: a\r\n\r\n"),
            (200, "GET in gzip", Get + "Accept-Encoding: br;q=1, gzip;q=0.8, *;q=0\r\n\r\n"),
            (406, "GET in nothing", Get + "Accept-Encoding: gzip;q=0, identity;q=0\r\n\r\n"),
            (206, "a range", Get + "Range: bytes=100-299\r\n\r\n"),
            (206, "a range from the end", Get + "Range: bytes=-7\r\n\r\n"),
            (416, "a range behind the end", Get + "Range: bytes=1000000-\r\n\r\n"),
            (200, "several ranges", Get + "Range: bytes=0-1,3-4\r\n\r\n"),
            (304, "If-None-Match", Get + "If-None-Match: W/\"x,y\", \"v1\"\r\n\r\n"),
            (412, "If-Match", Get + "If-Match: \"v0\"\r\n\r\n"),
            (304, "If-Modified-Since", Get + "If-Modified-Since: " + Site.LastModified + "\r\n\r\n"),
            (200, "If-Range", Get + "Range: bytes=1-2\r\nIf-Range: \"v0\"\r\n\r\n"),
            (404, "a path of nothing", "GET /nothing?a=b HTTP/1.1\r\nHost: a\r\n\r\n"),
            (200, "an encoded path", "GET /%64ownload?%zz HTTP/1.1\r\nHost: a\r\n\r\n"),
            (200, "an absolute target", "GET http://b:80?x HTTP/1.1\r\nHost: a\r\n\r\n"),
            (308, "a redirect", "GET /old HTTP/1.1\r\nHost: a\r\n\r\n"),
            (426, "a WebSocket path without the handshake", "GET /ws HTTP/1.1\r\nHost: a\r\n\r\n"),
            (200, "an unknown protocol", Get + "Connection: Upgrade\r\nUpgrade: h2c, x\r\n\r\n"),
            (200, "credentials and cookies", "GET /login HTTP/1.1\r\nHost: a\r\nAuthorization: Basic dXNlcjpwYXNz\r\nCookie: a=b; theme=dark\r\n\r\n"),
            (200, "HTTP/1.0", "GET / HTTP/1.0\r\n\r\n"),
            (200, "HTTP/1.0 that persists", "HEAD / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\nGET / HTTP/1.0\r\n\r\n"),
            (200, "content of HTTP/1.0", "PUT /note HTTP/1.0\r\nContent-Length: 5\r\n\r\nhello"),
            (200, "empty lines before", "\r\n\r\n" + Get + "\r\n"),
            (200, "content by length", "PUT /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\nhello world"),
            (200, "content in chunks", "PUT /upload HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;a=\"b;c\";d\r\nhello\r\n006 ; e\r\n world\r\n0;f\r\nX: y\r\nZ:\r\n\r\n"),
            (200, "content in small chunks", "PUT /upload HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + string.Concat(Enumerable.Repeat("1\r\nx\r\n2\r\nyz\r\n", 30)) + "0\r\n\r\n"),
            (200, "content larger than the buffer", "PUT /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 3000\r\n\r\n" + new string('x', 3000)),
            (200, "content that comes whole", "PUT /note HTTP/1.1\r\nHost: a\r\nContent-Length: 300\r\n\r\n" + new string('y', 300)),
            (200, "content in chunks that comes whole", "PUT /note HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n" + new string('a', 255) + "\r\n20\r\n" + new string('b', 32) + "\r\n0\r\n\r\n"),
            (413, "content in chunks that does not fit", "PUT /note HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n400\r\n" + new string('a', 1024) + "\r\n400\r\n" + new string('b', 1024) + "\r\n0\r\n\r\n"),
            (413, "content too large", "PUT /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 100001\r\n\r\nhello"),
            (413, "a chunk too large", "PUT /upload HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n18700\r\nhello"),
            (404, "content for an unknown path", "PUT /nothing HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello" + Get + "\r\n"),
            (405, "content with a method that is not allowed", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n" + Get + "\r\n"),
            (501, "content with an unknown method", "BREW /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello" + Get + "Connection: close\r\n\r\n"),
            (200, "a form", "POST /form HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 33\r\n\r\na=b+c&d%C3%A4=%26%3d&=x&e&f=%7e&&"),
            (200, "a form with a file", "POST /form HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=\"b d\"\r\nTransfer-Encoding: chunked\r\n\r\n" + Chunks("--b d\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n--b \r\n--b x\r\n--b d\r\nContent-Type: text/plain\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x.txt\"\r\n\r\n\r\n\r\r\n--b d--\r\n", 9)),
            (400, "a malformed form", "POST /form HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 23\r\n\r\n--b\r\nContent-Type x\r\n\r\n"),
            (415, "a form of another type", "POST /form HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello"),
            (200, "three requests in a row", "PUT /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello\r\n" + Get + "Range: bytes=0-9\r\n\r\nHEAD /old HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"),
            (414, "a long line", "GET /" + new string('x', 600) + " HTTP/1.1\r\nHost: a\r\n\r\n"),
            (431, "many fields", Get + string.Concat(Enumerable.Repeat("X: y\r\n", 101)) + "\r\n"),
            (431, "long fields", Get + "Cookie: " + new string('y', 1300) + "\r\n\r\n"),
            (200, "long fields that no resource reads", Get + "X: " + new string('y', 1300) + "\r\nY: z\r\n\r\n"),
            (400, "a folded line", Get + "X: y\r\n z\r\n\r\n"),
            (400, "length and coding", "PUT /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            (400, "a malformed chunk", "PUT /upload HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello0\r\n\r\n"),
            (417, "another expectation", "PUT /upload HTTP/1.1\r\nHost: a\r\nExpect: x\r\nContent-Length: 5\r\n\r\nhello"),
            (505, "HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
            (0, "half a request", Get),
            (0, "half of its content", "PUT /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhel"),
        };

        public static IEnumerable<object[]> Requests => s_requests.Select(item => new object[] { item.Name, item.Status });

        [TestMethod]
        [DynamicData(nameof(Requests))]
        public void Every_cut_of_a_request_gets_the_same_answer(string name, int status)
        {
            byte[] request = Encoding.Latin1.GetBytes(s_requests.Single(item => item.Name == name).Bytes);
            MemoryBoard board = NewBoard();
            string whole = Exchange(board, request, request.Length);
            Assert.StartsWith(status == 0 ? "" : $"HTTP/1.1 {status} ", whole);
            Assert.AreEqual(status == 0, whole.Length == 0);

            Assert.AreEqual(whole, Exchange(board, request, 1), "One byte at a time.");
            for (int cut = 1; cut < request.Length; cut++)
            {
                string answer = Exchange(board, request, cut, request.Length - cut);
                if (answer != whole)
                {
                    Assert.AreEqual(whole, answer, $"Cut at {cut}.");
                }
            }

            Assert.AreEqual(0, board.Server.Statistics.Faults);
        }

        [TestMethod]
        public void Only_a_client_that_has_not_begun_its_content_gets_100_Continue()
        {
            const string Head = "PUT /upload HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n";
            const string Continue = "HTTP/1.1 100 Continue\r\n\r\n";
            byte[] request = Encoding.Latin1.GetBytes(Head + "hello");
            MemoryBoard board = NewBoard();
            string whole = Exchange(board, request, request.Length);
            Assert.StartsWith("HTTP/1.1 200 ", whole);

            for (int cut = 1; cut < request.Length; cut++)
            {
                Assert.AreEqual(cut == Head.Length ? Continue + whole : whole, Exchange(board, request, cut, request.Length - cut), $"Cut at {cut}.");
            }
        }

        private static MemoryBoard NewBoard()
        {
            return new MemoryBoard(new ServerOptions { MaximumContent = 100_000 }, Site.Map);
        }

        /// <summary>Sends a request in parts of the lengths given, again and again, and ends the connection when the server has answered.</summary>
        private static string Exchange(MemoryBoard board, byte[] request, params int[] parts)
        {
            MemoryClient client = board.Connect();
            StringBuilder answer = new StringBuilder();
            int sent = 0;
            for (int i = 0; sent < request.Length; i++)
            {
                int count = Math.Min(parts[i % parts.Length], request.Length - sent);
                Assert.AreEqual(count, client.Send(request, sent, count));
                sent += count;
                Receive(board, client, answer);
            }

            client.Finish();
            Receive(board, client, answer);
            Assert.IsTrue(client.IsClosed);
            return Regex.Replace(answer.ToString(), "\r\nDate: [^\r]*", "\r\nDate: -");
        }

        private static void Receive(MemoryBoard board, MemoryClient client, StringBuilder answer)
        {
            int count;
            do
            {
                board.Settle();
                count = client.Receive(board.Received, 0, board.Received.Length);
                answer.Append(Encoding.Latin1.GetString(board.Received, 0, count));
            }
            while (count > 0);
        }

        private static string Chunks(string content, int size)
        {
            return string.Concat(content.Chunk(size).Select(chunk => $"{chunk.Length:x}\r\n{new string(chunk)}\r\n")) + "0\r\n\r\n";
        }
    }
}
