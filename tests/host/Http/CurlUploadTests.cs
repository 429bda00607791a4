using System;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;
using Nano.Web.Server;

namespace Nano.Tests.Host.Http
{
    /// <summary>Uploads of curl to the site: content by length and in chunks, with and without Expect: 100-continue, and forms.</summary>
    [TestClass]
    public class CurlUploadTests
    {
        private const int Mebibyte = 1024 * 1024;

        private static readonly byte[] s_large = Noise(Mebibyte);
        private static ServerHost s_host;

        private static string Root => $"http://127.0.0.1:{s_host.Port}";

        [ClassInitialize]
        public static void Start(TestContext context)
        {
            s_host = new ServerHost(new ServerOptions { MaximumContent = Mebibyte }, Site.Map);
        }

        [ClassCleanup]
        public static void Stop()
        {
            s_host.Dispose();
        }

        [TestMethod]
        [DataRow(0)]
        [DataRow(1)]
        [DataRow(1280)]
        [DataRow(70000)]
        public void PUT_arrives_byte_for_byte(int length)
        {
            byte[] content = Noise(length);

            Curl curl = Curl.Run(content, "--request", "PUT", "--data-binary", "@-", Root + "/upload");

            Assert.AreEqual(200, curl.Status);
            Assert.AreEqual(Site.Fingerprint(content), curl.Text);
        }

        [TestMethod]
        public void A_stream_of_unknown_length_arrives_in_chunks()
        {
            byte[] content = s_large[..300_000];

            Curl curl = Curl.Run(content, "--upload-file", "-", Root + "/upload");

            Assert.Contains("> Transfer-Encoding: chunked", curl.Log);
            Assert.AreEqual(Site.Fingerprint(content), curl.Text);
        }

        [TestMethod]
        public void A_client_that_expects_100_Continue_gets_it()
        {
            Curl curl = Curl.Run(s_large, "--header", "Expect: 100-continue", "--data-binary", "@-", Curl.Tell("size_upload"), Root + "/upload");

            Assert.Contains("< HTTP/1.1 100 Continue", curl.Log);
            Assert.AreEqual(200, curl.Status);
            Assert.AreEqual(Site.Fingerprint(s_large), curl.Text);
            Assert.AreEqual(Mebibyte.ToString(), curl.Facts);
        }

        [TestMethod]
        [DataRow("/upload", "Expect: 100-continue", Mebibyte + 1, 413)]
        [DataRow("/upload", "Expect: 200-ok", 1000, 417)]
        [DataRow("/nothing", "Expect: 100-continue", 1000, 404)]
        [DataRow("/", "Expect: 100-continue", 1000, 405)]
        [DataRow("/form", "Expect: 100-continue", 1000, 415)]
        public void A_client_that_asks_first_may_be_spared_its_content(string path, string expect, int length, int status)
        {
            // curl would send again without the field when it meets 417.
            Curl curl = Curl.Run(Noise(length), "--header", expect, "--header", "Content-Type: text/plain", "--data-binary", "@-", Curl.Tell("size_upload"), Root + path);

            Assert.AreEqual(status, curl.Status);
            Assert.AreEqual("close", curl.Field("Connection"));
            Assert.DoesNotContain("< HTTP/1.1 100 ", curl.Log);
            if (expect.EndsWith("100-continue", StringComparison.Ordinal))
            {
                Assert.AreEqual("0", curl.Facts);
            }
        }

        [TestMethod]
        public void Content_too_large_is_refused_in_chunks_too()
        {
            Curl curl = Curl.Run(Noise(Mebibyte + 1), "--header", "Expect:", "--upload-file", "-", Root + "/upload");

            Assert.AreEqual(413, curl.Status);
        }

        [TestMethod]
        public void Whole_content_comes_back_in_chunks()
        {
            byte[] note = Encoding.UTF8.GetBytes("{\"text\":\"" + new string('ä', 200) + "\"}");

            Curl curl = Curl.Run(note, "--request", "PUT", "--data-binary", "@-", Root + "/note");

            Assert.AreEqual("chunked", curl.Field("Transfer-Encoding"));
            CollectionAssert.AreEqual(note, curl.Content);
        }

        [TestMethod]
        public void A_form_with_a_file_arrives_byte_for_byte()
        {
            // The delimiter's first bytes stand in the file wherever they can.
            byte[] file = Noise(5000).Concat(Encoding.ASCII.GetBytes("\r\n--\r\n----------------\r\r\n-")).ToArray();

            Curl curl = Curl.Run(file, "--form", "name=Küche", "--form", "empty=", "--form", "file=@-;filename=a \"b\".bin;type=application/x-test", Root + "/form");

            Assert.AreEqual(200, curl.Status);
            Assert.AreEqual(
                $"name|||{Print("Küche")}\nempty|||{Print("")}\nfile|a \"b\".bin|application/x-test|{Site.Fingerprint(file)}\n",
                curl.Text.Replace("%22", "\"").Replace("\\\"", "\""));
        }

        [TestMethod]
        public void A_form_with_a_file_of_half_a_mebibyte_arrives_byte_for_byte()
        {
            byte[] file = s_large[..(Mebibyte / 2)];

            Curl curl = Curl.Run(file, "--form", "file=@-;filename=x", Root + "/form");

            Assert.AreEqual($"file|x||{Site.Fingerprint(file)}\n", curl.Text);
        }

        [TestMethod]
        public void An_encoded_form_arrives_byte_for_byte()
        {
            const string Value = "a b+c&d=e%f\r\n;ä€\u0001";

            Curl curl = Curl.Run("--data-urlencode", "x=" + Value, "--data-urlencode", "y=", "--data", "z", Root + "/form");

            Assert.AreEqual($"x|||{Print(Value)}\ny|||{Print("")}\nz|||{Print("")}\n", curl.Text);
        }

        private static string Print(string text)
        {
            return Site.Fingerprint(Encoding.UTF8.GetBytes(text));
        }

        private static byte[] Noise(int length)
        {
            byte[] bytes = new byte[length];
            uint state = 2463534242;
            for (int i = 0; i < length; i++)
            {
                state ^= state << 13;
                state ^= state >> 17;
                state ^= state << 5;
                bytes[i] = (byte)state;
            }

            return bytes;
        }
    }
}
