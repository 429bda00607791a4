using System;
using Nano.Firmware.Access;
using Nano.Tests.Unit.Support;
using Nano.Web.Cryptography;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>The password as it is kept.</summary>
    [TestClass]
    public class PasswordHashTests
    {
        private const string Known = "pbkdf2-sha256$3$AAAAAAAAAAAAAAAAAAAAAA==$";

        [TestMethod]
        public void A_password_is_kept_salted_and_hashed()
        {
            string first = PasswordHash.Create("open sesame", 2).ToString();
            string second = PasswordHash.Create("open sesame", 2).ToString();

            Assert.AreEqual(0, first.IndexOf("pbkdf2-sha256$2$"));
            Assert.AreEqual(-1, first.IndexOf("sesame"));
            Assert.IsTrue(first.Length <= 96);
            Assert.IsFalse(first == second, "Each has a salt of its own.");
            Assert.AreEqual(first, PasswordHash.Parse(first).ToString());
        }

        [TestMethod]
        public void Only_the_password_has_its_hash()
        {
            PasswordHash hash = PasswordHash.Parse(PasswordHash.Create("open sesame", 2).ToString());

            Assert.IsTrue(Is(hash, "open sesame"));
            Assert.IsFalse(Is(hash, "open sesam"));
            Assert.IsFalse(Is(hash, "open sesame "));
            Assert.IsFalse(Is(hash, "Open sesame"));
            Assert.IsFalse(Is(hash, ""));
        }

        [TestMethod]
        public void Text_that_is_no_hash_is_refused()
        {
            string hash = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
            Assert.IsNotNull(PasswordHash.Parse(Known + hash));
            string[] texts =
            {
                "", "secret", "$$$", "pbkdf2-sha256", Known, Known + "AAAA", Known + hash + "$", Known + "!" + hash.Substring(1), "x" + Known + hash,
                "pbkdf2-sha256$0$AAAAAAAAAAAAAAAAAAAAAA==$" + hash, "pbkdf2-sha256$-1$AAAAAAAAAAAAAAAAAAAAAA==$" + hash,
                "pbkdf2-sha256$99999999999$AAAAAAAAAAAAAAAAAAAAAA==$" + hash, "pbkdf2-sha256$3$AAAA$" + hash, "pbkdf2-sha1$3$AAAAAAAAAAAAAAAAAAAAAA==$" + hash,
            };
            for (int i = 0; i < texts.Length; i++)
            {
                Assert.IsNull(PasswordHash.Parse(texts[i]), texts[i]);
            }
        }

        [TestMethod]
        public void A_password_has_1_to_64_bytes()
        {
            PasswordHash.Check("x");
            PasswordHash.Check(Bytes.Repeat("x", 64));
            string[] passwords = { "", Bytes.Repeat("x", 65) };
            for (int i = 0; i < passwords.Length; i++)
            {
                bool isRefused = false;
                try
                {
                    PasswordHash.Check(passwords[i]);
                }
                catch (ArgumentException)
                {
                    isRefused = true;
                }

                Assert.IsTrue(isRefused);
            }
        }

        [TestMethod]
        public void A_password_has_no_NUL_because_its_hash_ignores_trailing_ones()
        {
            byte[] password = Bytes.Hex("780000");
            Assert.IsTrue(Is(PasswordHash.Create("x", 2), password));

            Assert.IsTrue(PasswordHash.IsPassword(password, 0, 1));
            Assert.IsFalse(PasswordHash.IsPassword(password, 0, 2));
            Assert.IsFalse(PasswordHash.IsPassword(password, 1, 1));
            Assert.IsFalse(PasswordHash.IsPassword(password, 0, 0));
        }

        private static bool Is(PasswordHash hash, string password)
        {
            return Is(hash, Bytes.Of(password));
        }

        private static bool Is(PasswordHash hash, byte[] bytes)
        {
            Pbkdf2 function = new Pbkdf2();
            hash.Begin(function, bytes, 0, bytes.Length);
            while (!function.Run(1))
            {
            }

            return hash.Equals(function, new byte[Pbkdf2.Size]);
        }
    }
}
