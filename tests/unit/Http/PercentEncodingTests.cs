using Nano.Tests.Unit.Support;
using Nano.Web.Http;

namespace Nano.Tests.Unit.Http
{
    /// <summary>Percent-encoding (RFC 3986 section 2.1).</summary>
    [TestClass]
    public class PercentEncodingTests
    {
        [TestMethod]
        public void Text_without_escapes_stays()
        {
            Assert.AreEqual("/a-b_c~.+", Decode("/a-b_c~.+", 20));
            Assert.AreEqual("", Decode("", 0));
        }

        [TestMethod]
        public void Escapes_in_either_case_are_decoded()
        {
            Assert.AreEqual("A/a%<c3><a4><ff>", Decode("%41%2F%61%25%c3%A4%fF", 20));
        }

        [TestMethod]
        public void What_decoding_yields_is_not_decoded_again()
        {
            Assert.AreEqual("%41", Decode("%2541", 20));
        }

        [TestMethod]
        public void Every_byte_but_NUL_can_be_escaped()
        {
            string digits = "0123456789abcdef";
            for (int b = 1; b < 256; b++)
            {
                byte[] source = Bytes.Of("%" + digits[b >> 4] + digits[b & 15]);
                byte[] destination = new byte[1];
                Assert.AreEqual(1, PercentEncoding.Decode(source, 0, 3, destination, 0));
                Assert.AreEqual(b, destination[0]);
            }
        }

        [TestMethod]
        public void An_escaped_NUL_is_refused()
        {
            Assert.IsNull(Decode("a%00b", 20));
        }

        [TestMethod]
        public void An_escape_that_is_not_two_digits_is_refused()
        {
            Assert.IsNull(Decode("%", 20));
            Assert.IsNull(Decode("a%4", 20));
            Assert.IsNull(Decode("%g0", 20));
            Assert.IsNull(Decode("%0g", 20));
            Assert.IsNull(Decode("%%41", 20));
            Assert.IsNull(Decode("% 41", 20));
        }

        [TestMethod]
        public void An_escape_does_not_reach_beyond_the_text()
        {
            byte[] source = Bytes.Of("a%41");

            Assert.AreEqual(-1, PercentEncoding.Decode(source, 0, 3, new byte[4], 0));
            Assert.AreEqual(-1, PercentEncoding.Decode(source, 0, 2, new byte[4], 0));
        }

        [TestMethod]
        public void A_result_that_does_not_fit_is_refused()
        {
            Assert.AreEqual("abc", Decode("a%62c", 3));
            Assert.IsNull(Decode("a%62c", 2));
        }

        [TestMethod]
        public void Text_can_be_decoded_where_it_lies()
        {
            byte[] buffer = Bytes.Of("..%41%42c%43");

            Assert.AreEqual(4, PercentEncoding.Decode(buffer, 2, 10, buffer, 2));
            Assert.AreEqual("ABcC", Bytes.Text(buffer, 2, 4));
        }

        private static string Decode(string text, int room)
        {
            byte[] source = Bytes.Of(".." + text);
            byte[] destination = new byte[room + 1];
            int count = PercentEncoding.Decode(source, 2, source.Length - 2, destination, 1);
            return count < 0 ? null : Bytes.Text(destination, 1, count);
        }
    }
}
