using Nano.Tests.Unit.Support;
using Nano.Web.Http;

namespace Nano.Tests.Unit.Http
{
    /// <summary>
    /// Requests that two readers could understand as different messages (RFC 9112 section 11.2). Each is refused whole: no
    /// part of it is ever taken for a request of its own.
    /// </summary>
    [TestClass]
    public class SmugglingTests
    {
        private static string Hidden => "GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n";

        [TestMethod]
        public void Length_and_coding_that_disagree()
        {
            RefusePost("Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG", RequestError.AmbiguousLength);
            RefusePost("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n5c\r\n" + Hidden, RequestError.AmbiguousLength);
        }

        [TestMethod]
        public void A_coding_disguised_from_one_of_two_readers()
        {
            RefusePost("Transfer-Encoding: xchunked\r\n\r\n", RequestError.UnknownTransferCoding);
            RefusePost("Transfer-Encoding : chunked\r\n\r\n", RequestError.InvalidFieldName);
            RefusePost(" Transfer-Encoding: chunked\r\n\r\n", RequestError.ObsoleteLineFolding);
            RefusePost("X: y\r\n Transfer-Encoding: chunked\r\n\r\n", RequestError.ObsoleteLineFolding);
            RefusePost("Transfer-Encoding:\r\n chunked\r\n\r\n", RequestError.InvalidTransferEncoding);
            RefusePost("Transfer-Encoding: chunked\r\nTransfer-encoding: x\r\n\r\n", RequestError.InvalidTransferEncoding);
            RefusePost("Transfer-Encoding: x\r\nTransfer-Encoding: chunked\r\n\r\n", RequestError.UnknownTransferCoding);
            RefusePost("Transfer-Encoding: <0b>chunked\r\n\r\n", RequestError.InvalidFieldValue);
            RefusePost("Transfer-Encoding: chunked<00>\r\n\r\n", RequestError.InvalidFieldValue);
            RefusePost("Transfer-Encoding: 'chunked'\r\n\r\n", RequestError.UnknownTransferCoding);
            RefusePost("Transfer<0d>-Encoding: chunked\r\n\r\n", RequestError.InvalidFieldName);
            RefusePost("X: y<0d>Transfer-Encoding: chunked\r\n\r\n", RequestError.InvalidLineEnd);
            RefusePost("X: y\nTransfer-Encoding: chunked\r\n\r\n", RequestError.InvalidLineEnd);
            RefusePost("Transfer-Encoding\r\n: chunked\r\n\r\n", RequestError.InvalidFieldName);
        }

        [TestMethod]
        public void A_field_whose_name_only_looks_like_a_coding_is_another_field()
        {
            Request request = Parsing.AcceptFields("Transfer_Encoding: chunked\r\nTransfer-Encodin: chunked\r\nX-Transfer-Encoding: chunked\r\n");

            Assert.AreEqual(0L, request.ContentLength);
        }

        [TestMethod]
        public void Lengths_that_disagree()
        {
            RefusePost("Content-Length: 0\r\nContent-Length: 33\r\n\r\n" + Hidden, RequestError.InvalidContentLength);
            RefusePost("Content-Length: 33, 0\r\n\r\n" + Hidden, RequestError.InvalidContentLength);
        }

        [TestMethod]
        public void A_length_that_readers_of_numbers_disagree_about()
        {
            RefusePost("Content-Length: +33\r\n\r\n", RequestError.InvalidContentLength);
            RefusePost("Content-Length: -33\r\n\r\n", RequestError.InvalidContentLength);
            RefusePost("Content-Length: 0x21\r\n\r\n", RequestError.InvalidContentLength);
            RefusePost("Content-Length: 3 3\r\n\r\n", RequestError.InvalidContentLength);
            RefusePost("Content-Length: 33\r\n 0\r\n\r\n", RequestError.ObsoleteLineFolding);
            RefusePost("Content-Length : 33\r\n\r\n", RequestError.InvalidFieldName);
            RefusePost("Content-Length:<00>33\r\n\r\n", RequestError.InvalidFieldValue);
            RefusePost("Content-Length: 33<0d>\r\n\r\n", RequestError.InvalidLineEnd);
        }

