using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;
using Nano.Web.Server;

namespace Nano.Tests.Host.Http
{
    /// <summary>Requests of curl to the site: methods, conditions, ranges, codings, connections.</summary>
    [TestClass]
    public class CurlTests
    {
        private static ServerHost s_host;

        private static string Root => $"http://127.0.0.1:{s_host.Port}";

        [ClassInitialize]
        public static void Start(TestContext context)
        {
            s_host = new ServerHost(new ServerOptions(), Site.Map);
        }

        [ClassCleanup]
        public static void Stop()
        {
            s_host.Dispose();
        }

        [TestMethod]
        public void GET_brings_the_page_and_all_that_describes_it()
        {
            Curl curl = Curl.Run(Root + "/");

            Assert.AreEqual(200, curl.Status);
            CollectionAssert.AreEqual(Site.Page, curl.Content);
            Assert.AreEqual("text/html; charset=utf-8", curl.Field("Content-Type"));
            Assert.AreEqual(Site.Page.Length.ToString(), curl.Field("Content-Length"));
            Assert.AreEqual(Site.EntityTag, curl.Field("ETag"));
            Assert.AreEqual(Site.LastModified, curl.Field("Last-Modified"));
            Assert.AreEqual("en", curl.Field("Content-Language"));
            Assert.AreEqual("max-age=60", curl.Field("Cache-Control"));
            Assert.AreEqual("Accept-Encoding", curl.Field("Vary"));
            Assert.AreEqual("bytes", curl.Field("Accept-Ranges"));
            Assert.AreEqual("nano", curl.Field("Server"));
            Assert.IsNull(curl.Field("Content-Encoding"));
            Assert.IsNull(curl.Field("Connection"));
        }

        [TestMethod]
        public void HEAD_brings_the_fields_of_GET_and_no_content()
        {
            Curl get = Curl.Run(Root + "/");
            Curl head = Curl.Run("--head", Root + "/");

            Assert.AreEqual(get.Head, head.Head);
            Assert.IsEmpty(head.Content);
        }

        [TestMethod]
        public void A_download_is_named()
        {
            Curl curl = Curl.Run(Root + "/download");

            Assert.AreEqual("attachment; filename=\"page.html\"", curl.Field("Content-Disposition"));
            Assert.IsNull(curl.Field("Vary"));
            Assert.IsNull(curl.Field("ETag"));
        }

        [TestMethod]
        [DataRow("100-299", 100, 200)]
        [DataRow("0-0", 0, 1)]
        [DataRow("-7", -7, 7)]
        [DataRow("5000-", 5000, 0)]
        [DataRow("5000-1000000", 5000, 0)]
        [DataRow("-1000000", 0, 0)]
        public void A_range_brings_its_part(string range, int first, int count)
        {
            first = first < 0 ? Site.Page.Length + first : first;
            count = count == 0 ? Site.Page.Length - first : count;

            Curl curl = Curl.Run("--range", range, Root + "/");

            Assert.AreEqual(206, curl.Status);
            CollectionAssert.AreEqual(Site.Page[first..(first + count)], curl.Content);
            Assert.AreEqual($"bytes {first}-{first + count - 1}/{Site.Page.Length}", curl.Field("Content-Range"));
            Assert.AreEqual(count.ToString(), curl.Field("Content-Length"));
            Assert.AreEqual(Site.EntityTag, curl.Field("ETag"));
        }

        [TestMethod]
        public void A_range_behind_the_end_is_not_satisfiable()
        {
            Curl curl = Curl.Run("--range", "1000000-", Root + "/");

            Assert.AreEqual(416, curl.Status);
            Assert.AreEqual($"bytes */{Site.Page.Length}", curl.Field("Content-Range"));
            Assert.IsEmpty(curl.Content);
        }

        [TestMethod]
        public void Several_ranges_bring_the_whole()
        {
            Curl curl = Curl.Run("--range", "0-1,3-4", Root + "/");

            Assert.AreEqual(200, curl.Status);
            CollectionAssert.AreEqual(Site.Page, curl.Content);
        }

