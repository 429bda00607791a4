using System;
using Nano.Tests.Unit.Support;
using Nano.Web.Http;

namespace Nano.Tests.Unit.Http
{
    /// <summary>Which web pages may use the server.</summary>
    [TestClass]
    public class OriginPolicyTests
    {
        [TestMethod]
        public void Clients_that_are_no_browsers_have_no_origin()
        {
            Assert.AreEqual(OriginVerdict.Same, Judge("nano.local", ""));
        }

        [TestMethod]
        public void The_server_s_own_page_has_its_host_and_port()
        {
            Assert.AreEqual(OriginVerdict.Same, Judge("nano.local", "Origin: http://nano.local\r\n"));
            Assert.AreEqual(OriginVerdict.Same, Judge("nano.local", "Origin: https://nano.local\r\n"));
            Assert.AreEqual(OriginVerdict.Same, Judge("Nano.local", "Origin: http://nano.Local\r\n"));
            Assert.AreEqual(OriginVerdict.Same, Judge("10.0.0.1:8080", "Origin: http://10.0.0.1:8080\r\n"));
            Assert.AreEqual(OriginVerdict.Same, Judge("[fe80::1]:8080", "Origin: http://[fe80::1]:8080\r\n"));
            Assert.AreEqual(OriginVerdict.Same, Judge("[fe80::1]", "Origin: http://[fe80::1]\r\n"));
        }

        [TestMethod]
        public void The_scheme_s_own_port_may_be_named_or_not()
        {
            Assert.AreEqual(OriginVerdict.Same, Judge("a:80", "Origin: http://a\r\n"));
            Assert.AreEqual(OriginVerdict.Same, Judge("a:443", "Origin: https://a\r\n"));
            Assert.AreEqual(OriginVerdict.Same, Judge("a", "Origin: http://a:80\r\n"));
            Assert.AreEqual(OriginVerdict.Foreign, Judge("a:443", "Origin: http://a\r\n"));
            Assert.AreEqual(OriginVerdict.Foreign, Judge("a:80", "Origin: https://a\r\n"));
            Assert.AreEqual(OriginVerdict.Foreign, Judge("a:8080", "Origin: http://a\r\n"));
        }

        [TestMethod]
        public void Over_TLS_a_page_that_came_without_is_foreign()
        {
            Assert.AreEqual(OriginVerdict.Same, Judge("a", "Origin: https://a\r\n", true));
            Assert.AreEqual(OriginVerdict.Same, Judge("a", "", true));
            Assert.AreEqual(OriginVerdict.Foreign, Judge("a", "Origin: http://a\r\n", true));
            Assert.AreEqual(OriginVerdict.Foreign, Judge("a:8443", "Origin: http://a:8443\r\n", true));
        }

        [TestMethod]
        public void Any_other_page_is_foreign()
        {
            string[] origins =
            {
                "http://evil.example", "http://a:81", "http://a.evil.example", "http://evil.example#a", "http://b.a", "http://ab", "httpx://a", "ftp://a", "file://", "null", "",
                "a", "//a", "http:/a", "http://", "http://a/", "http://a b", "http://a, http://b", "chrome-extension://a", "http://[::1]", "http://a:",
            };
            for (int i = 0; i < origins.Length; i++)
            {
                Assert.AreEqual(OriginVerdict.Foreign, Judge("a", "Origin: " + origins[i] + "\r\n"), origins[i]);
            }
        }

        [TestMethod]
        public void Two_origins_are_none()
        {
            Assert.AreEqual(OriginVerdict.Foreign, Judge("a", "Origin: http://a\r\nOrigin: http://a\r\n"));
        }

        [TestMethod]
        public void An_origin_without_a_host_to_compare_is_foreign()
        {
            Assert.AreEqual(OriginVerdict.Foreign, new OriginPolicy().Judge(Parsing.Accept("POST / HTTP/1.0\r\nOrigin: http://a\r\n\r\n")));
        }