        [TestMethod]
        public void Lines_that_end_for_one_of_two_readers()
        {
            Parsing.Refuse("GET / HTTP/1.1\nHost: a\n\n", RequestError.InvalidLineEnd);
            Parsing.Refuse("GET / HTTP/1.1\r\nHost: a\n\r\n" + Hidden, RequestError.InvalidLineEnd);
            Parsing.Refuse("GET / HTTP/1.1\r\nHost: a\r\n\n" + Hidden, RequestError.InvalidLineEnd);
            Parsing.Refuse("GET / HTTP/1.1\r\nHost: a\r\n\r\r\n" + Hidden, RequestError.InvalidLineEnd);
            Parsing.Refuse("GET / HTTP/1.1\r\nHost: a<0d>\r\n\r\n", RequestError.InvalidLineEnd);
            Parsing.Refuse("GET / HTTP/1.1<85>Host: a\r\n\r\n", RequestError.InvalidVersion);
        }

        [TestMethod]
        public void A_target_that_hides_a_second_line()
        {
            Parsing.RefuseLine("GET /a\r\nHost: b HTTP/1.1", RequestError.InvalidTarget);
            Parsing.RefuseLine("GET /<00> HTTP/1.1", RequestError.InvalidTarget);
            Parsing.RefuseLine("GET /%00 HTTP/1.1", RequestError.InvalidEscape);
            Parsing.RefuseLine("GET /a HTTP/1.1 GET /b HTTP/1.1", RequestError.InvalidVersion);
            Parsing.RefuseLine("GET http://a/ /b HTTP/1.1", RequestError.InvalidVersion);
        }

        [TestMethod]
        public void Hosts_that_disagree()
        {
            Parsing.Refuse("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", RequestError.DuplicateHost);
            Parsing.Refuse("GET / HTTP/1.1\r\nHost: a\r\n Host: b\r\n\r\n", RequestError.ObsoleteLineFolding);
            Parsing.Refuse("GET / HTTP/1.1\r\nHost : a\r\n\r\n", RequestError.InvalidFieldName);
            Parsing.Refuse("GET / HTTP/1.1\r\nHost: a@b\r\n\r\n", RequestError.InvalidHost);
            Parsing.Refuse("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", RequestError.InvalidHost);
        }

        [TestMethod]
        public void A_chunk_whose_size_overflows()
        {
            Bodies.RefuseChunked("100000000\r\n" + Hidden);
            Bodies.RefuseChunked("10000000000000000\r\n" + Hidden);
            Bodies.RefuseChunked("fffffffffffffff0\r\n" + Hidden);
            Bodies.RefuseChunked("ffffffff\r\n" + Hidden, RequestError.BodyTooLarge);
        }

        [TestMethod]
        public void A_chunk_whose_end_readers_disagree_about()
        {
            Bodies.RefuseChunked("5\r\nhelloXX0\r\n\r\n");
            Bodies.RefuseChunked("5\r\nhello0\r\n\r\n");
            Bodies.RefuseChunked("0\n\r\n" + Hidden);
            Bodies.RefuseChunked("5;\nhello\r\n0\r\n\r\n");
            Bodies.RefuseChunked("5;a\rb\r\nhello\r\n0\r\n\r\n");
            Bodies.RefuseChunked("5,0\r\nhello\r\n0\r\n\r\n");
            Bodies.RefuseChunked("0\r\nX: y\r\n\rZ: z\r\n\r\n");
        }

        [TestMethod]
        public void A_chunk_size_in_another_notation()
        {
            Bodies.RefuseChunked("0x5\r\nhello\r\n0\r\n\r\n");
            Bodies.RefuseChunked("+5\r\nhello\r\n0\r\n\r\n");
            Bodies.RefuseChunked("5h\r\nhello\r\n0\r\n\r\n");
            Bodies.RefuseChunked("-1\r\nhello\r\n0\r\n\r\n");
            Bodies.RefuseChunked("5_0\r\nhello\r\n0\r\n\r\n");
        }

        private static void RefusePost(string lines, RequestError error)
        {
            Parsing.Refuse("POST / HTTP/1.1\r\nHost: a\r\n" + lines, error);
        }
    }
}
