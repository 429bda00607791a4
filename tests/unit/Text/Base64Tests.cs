using Nano.Tests.Unit.Support;
using Nano.Web.Text;

namespace Nano.Tests.Unit.Text
{
    /// <summary>Base64 (RFC 4648), with the test vectors of section 10.</summary>
    [TestClass]
    public class Base64Tests
    {
        [TestMethod]
        public void The_RFC_s_vectors_are_encoded()
        {
            Assert.AreEqual("", Encode(""));
            Assert.AreEqual("Zg==", Encode("f"));
            Assert.AreEqual("Zm8=", Encode("fo"));
            Assert.AreEqual("Zm9v", Encode("foo"));
            Assert.AreEqual("Zm9vYg==", Encode("foob"));
            Assert.AreEqual("Zm9vYmE=", Encode("fooba"));
            Assert.AreEqual("Zm9vYmFy", Encode("foobar"));
        }

        [TestMethod]
        public void The_RFC_s_vectors_are_decoded()
        {
            Assert.AreEqual("", Decode(""));
            Assert.AreEqual("f", Decode("Zg=="));
            Assert.AreEqual("fo", Decode("Zm8="));
            Assert.AreEqual("foo", Decode("Zm9v"));
            Assert.AreEqual("foob", Decode("Zm9vYg=="));
            Assert.AreEqual("fooba", Decode("Zm9vYmE="));
            Assert.AreEqual("foobar", Decode("Zm9vYmFy"));
        }

        [TestMethod]
        public void Every_digit_of_the_alphabet_is_used()
        {
            string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
            byte[] bytes = new byte[48];

            Assert.AreEqual(48, Base64.Decode(Bytes.Of(alphabet), 0, 64, bytes, 0));
            Assert.AreEqual("00108310518720928b30d38f41149351559761969b71d79f8218a39259a7a29aabb2dbafc31cb3d35db7e39ebbf3dfbf", Bytes.ToHex(bytes, 0, 48));
            Assert.AreEqual(alphabet, Encode(Bytes.Text(bytes)));
        }

        [TestMethod]
        public void Decoding_restores_the_encoded_bytes()
        {
            for (int length = 0; length < 40; length++)
            {
                byte[] bytes = Bytes.Pattern(length);
                byte[] text = new byte[60];
                byte[] back = new byte[length + 2];
                int count = Base64.Encode(bytes, 0, length, text, 3);
                Assert.AreEqual((length + 2) / 3 * 4, count);
                Assert.AreEqual(length, Base64.Decode(text, 3, count, back, 1));
                Assert.IsTrue(Bytes.AreEqual(bytes, Bytes.Slice(back, 1, length)));
            }
        }

        [TestMethod]
        public void Padding_may_be_missing_as_a_whole_but_not_in_part()
        {
            Assert.AreEqual("f", Decode("Zg"));
            Assert.AreEqual("fo", Decode("Zm8"));
            Assert.AreEqual("foob", Decode("Zm9vYg"));
            Refuse("Zg=");
            Refuse("Z");
            Refuse("Zm9vY");
            Refuse("Zm9v=");
        }

        [TestMethod]
        public void Padding_anywhere_but_at_the_end_is_refused()
        {
            Refuse("====");
            Refuse("Z===");
            Refuse("=Zg=");
            Refuse("Z=g=");
            Refuse("Zg=v");
            Refuse("Zg==Zg==");
            Refuse("Zm9v====");
        }

        [TestMethod]
        public void Unused_bits_of_the_last_digit_are_ignored()
        {
            Assert.AreEqual("f", Decode("Zh=="));
            Assert.AreEqual("f", Decode("Zv=="));
            Assert.AreEqual("f", Decode("Zv"));
            Assert.AreEqual("fo", Decode("Zm9="));
            Assert.AreEqual("fo", Decode("Zm/="));
        }

        [TestMethod]
        public void The_alphabet_for_URLs_is_read_as_well()
        {
            Assert.AreEqual(Decode("+/+/"), Decode("-_-_"));
            Assert.AreEqual("<fb><ff>", Decode("-_8"));
        }

        [TestMethod]
        public void Characters_beyond_the_alphabet_are_refused()
        {
            for (int b = 0; b < 256; b++)
            {
                bool isDigit = (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z') || b == '+' || b == '/' || b == '-' || b == '_';
                byte[] text = { (byte)b, (byte)'A', (byte)'A', (byte)'A' };
                Assert.AreEqual(isDigit ? 3 : -1, Base64.Decode(text, 0, 4, null, 0), "Byte " + b);
            }
        }

        [TestMethod]
        public void Text_can_be_validated_without_a_destination()
        {
            Assert.AreEqual(16, Base64.Decode(Bytes.Of("dGhlIHNhbXBsZSBub25jZQ=="), 0, 24, null, 0));
            Assert.AreEqual(-1, Base64.Decode(Bytes.Of("dGhlIHNhbXBsZSBub25jZ*=="), 0, 24, null, 0));
        }

        [TestMethod]
        public void Bytes_that_do_not_fit_are_refused()
        {
            byte[] text = Bytes.Of("Zm9vYmE=");

            Assert.AreEqual(5, Base64.Decode(text, 0, 8, new byte[7], 2));
            Assert.AreEqual(-1, Base64.Decode(text, 0, 8, new byte[7], 3));
        }

        private static string Encode(string text)
        {
            byte[] bytes = Bytes.Of(text);
            byte[] result = new byte[80];
            return Bytes.Text(result, 1, Base64.Encode(bytes, 0, bytes.Length, result, 1));
        }

        private static string Decode(string text)
        {
            byte[] result = new byte[80];
            return Bytes.Text(result, 1, Base64.Decode(Bytes.Of(text), 0, text.Length, result, 1));
        }

        private static void Refuse(string text)
        {
            Assert.AreEqual(-1, Base64.Decode(Bytes.Of(text), 0, text.Length, new byte[80], 0), text);
        }
    }
}
