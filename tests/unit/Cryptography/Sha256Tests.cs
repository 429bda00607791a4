using Nano.Tests.Unit.Support;
using Nano.Web.Cryptography;

namespace Nano.Tests.Unit.Cryptography
{
    /// <summary>SHA-256 (FIPS 180-4), with the examples of the standard as test vectors.</summary>
    [TestClass]
    public class Sha256Tests
    {
        [TestMethod]
        public void The_SHA_256_digests_of_the_examples_are_computed()
        {
            Assert.AreEqual("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Digest(""));
            Assert.AreEqual("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Digest("abc"));
            Assert.AreEqual("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1", Digest("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"));
            Assert.AreEqual(
                "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1",
                Digest("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu"));
        }

        [TestMethod]
        public void The_SHA_256_digest_does_not_depend_on_the_division_into_pieces()
        {
            byte[] message = Bytes.Pattern(131);
            for (int length = 0; length <= 130; length += Target.NumberStep)
            {
                Sha256 whole = new Sha256();
                whole.Append(message, 0, length);
                string expected = Finish(whole);

                // The same instance again, one byte at a time.
                whole.Reset();
                for (int i = 0; i < length; i++)
                {
                    whole.Append(message, i, 1);
                }

                Assert.AreEqual(expected, Finish(whole), length.ToString());
            }
        }

        private static string Digest(string text)
        {
            Sha256 hash = new Sha256();
            byte[] bytes = Bytes.Of(text);
            hash.Append(bytes, 0, bytes.Length);
            return Finish(hash);
        }

        private static string Finish(Sha256 hash)
        {
            byte[] digest = new byte[Sha256.DigestSize + 2];
            hash.Finish(digest, 1);
            Assert.AreEqual(0, digest[0] + digest[digest.Length - 1]);
            return Bytes.ToHex(digest, 1, Sha256.DigestSize);
        }
    }
}
