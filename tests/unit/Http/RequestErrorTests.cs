using Nano.Web.Http;

namespace Nano.Tests.Unit.Http
{
    /// <summary>What a refused client is told.</summary>
    [TestClass]
    public class RequestErrorTests
    {
        [TestMethod]
        public void Each_error_has_words_for_the_client()
        {
            for (int error = 1; error <= (int)RequestError.UnknownVersion; error++)
            {
                Assert.IsTrue(RequestErrors.Reason((RequestError)error).Length > 10, "Error " + error);
            }
        }

        [TestMethod]
        public void Each_limit_has_a_status_of_its_own()
        {
            Assert.AreEqual(408, RequestErrors.Status(RequestError.Timeout));
            Assert.AreEqual(413, RequestErrors.Status(RequestError.BodyTooLarge));
            Assert.AreEqual(414, RequestErrors.Status(RequestError.LineTooLong));
            Assert.AreEqual(417, RequestErrors.Status(RequestError.UnknownExpectation));
            Assert.AreEqual(431, RequestErrors.Status(RequestError.FieldsTooLarge));
            Assert.AreEqual(501, RequestErrors.Status(RequestError.Connect));
            Assert.AreEqual(501, RequestErrors.Status(RequestError.UnknownTransferCoding));
            Assert.AreEqual(505, RequestErrors.Status(RequestError.UnknownVersion));
        }

        [TestMethod]
        public void Every_malformation_is_a_bad_request()
        {
            for (int error = (int)RequestError.InvalidMethod; error <= (int)RequestError.InvalidChunk; error++)
            {
                Assert.AreEqual(400, RequestErrors.Status((RequestError)error), "Error " + error);
            }
        }

        [TestMethod]
        public void Each_status_that_is_sent_has_its_phrase()
        {
            int[] statuses =
            {
                100, 101, 200, 201, 202, 204, 206, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 405, 408, 409, 412, 413, 414, 415, 416, 417, 421, 422, 426,
                429, 431, 500, 501, 503, 505,
            };
            for (int i = 0; i < statuses.Length; i++)
            {
                Assert.IsTrue(HttpStatus.Reason(statuses[i]).Length > 1, "Status " + statuses[i]);
            }
        }
    }
}
