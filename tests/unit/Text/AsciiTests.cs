using Nano.Tests.Unit.Support;
using Nano.Web.Text;

namespace Nano.Tests.Unit.Text
{
    /// <summary>Comparisons and numbers over ASCII bytes.</summary>
    [TestClass]
    public class AsciiTests
    {
        [TestMethod]
        public void Bytes_equal_a_text_of_the_same_length_and_case()
        {
            byte[] buffer = Bytes.Of("..Text..");

            Assert.IsTrue(Ascii.Equals(buffer, 2, 4, "Text"));
            Assert.IsFalse(Ascii.Equals(buffer, 2, 4, "text"));
            Assert.IsFalse(Ascii.Equals(buffer, 2, 3, "Text"));
            Assert.IsFalse(Ascii.Equals(buffer, 2, 5, "Text"));
            Assert.IsFalse(Ascii.Equals(buffer, 1, 4, "Text"));
            Assert.IsTrue(Ascii.Equals(buffer, 2, 0, ""));
        }

        [TestMethod]
        public void Bytes_in_any_case_equal_a_lower_case_text()
        {
            byte[] buffer = Bytes.Of("..TeX-9..");

            Assert.IsTrue(Ascii.EqualsIgnoreCase(buffer, 2, 5, "tex-9"));
            Assert.IsFalse(Ascii.EqualsIgnoreCase(buffer, 2, 4, "tex-9"));
            Assert.IsFalse(Ascii.EqualsIgnoreCase(buffer, 2, 5, "tex_9"));
        }

        [TestMethod]
        public void Only_letters_have_a_lower_case()
        {
            for (int b = 0; b < 256; b++)
            {
                Assert.AreEqual(b >= 'A' && b <= 'Z' ? b + 32 : b, Ascii.ToLower(b));
            }
        }

        [TestMethod]
        public void Ranges_of_two_buffers_are_compared()
        {
            byte[] a = Bytes.Of("xabcx");
            byte[] b = Bytes.Of("abcd");

            Assert.IsTrue(Ascii.Equals(a, 1, b, 0, 3));
            Assert.IsFalse(Ascii.Equals(a, 1, b, 0, 4));
            Assert.IsTrue(Ascii.Equals(a, 0, b, 0, 0));
        }

        [TestMethod]
        public void Ranges_of_any_length_are_compared_to_their_last_byte()
        {
            byte[] a = Bytes.Pattern(30);
            byte[] b = new byte[30];
            for (int count = 0; count <= 25; count++)
            {
                System.Array.Copy(a, 3, b, 1, count);
                Assert.IsTrue(Ascii.Equals(a, 3, b, 1, count));
                for (int i = 1; i <= count; i++)
                {
                    b[i] ^= 1;
                    Assert.IsFalse(Ascii.Equals(a, 3, b, 1, count), "Byte " + i + " of " + count);
                    b[i] ^= 1;
                }
            }
        }

        [TestMethod]
        public void Hexadecimal_digits_have_their_values_and_no_other_byte_has_one()
        {
            for (int b = 0; b < 256; b++)
            {
                int expected = b >= '0' && b <= '9' ? b - '0' : b >= 'a' && b <= 'f' ? b - 'a' + 10 : b >= 'A' && b <= 'F' ? b - 'A' + 10 : -1;
                Assert.AreEqual(expected, Ascii.HexValue(b), "Byte " + b);
            }
        }

        [TestMethod]
        public void Digits_are_read_as_a_number()
        {
            Assert.AreEqual(0, Number("0"));
            Assert.AreEqual(1234567890123, Number("1234567890123"));
            Assert.AreEqual(7, Number("0007"));
        }

        [TestMethod]
        public void The_first_occurrence_of_a_byte_is_found()
        {
            byte[] buffer = Bytes.Of(":a:b:");

            Assert.AreEqual(2, Ascii.IndexOf(buffer, ':', 1, 5));
            Assert.AreEqual(1, Ascii.IndexOf(buffer, ':', 1, 1));
            Assert.AreEqual(2, Ascii.IndexOf(buffer, ':', 1, 2));
            Assert.AreEqual(5, Ascii.IndexOf(buffer, 'x', 0, 5));
        }

        [TestMethod]
        public void Text_with_other_characters_than_digits_is_not_a_number()
        {
            string[] texts = { "", "-1", "+1", " 1", "1 ", "1.", "0x1", "a", "1<00>", "/", ":" };
            for (int i = 0; i < texts.Length; i++)
            {
                Assert.AreEqual(-1, Number(texts[i]), texts[i]);
            }
        }

        [TestMethod]
        public void A_number_that_is_too_large_is_read_as_the_largest()
        {
            Assert.AreEqual(long.MaxValue - 1, Number("9223372036854775806"));
            Assert.AreEqual(long.MaxValue, Number("9223372036854775807"));
            Assert.AreEqual(long.MaxValue, Number("9223372036854775808"));
            Assert.AreEqual(long.MaxValue, Number("18446744073709551616"));
            Assert.AreEqual(long.MaxValue, Number(Bytes.Repeat("9", 100)));
        }

        private static long Number(string text)
        {
            byte[] buffer = Bytes.Of("9" + text + "9");
            return Ascii.ParseNumber(buffer, 1, buffer.Length - 2);
        }
    }
}
