using Nano.Tests.Unit.Support;
using Nano.Web.Text;
using Nano.Web.WebSockets;

namespace Nano.Tests.Unit.WebSockets
{
    /// <summary>Sec-WebSocket-Accept (RFC 6455 section 4.2.2).</summary>
    [TestClass]
    public class AcceptKeyTests
    {
        [TestMethod]
        public void The_RFC_s_example_key_is_answered_as_in_the_RFC()
        {
            Assert.AreEqual("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", Accept("dGhlIHNhbXBsZSBub25jZQ=="));
        }

        [TestMethod]
        public void The_unrolled_rounds_give_the_same_result_as_SHA_1()
        {
            byte[] nonce = new byte[16];
            byte[] key = new byte[24];
            byte[] digest = new byte[20];
            byte[] expected = new byte[28];
            byte[] guid = Bytes.Of("258EAFA5-E914-47DA-95CA-C5AB0DC85B11");
            for (int i = 0; i < 50; i++)
            {
                for (int at = 0; at < 16; at++)
                {
                    nonce[at] = (byte)(i * 37 + at * at * 11);
                }

                Base64.Encode(nonce, 0, 16, key, 0);
                Sha1 sha1 = new Sha1();
                sha1.Append(key, 0, 24);
                sha1.Append(guid, 0, 36);
                sha1.Finish(digest, 0);
                Base64.Encode(digest, 0, 20, expected, 0);
                Assert.AreEqual(Bytes.Text(expected), Accept(Bytes.Text(key)));
            }
        }

        private static string Accept(string key)
        {
            byte[] buffer = Bytes.Of("..." + key + "...");
            byte[] accept = new byte[32];
            AcceptKey.Compute(buffer, 3, accept, 2);
            return Bytes.Text(accept, 2, AcceptKey.Size);
        }
    }
}
