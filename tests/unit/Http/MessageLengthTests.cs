using Nano.Tests.Unit.Support;
using Nano.Web.Http;

namespace Nano.Tests.Unit.Http
{
    /// <summary>How the head says where the body ends (RFC 9112 section 6): the fields that request smuggling is made of.</summary>
    [TestClass]
    public class MessageLengthTests
    {
        [TestMethod]
        public void Without_either_field_there_is_no_body()
        {
            Assert.AreEqual(0L, Parsing.AcceptFields("").ContentLength);
        }

        [TestMethod]
        public void Content_Length_is_a_number()
        {
            Assert.AreEqual(0L, LengthOf("0"));
            Assert.AreEqual(42L, LengthOf("42"));
            Assert.AreEqual(7L, LengthOf("007"));
            Assert.AreEqual(4294967296L, LengthOf("4294967296"));
        }

        [TestMethod]
        public void A_length_beyond_any_number_stays_beyond_every_limit()
        {
            Assert.AreEqual(long.MaxValue, LengthOf("9223372036854775807"));
            Assert.AreEqual(long.MaxValue, LengthOf("9223372036854775808"));
            Assert.AreEqual(long.MaxValue, LengthOf("18446744073709551617"));
            Assert.AreEqual(long.MaxValue, LengthOf("99999999999999999999999999999999"));
        }

        [TestMethod]
        public void Content_Length_has_digits_only()
        {
            string[] lengths = { "", "+1", "-1", "-0", "1.0", "1e2", "0x10", "1 2", "1;2", "a", "1a", "\"1\"", "1_0", "<d9><a1>", "1<09>1" };
            for (int i = 0; i < lengths.Length; i++)
            {
                Parsing.RefuseFields("Content-Length: " + lengths[i] + "\r\n", RequestError.InvalidContentLength);
            }
        }

        [TestMethod]
        public void Equal_lengths_are_one()
        {
            Assert.AreEqual(5L, LengthOf("5, 5"));
            Assert.AreEqual(5L, LengthOf("5,5 ,<09>5"));
            Assert.AreEqual(5L, Parsing.AcceptFields("Content-Length: 5\r\nContent-Length: 5\r\n").ContentLength);
        }

        [TestMethod]
        public void Different_lengths_are_refused()
        {
            Parsing.RefuseFields("Content-Length: 5, 6\r\n", RequestError.InvalidContentLength);
            Parsing.RefuseFields("Content-Length: 5\r\nContent-Length: 6\r\n", RequestError.InvalidContentLength);
            Parsing.RefuseFields("Content-Length: 0\r\nContent-Length: 5\r\n", RequestError.InvalidContentLength);
            Parsing.RefuseFields("Content-Length: 5, 5\r\nX: 1\r\ncontent-length: 6\r\n", RequestError.InvalidContentLength);
        }

        [TestMethod]
        public void A_list_of_lengths_with_an_empty_item_is_refused()
        {
            Parsing.RefuseFields("Content-Length: 5,\r\n", RequestError.InvalidContentLength);
            Parsing.RefuseFields("Content-Length: ,5\r\n", RequestError.InvalidContentLength);
            Parsing.RefuseFields("Content-Length: 5,,5\r\n", RequestError.InvalidContentLength);
            Parsing.RefuseFields("Content-Length: 5\r\nContent-Length:\r\n", RequestError.InvalidContentLength);
        }

        [TestMethod]
        public void Transfer_Encoding_chunked_has_no_length()
        {
            Assert.AreEqual(-1L, Parsing.AcceptFields("Transfer-Encoding: chunked\r\n").ContentLength);
            Assert.AreEqual(-1L, Parsing.AcceptFields("transfer-encoding: CHUNKED\r\n").ContentLength);
        }

        [TestMethod]
        public void Another_coding_than_chunked_is_not_implemented()
        {
            string[] codings = { "gzip", "identity", "gzip, chunked", "xchunked", "chunke", "chunkedx", "\"chunked\"", "chunked;q=1", "chunked x" };
            for (int i = 0; i < codings.Length; i++)
            {
                Parsing.RefuseFields("Transfer-Encoding: " + codings[i] + "\r\n", RequestError.UnknownTransferCoding);
            }
        }

        [TestMethod]
        public void A_coding_behind_chunked_is_refused()
        {
            Parsing.RefuseFields("Transfer-Encoding: chunked, gzip\r\n", RequestError.InvalidTransferEncoding);
            Parsing.RefuseFields("Transfer-Encoding: chunked, identity\r\n", RequestError.InvalidTransferEncoding);
            Parsing.RefuseFields("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", RequestError.InvalidTransferEncoding);
        }

        [TestMethod]
        public void Chunked_twice_is_refused()
        {
            Parsing.RefuseFields("Transfer-Encoding: chunked, chunked\r\n", RequestError.InvalidTransferEncoding);
            Parsing.RefuseFields("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", RequestError.InvalidTransferEncoding);
        }

        [TestMethod]
        public void An_empty_coding_is_refused()
        {
            Parsing.RefuseFields("Transfer-Encoding:\r\n", RequestError.InvalidTransferEncoding);
            Parsing.RefuseFields("Transfer-Encoding: ,chunked\r\n", RequestError.InvalidTransferEncoding);
            Parsing.RefuseFields("Transfer-Encoding: chunked,\r\n", RequestError.InvalidTransferEncoding);
        }

        [TestMethod]
        public void Both_fields_together_are_refused_in_either_order()
        {
            Parsing.RefuseFields("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", RequestError.AmbiguousLength);
            Parsing.RefuseFields("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", RequestError.AmbiguousLength);
            Parsing.RefuseFields("Transfer-Encoding: chunked\r\nX: 1\r\nContent-Length: 0\r\n", RequestError.AmbiguousLength);
        }

        [TestMethod]
        public void HTTP_1_0_has_no_transfer_coding()
        {
            Parsing.Refuse("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", RequestError.TransferEncodingInHttp10);
            Parsing.Refuse("POST / HTTP/1.0\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", RequestError.TransferEncodingInHttp10);
        }

        [TestMethod]
        public void Every_fault_of_the_length_has_the_status_of_its_kind()
        {
            Assert.AreEqual(400, RequestErrors.Status(RequestError.InvalidContentLength));
            Assert.AreEqual(400, RequestErrors.Status(RequestError.InvalidTransferEncoding));
            Assert.AreEqual(400, RequestErrors.Status(RequestError.AmbiguousLength));
            Assert.AreEqual(400, RequestErrors.Status(RequestError.TransferEncodingInHttp10));
            Assert.AreEqual(501, RequestErrors.Status(RequestError.UnknownTransferCoding));
        }

        private static long LengthOf(string value)
        {
            return Parsing.AcceptFields("Content-Length: " + value + "\r\n").ContentLength;
        }
    }
}
