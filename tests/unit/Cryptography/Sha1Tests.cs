using Nano.Tests.Unit.Support;

namespace Nano.Tests.Unit.Cryptography
{
    /// <summary>SHA-1 (FIPS 180-4), with the examples of the standard as test vectors.</summary>
    [TestClass]
    public class Sha1Tests
    {
        [TestMethod]
        public void The_digests_of_the_examples_are_computed()
        {
            Assert.AreEqual("da39a3ee5e6b4b0d3255bfef95601890afd80709", Digest(""));
            Assert.AreEqual("a9993e364706816aba3e25717850c26c9cd0d89d", Digest("abc"));
            Assert.AreEqual("84983e441c3bd26ebaae4aa1f95129e5e54670f1", Digest("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"));
            Assert.AreEqual(
                "a49b2446a02c645bf419f995b67091253a04a259",
                Digest("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu"));
        }

        [TestMethod]
        public void The_digest_of_a_million_letters_is_computed()
        {
            Sha1 sha1 = new Sha1();
            byte[] letters = Bytes.Repeat((byte)'a', 1000);
            for (int i = 0; i < 1000; i++)
            {
                sha1.Append(letters, 0, letters.Length);
            }

            Assert.AreEqual("34aa973cd4c4daa4f61eeb2bdbad27316534016f", Finish(sha1));
        }

        [TestMethod]
        public void The_digest_does_not_depend_on_the_division_into_pieces()
        {
            byte[] message = Bytes.Pattern(131);
            for (int length = 0; length <= 130; length++)
            {
                Sha1 whole = new Sha1();
                whole.Append(message, 0, length);
                string expected = Finish(whole);

                Sha1 single = new Sha1();
                for (int i = 0; i < length; i++)
                {
                    single.Append(message, i, 1);
                }

                Assert.AreEqual(expected, Finish(single), "Bytewise " + length);

                for (int split = length % 17; split < length; split += 17)
                {
                    Sha1 cut = new Sha1();
                    cut.Append(message, 0, split);
                    cut.Append(message, split, length - split);
                    Assert.AreEqual(expected, Finish(cut), "Cut at " + split + " of " + length);
                }
            }
        }

        [TestMethod]
        public void The_digests_of_lengths_around_a_block_are_computed()
        {
            Assert.AreEqual("c1c8bbdc22796e28c0e15163d20899b65621d65a", Letters(55));
            Assert.AreEqual("c2db330f6083854c99d4b5bfb6e8f29f201be699", Letters(56));
            Assert.AreEqual("03f09f5b158a7a8cdad920bddc29b81c18a551f5", Letters(63));
            Assert.AreEqual("0098ba824b5c16427bd7a1122a5a442a25ec644d", Letters(64));
            Assert.AreEqual("11655326c708d70319be2610e8a57d9a5b959d3b", Letters(65));
        }

        [TestMethod]
        public void An_instance_that_was_reset_begins_a_new_message()
        {
            Sha1 sha1 = new Sha1();
            sha1.Append(Bytes.Pattern(100), 0, 100);
            sha1.Reset();
            sha1.Append(Bytes.Of("abc"), 0, 3);

            Assert.AreEqual("a9993e364706816aba3e25717850c26c9cd0d89d", Finish(sha1));
        }

        [TestMethod]
        public void An_instance_can_be_used_again()
        {
            Sha1 sha1 = new Sha1();
            for (int i = 0; i < 3; i++)
            {
                sha1.Reset();
                sha1.Append(Bytes.Of("abc"), 0, 3);
                Assert.AreEqual("a9993e364706816aba3e25717850c26c9cd0d89d", Finish(sha1));
            }
        }

        private static string Digest(string text)
        {
            Sha1 sha1 = new Sha1();
            sha1.Append(Bytes.Of("x" + text), 1, text.Length);
            return Finish(sha1);
        }

        private static string Letters(int count)
        {
            return Digest(Bytes.Repeat("a", count));
        }

        private static string Finish(Sha1 sha1)
        {
            byte[] digest = new byte[22];
            sha1.Finish(digest, 1);
            Assert.AreEqual(0, digest[0] + digest[21]);
            return Bytes.ToHex(digest, 1, Sha1.DigestSize);
        }
    }
}
