using Nano.Tests.Unit.Support;

namespace Nano.Tests.Unit.Http
{
    /// <summary>Forms of type application/x-www-form-urlencoded (WHATWG URL section 5.1), each read whole and cut everywhere.</summary>
    [TestClass]
    public class UrlEncodedFormTests
    {
        [TestMethod]
        public void Names_and_values_are_told_apart()
        {
            Assert.AreEqual("a=b;", Forms.ReadUrlEncoded("a=b"));
            Assert.AreEqual("ssid=home;password=secret;", Forms.ReadUrlEncoded("ssid=home&password=secret"));
        }

        [TestMethod]
        public void Plus_is_a_space_and_an_escape_is_its_byte()
        {
            Assert.AreEqual("a b=c d;", Forms.ReadUrlEncoded("a+b=c+d"));
            Assert.AreEqual("a&=b=+%;", Forms.ReadUrlEncoded("a%26=b%3d%2B%25"));
            Assert.AreEqual("<c3><a4>=<e2><82><ac>;", Forms.ReadUrlEncoded("%C3%a4=%E2%82%AC"));
        }

        [TestMethod]
        public void Bytes_that_need_no_escape_are_themselves()
        {
            Assert.AreEqual("a;b=c/d?e:<c3><a4>;", Forms.ReadUrlEncoded("a;b=c/d?e:<c3><a4>"));
        }

        [TestMethod]
        public void A_value_may_have_equals_signs()
        {
            Assert.AreEqual("a=b=c==;", Forms.ReadUrlEncoded("a=b=c=="));
        }

        [TestMethod]
        public void A_name_alone_has_an_empty_value()
        {
            Assert.AreEqual("a=;b=;c=;", Forms.ReadUrlEncoded("a&b=&c"));
            Assert.AreEqual("a=;", Forms.ReadUrlEncoded("a"));
            Assert.AreEqual("a=;", Forms.ReadUrlEncoded("a="));
        }

        [TestMethod]
        public void A_value_may_have_no_name()
        {
            Assert.AreEqual("=b;", Forms.ReadUrlEncoded("=b"));
            Assert.AreEqual("=;", Forms.ReadUrlEncoded("="));
        }

        [TestMethod]
        public void Nothing_is_no_part()
        {
            Assert.AreEqual("", Forms.ReadUrlEncoded(""));
            Assert.AreEqual("", Forms.ReadUrlEncoded("&&"));
            Assert.AreEqual("a=b;c=d;", Forms.ReadUrlEncoded("&a=b&&c=d&"));
        }

        [TestMethod]
        public void A_percent_sign_without_two_digits_stands_for_itself()
        {
            Assert.AreEqual("a=%;", Forms.ReadUrlEncoded("a=%"));
            Assert.AreEqual("a=100%;", Forms.ReadUrlEncoded("a=100%"));
            Assert.AreEqual("a=%4;", Forms.ReadUrlEncoded("a=%4"));
            Assert.AreEqual("a=%4g;", Forms.ReadUrlEncoded("a=%4g"));
            Assert.AreEqual("a=%g4;", Forms.ReadUrlEncoded("a=%g4"));
            Assert.AreEqual("a=%A;", Forms.ReadUrlEncoded("a=%%41"));
            Assert.AreEqual("a=%4A;", Forms.ReadUrlEncoded("a=%4%41"));
            Assert.AreEqual("%=b;%4=b;", Forms.ReadUrlEncoded("%=b&%4=b"));
            Assert.AreEqual("a=%;b=c;", Forms.ReadUrlEncoded("a=%&b=c"));
            Assert.AreEqual("a=%4;b=c;", Forms.ReadUrlEncoded("a=%4&b=c"));
            Assert.AreEqual("a%=;", Forms.ReadUrlEncoded("a%"));
            Assert.AreEqual("a=b% 1;", Forms.ReadUrlEncoded("a=b%+1"));
            Assert.AreEqual("a=%=;", Forms.ReadUrlEncoded("a=%="));
        }

        [TestMethod]
        public void A_percent_sign_in_a_name_takes_its_room_too()
        {
            string name = Bytes.Repeat("n", Forms.Capacity - 2);

            Assert.AreEqual(name + "%4=;", Forms.ReadUrlEncoded(name + "%4"));
            Assert.IsNull(Forms.ReadUrlEncoded(name + "n%4"));
            Assert.IsNull(Forms.ReadUrlEncoded(name + "n%4=b&c=d"));
            Assert.IsNull(Forms.ReadUrlEncoded(name + "n%4&c=d"));
        }

        [TestMethod]
        public void The_longest_name_fits_and_a_longer_one_is_refused()
        {
            string name = Bytes.Repeat("n", Forms.Capacity);

            Assert.AreEqual(name + "=b;" + name + "=;", Forms.ReadUrlEncoded(name + "=b&" + name));
            Assert.IsNull(Forms.ReadUrlEncoded("a=b&" + name + "n=b"));
        }

        [TestMethod]
        public void A_value_may_be_longer_than_anything_that_is_kept()
        {
            string value = Bytes.Repeat("0123456789", 30);

            Assert.AreEqual("a=" + value + ";b=c;", Forms.ReadUrlEncoded("a=" + value + "&b=c"));
        }
    }
}
