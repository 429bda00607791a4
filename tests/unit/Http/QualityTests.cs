using Nano.Tests.Unit.Support;
using Nano.Web.Http;

namespace Nano.Tests.Unit.Http
{
    /// <summary>The weights of Accept-Encoding (RFC 9110 sections 12.4.2 and 12.5.3), in thousandths.</summary>
    [TestClass]
    public class QualityTests
    {
        [TestMethod]
        public void Without_the_field_anything_will_do_and_what_is_not_encoded_does_best()
        {
            Request request = Parsing.AcceptFields("");

            Assert.AreEqual(1000, Quality.OfCoding(request, null));
            Assert.AreEqual(999, Quality.OfCoding(request, "gzip"));
        }

        [TestMethod]
        public void A_coding_has_the_weight_it_is_given()
        {
            AssertWeights(1000, 1, "gzip");
            AssertWeights(1000, 1, "GZip");
            AssertWeights(500, 1, "gzip;q=0.5");
            AssertWeights(500, 1, "br, gzip ; Q=0.5");
            AssertWeights(123, 1, "gzip;q=0.123");
            AssertWeights(1, 1, "gzip;q=0.001");
            AssertWeights(1000, 1, "gzip;q=1");
            AssertWeights(1000, 1, "gzip;q=1.000");
            AssertWeights(0, 1, "gzip;q=0");
            AssertWeights(0, 1, "gzip;q=0.");
            AssertWeights(700, 1, "gzip;x=y;q=0.7");
            AssertWeights(700, 300, "identity;q=0.3, gzip;q=0.7");
        }

        [TestMethod]
        public void A_star_stands_for_what_is_not_listed()
        {
            AssertWeights(400, 400, "*;q=0.4");
            AssertWeights(400, 1000, "identity, *;q=0.4");
            AssertWeights(0, 0, "*;q=0");
            AssertWeights(1000, 0, "gzip, *;q=0");
            AssertWeights(200, 400, "*;q=0.4, gzip;q=0.2");
        }

        [TestMethod]
        public void What_is_not_listed_is_not_wanted_but_for_what_is_not_encoded()
        {
            AssertWeights(0, 1, "br");
            AssertWeights(0, 1, "");
            AssertWeights(0, 1, ", ,");
            AssertWeights(0, 1, "gzipx, xgzip");
            AssertWeights(0, 0, "identity;q=0");
        }

        [TestMethod]
        public void A_list_may_go_on_in_another_line()
        {
            Request request = Parsing.AcceptFields("Accept-Encoding: br\r\nX: y\r\nAccept-Encoding: gzip;q=0.5\r\n");

            Assert.AreEqual(500, Quality.OfCoding(request, "gzip"));
        }

        [TestMethod]
        public void Any_decimal_number_is_a_weight_and_above_one_it_counts_as_one()
        {
            AssertWeights(500, 1, "gzip;q=.5");
            AssertWeights(500, 1, "gzip;q=00.5");
            AssertWeights(123, 1, "gzip;q=0.1234");
            AssertWeights(333, 1, "gzip;q=0.3333333333333333");
            AssertWeights(0, 1, "gzip;q=0.0000");
            AssertWeights(1000, 1, "gzip;q=1.0000");
            AssertWeights(1000, 1, "gzip;q=1.001");
            AssertWeights(1000, 1, "gzip;q=2");
            AssertWeights(1000, 1, "gzip;q=10");
        }

        [TestMethod]
        public void A_weight_that_is_no_number_counts_as_zero()
        {
            string[] weights = { "", "x", "-1", "+1", "0,5", "0.5x", "\"1\"" };
            for (int i = 0; i < weights.Length; i++)
            {
                AssertWeights(0, 1, "gzip;q=" + weights[i]);
            }
        }

        private static void AssertWeights(int gzip, int identity, string accepted)
        {
            Request request = Parsing.AcceptFields("Accept-Encoding: " + accepted + "\r\n");
            Assert.AreEqual(gzip, Quality.OfCoding(request, "gzip"), accepted);
            Assert.AreEqual(identity, Quality.OfCoding(request, null), accepted);
        }
    }
}