        [TestMethod]
        public void Without_an_origin_a_browser_says_where_a_request_comes_from()
        {
            Assert.AreEqual(OriginVerdict.Same, Judge("a", "Sec-Fetch-Site: same-origin\r\n"));
            Assert.AreEqual(OriginVerdict.Same, Judge("a", "Sec-Fetch-Site: none\r\n"));
            Assert.AreEqual(OriginVerdict.Foreign, Judge("a", "Sec-Fetch-Site: cross-site\r\n"));
            Assert.AreEqual(OriginVerdict.Foreign, Judge("a", "Sec-Fetch-Site: same-site\r\n"));
        }

        [TestMethod]
        public void Origins_are_allowed_one_by_one()
        {
            OriginPolicy policy = new OriginPolicy();
            policy.Allow("https://Panel.example:8443");
            policy.Allow("http://[fe80::2]");

            Assert.AreEqual(OriginVerdict.Allowed, policy.Judge(Parsing.AcceptFields("Origin: https://panel.example:8443\r\n")));
            Assert.AreEqual(OriginVerdict.Allowed, policy.Judge(Parsing.AcceptFields("Origin: http://[fe80::2]\r\n")));
            Assert.AreEqual(OriginVerdict.Foreign, policy.Judge(Parsing.AcceptFields("Origin: http://panel.example:8443\r\n")));
            Assert.AreEqual(OriginVerdict.Foreign, policy.Judge(Parsing.AcceptFields("Origin: https://panel.example\r\n")));
            Assert.AreEqual(OriginVerdict.Same, policy.Judge(Parsing.AcceptFields("Origin: http://a\r\n")));
        }

        [TestMethod]
        public void Origins_of_any_scheme_are_allowed_as_clients_write_them()
        {
            string[] origins =
            {
                "file://", "https://github.com/gilmaimon/TinyWebsockets", "app://x", "capacitor://localhost", "ionic://localhost", "vscode-webview://1a2b", "a+b-c.d1://e",
                "chrome-extension://abcdefghijklmnopabcdefghijklmnop", "FTP://a", "x://" + Bytes.Repeat("a", 60),
            };
            for (int i = 0; i < origins.Length; i++)
            {
                OriginPolicy policy = new OriginPolicy();
                Request request = Parsing.AcceptFields("Origin: " + origins[i] + "\r\n");
                Assert.AreEqual(OriginVerdict.Foreign, policy.Judge(request), origins[i]);
                policy.Allow(origins[i]);
                Assert.AreEqual(OriginVerdict.Allowed, policy.Judge(request), origins[i]);
                Assert.AreEqual(OriginVerdict.Foreign, policy.Judge(Parsing.AcceptFields("Origin: " + origins[i] + "x\r\n")), origins[i]);
                Assert.AreEqual(OriginVerdict.Foreign, policy.Judge(Parsing.AcceptFields("Origin: null\r\n")), origins[i]);
            }
        }

        [TestMethod]
        public void A_final_slash_and_the_scheme_s_own_port_are_left_out()
        {
            string[] origins = { "http://b/", "http://b:80", "http://b:80/", "https://b:443" };
            for (int i = 0; i < origins.Length; i++)
            {
                OriginPolicy policy = new OriginPolicy();
                policy.Allow(origins[i]);
                Assert.AreEqual(OriginVerdict.Allowed, policy.Judge(Parsing.AcceptFields("Origin: " + (i < 3 ? "http://b" : "https://b") + "\r\n")), origins[i]);
            }
        }

        [TestMethod]
        public void What_is_no_origin_cannot_be_allowed()
        {
            string[] origins =
            {
                "", "null", "*", "a", "http://", "https://", "http:///a", "http://a b", "http://a:x", "http://user@a", "http:a", "http:/a", "://a", "1x://a", "x y://a",
                "file:// ", "x://a,b", "x://\u0007", "x://\u00E9", "x://" + Bytes.Repeat("a", 61),
            };
            for (int i = 0; i < origins.Length; i++)
            {
                bool isRefused = false;
                try
                {
                    new OriginPolicy().Allow(origins[i]);
                }
                catch (ArgumentException)
                {
                    isRefused = true;
                }

                Assert.IsTrue(isRefused, origins[i]);
            }
        }

        private static OriginVerdict Judge(string host, string lines, bool isSecure = false)
        {
            return new OriginPolicy().Judge(Parsing.Accept("POST / HTTP/1.1\r\nHost: " + host + "\r\n" + lines + "\r\n"), isSecure);
        }
    }
}
