using Nano.Tests.Unit.Support;
using Nano.Web.Cryptography;

namespace Nano.Tests.Unit.Cryptography
{
    /// <summary>PBKDF2 over HMAC-SHA-256. The first test vector is from RFC 7914 section 11; other implementations confirm the others.</summary>
    [TestClass]
    public class Pbkdf2Tests
    {
        [TestMethod]
        public void Known_passwords_give_the_known_hashes()
        {
            Assert.AreEqual("55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc", Hash("passwd", "salt", 1, 1));
            Assert.AreEqual("120fb6cffcf8b32c43e7225256c4f837a86548c92ccc35480805987cb70be17b", Hash("password", "salt", 1, 1));
            Assert.AreEqual("ae4d0c95af6b46d32d0adff928f06dd02a303f8ef3c251dfd6e2d85a95474c43", Hash("password", "salt", 2, 1));
            Assert.AreEqual("07e6997180cf7f12904f04100d405d34888fdf62af6d506a0ecc23b196fe99d8", Hash("password", "salt", 100, 1000));
        }

        [TestMethod]
        public void Slices_of_any_size_give_the_same_hash()
        {
            Assert.AreEqual("ad35240ac683febfaf3cd49d845473fbbbaa2437f5f82d5a415ae00ac76c6bfc", Hash("password", "salt", 3, 1));
            Assert.AreEqual("ad35240ac683febfaf3cd49d845473fbbbaa2437f5f82d5a415ae00ac76c6bfc", Hash("password", "salt", 3, 2));
            Assert.AreEqual("07e6997180cf7f12904f04100d405d34888fdf62af6d506a0ecc23b196fe99d8", Hash("password", "salt", 100, 7));
        }

        [TestMethod]
        public void A_comparison_in_constant_time_finds_a_difference_anywhere()
        {
            byte[] a = Bytes.Pattern(40);
            byte[] b = Bytes.Pattern(40);
            Assert.IsTrue(ConstantTime.Equals(a, 4, b, 4, 36));
            for (int i = 4; i < 40; i++)
            {
                b[i] ^= 0x80;
                Assert.IsFalse(ConstantTime.Equals(a, 4, b, 4, 36));
                b[i] ^= 0x80;
            }

            b[3] ^= 1;
            Assert.IsTrue(ConstantTime.Equals(a, 4, b, 4, 36));
            Assert.IsTrue(ConstantTime.Equals(a, 0, b, 9, 0));
        }

        private static string Hash(string password, string salt, int iterations, int slice)
        {
            Pbkdf2 pbkdf2 = new Pbkdf2();
            byte[] bytes = Bytes.Of(password);
            pbkdf2.Begin(bytes, 0, bytes.Length, Bytes.Of(salt), iterations);
            int slices = 1;
            while (!pbkdf2.Run(slice))
            {
                slices++;
            }

            // Each iteration takes two blocks, and the key takes two.
            Assert.IsTrue(slices <= (2 * iterations + 2 - 1) / slice + 1);
            byte[] hash = new byte[Pbkdf2.Size];
            pbkdf2.Finish(hash, 0);
            return Bytes.ToHex(hash, 0, hash.Length);
        }
    }
}
