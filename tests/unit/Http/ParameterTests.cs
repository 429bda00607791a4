using Nano.Tests.Unit.Support;
using Nano.Web.Http;

namespace Nano.Tests.Unit.Http
{
    /// <summary>Parameters of a field's value (RFC 9110 section 5.6.6).</summary>
    [TestClass]
    public class ParameterTests
    {
        [TestMethod]
        public void A_parameter_is_found_by_its_name_in_any_case()
        {
            Assert.AreEqual("x", Find("a/b; boundary=x"));
            Assert.AreEqual("x", Find("a/b;BOUNDARY=x"));
            Assert.AreEqual("x", Find("a/b ;<09> Boundary=x ; c=d"));
            Assert.AreEqual("x", Find("a/b; c=d; e=\"f\";boundary=x"));
        }

        [TestMethod]
        public void Of_two_the_first_counts()
        {
            Assert.AreEqual("x", Find("a/b; boundary=x; boundary=y"));
        }

        [TestMethod]
        public void Quotes_are_taken_off_and_hold_anything()
        {
            Assert.AreEqual("x y;z=1", Find("a/b; boundary=\"x y;z=1\"; c=d"));
            Assert.AreEqual("", Find("a/b; boundary=\"\""));
        }

        [TestMethod]
        public void A_quote_behind_a_backslash_ends_nothing()
        {
            Assert.AreEqual("x\\\"y\\\\", Find("a/b; boundary=\"x\\\"y\\\\\"; c=d"));
        }

        [TestMethod]
        public void What_stands_in_another_ones_quotes_is_no_parameter()
        {
            Assert.AreEqual("x", Find("a/b; c=\"; boundary=y\"; boundary=x"));
            Assert.AreEqual("x", Find("a/b; c=\"\\\"; boundary=y\"; boundary=x"));
        }

        [TestMethod]
        public void A_value_may_be_empty()
        {
            Assert.AreEqual("", Find("a/b; boundary="));
            Assert.AreEqual("", Find("a/b; boundary=; c=d"));
        }

        [TestMethod]
        public void Quotes_that_stay_open_end_with_the_value()
        {
            Assert.AreEqual("x", Find("a/b; boundary=\"x"));
            Assert.AreEqual("", Find("a/b; boundary=\""));
            Assert.AreEqual("x\\", Find("a/b; boundary=\"x\\"));
        }

        [TestMethod]
        public void What_is_not_there_is_not_found()
        {
            Assert.IsNull(Find(""));
            Assert.IsNull(Find("a/b"));
            Assert.IsNull(Find("boundary=x"));
            Assert.IsNull(Find("a/b;"));
            Assert.IsNull(Find("a/b; boundary"));
            Assert.IsNull(Find("a/b; boundary; c=d"));
            Assert.IsNull(Find("a/b; xboundary=x; boundaryx=x"));
            Assert.IsNull(Find("a/b; c=boundary=x"));
        }

        private static string Find(string value)
        {
            // What follows the value must not matter.
            byte[] buffer = Bytes.Of("--" + value + "; boundary=z\"");
            int count = Bytes.Of(value).Length;
            return Parameter.TryGet(buffer, 2, count, "boundary", out int offset, out int size) ? Bytes.Text(buffer, offset, size) : null;
        }
    }
}
