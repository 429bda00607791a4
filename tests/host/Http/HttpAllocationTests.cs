using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;
using Nano.Tests.Support;
using Nano.Web.Server;

namespace Nano.Tests.Host.Http
{
    /// <summary>Fixed memory: what HTTP can do beyond plain requests allocates nothing either. The library alone, on the test's own thread.</summary>
    [TestClass]
    public class HttpAllocationTests
    {
        private const int Rounds = 2000;
        private const string Get = "GET / HTTP/1.1\r\nHost: a\r\n";
        private const string PostForm = "POST /form HTTP/1.1\r\nHost: a\r\nContent-Type: ";

        [TestMethod]
        [DataRow(200, Get + "\r\n", DisplayName = "a page of five kilobytes")]
        [DataRow(200, Get + "Accept-Encoding: br;q=1, gzip;q=0.8, *;q=0\r\n\r\n", DisplayName = "a page in gzip")]
        [DataRow(406, Get + "Accept-Encoding: gzip;q=0, identity;q=0\r\n\r\n", DisplayName = "a page in nothing")]
        [DataRow(206, Get + "Range: bytes=100-299\r\n\r\n", DisplayName = "a range")]
        [DataRow(206, Get + "Range: bytes=-7\r\nIf-Range: Tue, 02 Jun 2026 10:11:12 GMT\r\n\r\n", DisplayName = "a range on condition")]
        [DataRow(200, Get + "Range: bytes=0-1,3-4\r\n\r\n", DisplayName = "several ranges")]
        [DataRow(416, Get + "Range: bytes=1000000-\r\n\r\n", DisplayName = "a range behind the end")]
        [DataRow(304, Get + "If-None-Match: W/\"x,y\", \"v1\"\r\n\r\n", DisplayName = "If-None-Match")]
        [DataRow(412, Get + "If-Match: \"v0\"\r\n\r\n", DisplayName = "If-Match")]
        [DataRow(304, Get + "If-Modified-Since: Tuesday, 02-Jun-26 10:11:12 GMT\r\n\r\n", DisplayName = "If-Modified-Since")]
        [DataRow(412, Get + "If-Unmodified-Since: Tue Jun  2 10:11:11 2026\r\n\r\n", DisplayName = "If-Unmodified-Since")]
        [DataRow(200, "HEAD /download HTTP/1.1\r\nHost: a\r\n\r\n", DisplayName = "HEAD")]
        [DataRow(308, "GET /old HTTP/1.1\r\nHost: a\r\n\r\n", DisplayName = "a redirect")]
        [DataRow(401, "GET /login HTTP/1.1\r\nHost: a\r\n\r\n", DisplayName = "no credentials")]
        [DataRow(200, "GET /login HTTP/1.1\r\nHost: a\r\nAuthorization: Basic dXNlcjpwYXNz\r\nCookie: a=b; theme=dark\r\n\r\n", DisplayName = "credentials and cookies")]
        [DataRow(200, "PUT /note HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;a=\"b\"\r\nhello\r\n5\r\nworld\r\n0\r\nX: y\r\n\r\n", DisplayName = "whole content")]
        [DataRow(200, PostForm + "application/x-www-form-urlencoded\r\nContent-Length: 33\r\n\r\na=b+c&d%C3%A4=%26%3d&=x&e&f=%7e&&", DisplayName = "an encoded form")]
        [DataRow(200, PostForm + "multipart/form-data; boundary=b\r\nContent-Length: 158\r\n\r\n--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x.txt\"\r\nContent-Type: text/plain\r\n\r\n\r\n--\r\n--c\r\n--b\r\nContent-Disposition: form-data; name=g\r\n\r\n\r\n--b--", DisplayName = "a form with a file")]
        [DataRow(415, PostForm + "text/plain\r\nContent-Length: 2\r\n\r\nhi", DisplayName = "a form of another type")]
        public void Two_thousand_exchanges_allocate_nothing(int status, string request)
        {
            MemoryBoard board = new MemoryBoard(new ServerOptions { MaximumRequests = int.MaxValue }, Site.Map);
            MemoryClient client = board.Connect();
            byte[] bytes = Encoding.Latin1.GetBytes(request);
            byte[] start = Encoding.ASCII.GetBytes($"HTTP/1.1 {status} ");

            long allocated = board.Measure(Rounds, () =>
            {
                bool isSent = client.Send(bytes, 0, bytes.Length) == bytes.Length;
                board.Settle();
                int count = client.Receive(board.Received, 0, board.Received.Length);
                return isSent && count > start.Length && board.Received.AsSpan(0, start.Length).SequenceEqual(start);
            });

            Assert.AreEqual(0, allocated);
            Assert.AreEqual(MemoryBoard.WarmUp + Rounds, board.Server.Statistics.Requests);
        }
    }
}
