using Nano.Tests.Unit.Support;
using Nano.Web.Cryptography;

namespace Nano.Tests.Unit.Cryptography
{
    /// <summary>HMAC with SHA-256: the test vectors of RFC 4231.</summary>
    [TestClass]
    public class HmacSha256Tests
    {
        private static readonly HmacSha256 s_hmac = new HmacSha256();

        [TestMethod]
        public void The_codes_of_RFC_4231_are_computed()
        {
            Assert.AreEqual("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7", Code(Bytes.Repeat(0x0b, 20), Bytes.Of("Hi There")));
            Assert.AreEqual("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", Code(Bytes.Of("Jefe"), Bytes.Of("what do ya want for nothing?")));
            Assert.AreEqual("773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe", Code(Bytes.Repeat(0xaa, 20), Bytes.Repeat(0xdd, 50)));
        }

        [TestMethod]
        public void A_key_longer_than_a_block_is_hashed()
        {
            Assert.AreEqual(
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
                Code(Bytes.Repeat(0xaa, 131), Bytes.Of("Test Using Larger Than Block-Size Key - Hash Key First")));
        }

        [TestMethod]
        public void One_key_serves_many_messages()
        {
            byte[] key = Bytes.Of("Jefe");
            byte[] code = new byte[HmacSha256.Size];
            s_hmac.SetKey(key, 0, key.Length);
            s_hmac.Append(Bytes.Of("something else"), 0, 14);
            s_hmac.Finish(code, 0);
            s_hmac.Begin();
            s_hmac.Append(Bytes.Of("what do ya want for nothing?"), 0, 28);
            s_hmac.Finish(code, 0);

            Assert.AreEqual("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", Bytes.ToHex(code, 0, code.Length));
        }

        private static string Code(byte[] key, byte[] message)
        {
            byte[] code = new byte[HmacSha256.Size];
            s_hmac.SetKey(key, 0, key.Length);
            s_hmac.Append(message, 0, message.Length);
            s_hmac.Finish(code, 0);
            return Bytes.ToHex(code, 0, code.Length);
        }
    }
}
