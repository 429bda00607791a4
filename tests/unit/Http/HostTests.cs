using Nano.Tests.Unit.Support;
using Nano.Web.Http;

namespace Nano.Tests.Unit.Http
{
    /// <summary>The Host field (RFC 9112 section 3.2).</summary>
    [TestClass]
    public class HostTests
    {
        [TestMethod]
        public void HTTP_1_1_needs_a_host()
        {
            Parsing.Refuse("GET / HTTP/1.1\r\n\r\n", RequestError.MissingHost);
            Parsing.Refuse("GET / HTTP/1.1\r\nX-Host: a\r\n\r\n", RequestError.MissingHost);
        }

        [TestMethod]
        public void HTTP_1_0_needs_no_host()
        {
            Assert.IsFalse(Parsing.Accept("GET / HTTP/1.0\r\n\r\n").TryGetHost(out _, out _));
        }

        [TestMethod]
        public void A_second_host_is_refused_even_if_it_is_the_same()
        {
            Parsing.Refuse("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", RequestError.DuplicateHost);
            Parsing.Refuse("GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\nhost: a\r\n\r\n", RequestError.DuplicateHost);
            Parsing.Refuse("GET / HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n", RequestError.DuplicateHost);
        }

        [TestMethod]
        public void A_host_is_a_name_or_an_address_with_or_without_a_port()
        {
            string[] hosts =
            {
                "board", "board.local", "board.local.", "192.168.4.1", "192.168.4.1:8080", "a:80", "a:", "a:0", "a:65535", "[::1]", "[::1]:80",
                "[fe80::1:2]:", "[::ffff:10.0.0.1]", "xn--bcher-kva.example", "a_b", "a-b~c!$&'()*+;=", "%41", "BOARD",
            };
            for (int i = 0; i < hosts.Length; i++)
            {
                Request request = Parsing.Accept("GET / HTTP/1.1\r\nHost: " + hosts[i] + "\r\n\r\n");
                Assert.IsTrue(request.TryGetHost(out int offset, out int count));
                Assert.AreEqual(hosts[i], request.GetString(offset, count));
            }
        }

        [TestMethod]
        public void Anything_else_is_no_host()
        {
            string[] hosts =
            {
                "", ":80", "a b", "a/b", "a@b", "http://a", "a:80:80", "a:x", "a:-1", "a:+1", "a:65536", "a:123456", "a:8 0", "[::1", "::1", "[]", "[:]", "[g::]",
                "[::1]x", "[::1]:x", "a[b]", "a?b", "a#b", "a\\b", "\"a\"", "a|b", "{a}", "a^b", "<e4>", "a<09>b",
            };
            for (int i = 0; i < hosts.Length; i++)
            {
                Parsing.Refuse("GET / HTTP/1.1\r\nHost: " + hosts[i] + "\r\n\r\n", RequestError.InvalidHost);
            }
        }

        [TestMethod]
        public void Two_hosts_in_one_field_are_one_invalid_host()
        {
            Parsing.Refuse("GET / HTTP/1.1\r\nHost: a, b\r\n\r\n", RequestError.InvalidHost);
        }

        [TestMethod]
        public void A_host_in_HTTP_1_0_must_be_valid_too()
        {
            Parsing.Refuse("GET / HTTP/1.0\r\nHost: a b\r\n\r\n", RequestError.InvalidHost);
        }
    }
}