        [TestMethod]
        [DataRow("If-None-Match: \"v1\"", 304)]
        [DataRow("If-None-Match: \"v0\", W/\"v1\"", 304)]
        [DataRow("If-None-Match: *", 304)]
        [DataRow("If-None-Match: \"v0\"", 200)]
        [DataRow("If-None-Match: \"v1-gzip\"", 200)]
        [DataRow("If-Match: \"v1\"", 200)]
        [DataRow("If-Match: *", 200)]
        [DataRow("If-Match: \"v0\"", 412)]
        [DataRow("If-Match: W/\"v1\"", 412)]
        [DataRow("If-Modified-Since: Tue, 02 Jun 2026 10:11:12 GMT", 304)]
        [DataRow("If-Modified-Since: Tue, 02 Jun 2026 10:11:11 GMT", 200)]
        [DataRow("If-Modified-Since: Tuesday, 02-Jun-26 10:11:12 GMT", 304)]
        [DataRow("If-Modified-Since: Tue Jun  2 10:11:12 2026", 304)]
        [DataRow("If-Modified-Since: yesterday", 200)]
        [DataRow("If-Unmodified-Since: Tue, 02 Jun 2026 10:11:12 GMT", 200)]
        [DataRow("If-Unmodified-Since: Tue, 02 Jun 2026 10:11:11 GMT", 412)]
        public void A_condition_is_met_or_not(string field, int status)
        {
            Curl curl = Curl.Run("--header", field, Root + "/");

            Assert.AreEqual(status, curl.Status);
            CollectionAssert.AreEqual(status == 200 ? Site.Page : Array.Empty<byte>(), curl.Content);
            if (status == 304)
            {
                Assert.AreEqual(Site.EntityTag, curl.Field("ETag"));
                Assert.AreEqual("Accept-Encoding", curl.Field("Vary"));
                Assert.AreEqual("max-age=60", curl.Field("Cache-Control"));
                Assert.IsNull(curl.Field("Content-Length"));
            }
        }

        [TestMethod]
        [DataRow("If-Range: \"v1\"", 206)]
        [DataRow("If-Range: Tue, 02 Jun 2026 10:11:12 GMT", 206)]
        [DataRow("If-Range: \"v0\"", 200)]
        [DataRow("If-Range: W/\"v1\"", 200)]
        [DataRow("If-Range: Tue, 02 Jun 2026 10:11:13 GMT", 200)]
        public void A_range_of_something_else_is_the_whole(string field, int status)
        {
            Curl curl = Curl.Run("--range", "10-19", "--header", field, Root + "/");

            Assert.AreEqual(status, curl.Status);
            CollectionAssert.AreEqual(status == 206 ? Site.Page[10..20] : Site.Page, curl.Content);
        }

        [TestMethod]
        public void Compressed_content_comes_in_gzip_and_is_the_page()
        {
            Curl curl = Curl.Run("--compressed", Root + "/");

            Assert.AreEqual(200, curl.Status);
            CollectionAssert.AreEqual(Site.Page, curl.Content);
            Assert.AreEqual("gzip", curl.Field("Content-Encoding"));
            Assert.AreEqual(Site.GzipPage.Length.ToString(), curl.Field("Content-Length"));
            Assert.AreEqual(Site.GzipTag, curl.Field("ETag"));
            Assert.AreEqual("Accept-Encoding", curl.Field("Vary"));
        }

        [TestMethod]
        [DataRow("gzip;q=0", false)]
        [DataRow("identity, gzip;q=0.5", false)]
        [DataRow("br", false)]
        [DataRow("GZIP", true)]
        [DataRow("*", true)]
        [DataRow("identity;q=0.5, *;q=0.6", true)]
        [DataRow("br, gzip", true)]
        public void The_coding_follows_the_weights(string accepted, bool isGzip)
        {
            Curl curl = Curl.Run("--header", "Accept-Encoding: " + accepted, Root + "/");

            CollectionAssert.AreEqual(isGzip ? Site.GzipPage : Site.Page, curl.Content);
        }

        [TestMethod]
        public void One_connection_serves_several_requests()
        {
            Curl curl = Curl.Run(Curl.Tell("num_connects"), Root + "/old", Root + "/old", Root + "/");

            Assert.AreEqual("1 0 0", curl.Facts);
            CollectionAssert.AreEqual(Site.Page, curl.Content);
        }

        [TestMethod]
        public void A_client_that_says_close_gets_close()
        {
            Curl curl = Curl.Run(Curl.Tell("num_connects"), "--header", "Connection: close", Root + "/old", Root + "/");

            Assert.AreEqual("1 1", curl.Facts);
            Assert.AreEqual("close", curl.Field("Connection"));
        }

        [TestMethod]
        public void HTTP_1_0_persists_on_request()
        {
            Curl closed = Curl.Run("--http1.0", Curl.Tell("num_connects"), Root + "/old", Root + "/");
            Curl kept = Curl.Run("--http1.0", "--header", "Connection: keep-alive", Root + "/");

            Assert.AreEqual("1 1", closed.Facts);
            Assert.AreEqual("close", closed.Field("Connection"));
            CollectionAssert.AreEqual(Site.Page, closed.Content);
            Assert.AreEqual("keep-alive", kept.Field("Connection"));
        }

        [TestMethod]
        public void Pipelined_requests_are_answered_in_their_order()
        {
            using RawClient client = new RawClient(s_host.Port);

            client.Send("GET / HTTP/1.1\r\nHost: a\r\n\r\nPUT /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhelloHEAD / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\nRange: bytes=0-2\r\nConnection: close\r\n\r\n");

            CollectionAssert.AreEqual(Site.Page, client.ReadResponse().Content);
            Assert.AreEqual(Site.Fingerprint(Encoding.ASCII.GetBytes("hello")), Encoding.ASCII.GetString(client.ReadResponse().Content));
            Assert.Contains($"\r\nContent-Length: {Site.Page.Length}\r\n", client.ReadHead());
            CollectionAssert.AreEqual(Site.Page[..3], client.ReadResponse().Content);
            Assert.IsEmpty(client.ReadToEnd());
        }

        [TestMethod]
        public void A_redirect_is_followed()
        {
            Curl curl = Curl.Run("--location", Curl.Tell("num_redirects"), Root + "/old");

            Assert.AreEqual(200, curl.Status);
            Assert.AreEqual("1", curl.Facts);
            Assert.AreEqual(308, Curl.Run(Root + "/old").Status);
        }

        [TestMethod]
        public void OPTIONS_lists_the_methods()
        {
            Assert.AreEqual("OPTIONS, GET, HEAD", Curl.Run("--request", "OPTIONS", Root + "/").Field("Allow"));
            Assert.AreEqual("OPTIONS, POST, PUT", Curl.Run("--request", "OPTIONS", Root + "/upload").Field("Allow"));
            Assert.AreEqual(204, Curl.Run("--request", "OPTIONS", "--request-target", "*", Root + "/").Status);
            Curl refused = Curl.Run("--request", "DELETE", Root + "/");
            Assert.AreEqual(405, refused.Status);
            Assert.AreEqual("OPTIONS, GET, HEAD", refused.Field("Allow"));
            Assert.AreEqual(501, Curl.Run("--request", "BREW", Root + "/").Status);
            Assert.AreEqual(404, Curl.Run(Root + "/nothing").Status);
        }

        [TestMethod]
        public void An_offer_of_HTTP_2_is_passed_over()
        {
            Curl curl = Curl.Run("--http2", Root + "/");

            Assert.Contains("> Upgrade: h2c", curl.Log);
            Assert.StartsWith("HTTP/1.1 200 ", curl.Head);
            CollectionAssert.AreEqual(Site.Page, curl.Content);
        }

        [TestMethod]
        public void A_target_for_a_proxy_is_understood()
        {
            Curl curl = Curl.Run("--noproxy", "", "--proxy", Root, "http://board.example/?x");

            Assert.Contains("> GET http://board.example/?x HTTP/1.1", curl.Log);
            Assert.AreEqual(200, curl.Status);
        }

        [TestMethod]
        public void A_WebSocket_path_tells_a_plain_client_what_it_needs()
        {
            Curl curl = Curl.Run(Root + "/ws");

            Assert.AreEqual(426, curl.Status);
            Assert.AreEqual("websocket", curl.Field("Upgrade"));
            Assert.Contains("Upgrade", curl.Field("Connection"));
        }

        [TestMethod]
        public void Credentials_and_cookies_go_both_ways()
        {
            Curl stranger = Curl.Run(Root + "/login");
            Curl curl = Curl.Run("--user", "user:pass:wörd", "--cookie", "a=b; theme=dark", "--cookie-jar", "-", Root + "/login");

            Assert.AreEqual(401, stranger.Status);
            Assert.AreEqual("Basic realm=\"board\", charset=\"UTF-8\"", stranger.Field("WWW-Authenticate"));
            Assert.StartsWith("user:pass:wörd\ndark", curl.Text.Replace('\0', '\n'));
            Assert.AreEqual("session=abc123; Path=/; Max-Age=3600; HttpOnly; SameSite=Strict", curl.Field("Set-Cookie"));
            Assert.Contains("#HttpOnly_127.0.0.1\tFALSE\t/\tFALSE\t", curl.Text);
            Assert.Contains("\tsession\tabc123", curl.Text);
        }
    }
}
