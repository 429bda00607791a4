using System;
using Nano.Tests.Unit.Support;
using Nano.Web.Http;

namespace Nano.Tests.Unit.Http
{
    /// <summary>Which hosts a request may ask for.</summary>
    [TestClass]
    public class HostPolicyTests
    {
        [TestMethod]
        public void Addresses_and_localhost_are_always_allowed()
        {
            string[] hosts = { "127.0.0.1", "192.168.4.1", "255.255.255.255", "0.0.0.0", "[::1]", "[fe80::1]", "[::ffff:10.0.0.1]", "localhost", "LocalHost", "localhost." };
            AssertAll(new HostPolicy(), hosts, true);
        }

        [TestMethod]
        public void Names_that_only_resemble_addresses_are_names()
        {
            string[] hosts =
            {
                "1.2.3", "1.2.3.4.5", "1.2.3.256", "1.2.3.x", "1.2.3.4.example", "1..2.3", "1.2.3.", ".1.2.3", "1234", "0x7f.0.0.1", "0001.2.3.4", "127.0.0.1.evil.example",
                "localhost.evil.example", "localhosts", "xlocalhost",
            };
            AssertAll(new HostPolicy(), hosts, false);
        }

        [TestMethod]
        public void Names_are_allowed_one_by_one_in_any_case()
        {
            HostPolicy policy = new HostPolicy();
            policy.Allow("nano");
            policy.Allow("Nano.local");

            string[] allowed = { "nano", "NANO", "nano.local", "nano.Local", "nano.local.", "nano." };
            string[] refused = { "nano.example", "evil.example", "nan", "nanoo", "nano.local.evil.example", "local", ".", "nano..", "%6eano" };
            AssertAll(policy, allowed, true);
            AssertAll(policy, refused, false);
        }

        [TestMethod]
        public void The_own_name_replaces_the_former_one()
        {
            HostPolicy policy = new HostPolicy();
            policy.Allow("board.example");
            policy.AllowDomain("local");
            for (int i = 2; i < 40; i++)
            {
                policy.HostName = "nano-" + i;
            }

            AssertAll(policy, new[] { "nano-39", "NANO-39.local", "nano-39.LOCAL.", "board.example" }, true);
            AssertAll(policy, new[] { "nano-2", "nano-38", "nano-38.local", "local", ".local", "nano-39.local.evil.example", "board.example.local" }, false);
            policy.HostName = null;
            AssertAll(policy, new[] { "nano-39", "nano-39.local" }, false);
        }

        [TestMethod]
        public void Names_of_one_label_are_allowed_in_every_domain()
        {
            HostPolicy policy = new HostPolicy();
            policy.HostName = "nano";
            policy.Allow("other");
            policy.AllowDomain("lan");
            policy.AllowDomain("Fritz.box");
            policy.AllowDomain("home.arpa");
            AssertAll(policy, new[] { "nano", "nano.lan", "nano.fritz.box", "Nano.Home.Arpa", "nano.lan.", "other.lan", "other" }, true);
            AssertAll(policy, new[] { "nano.box", "nano.local", "evil.lan", "lan", "fritz.box", "x.nano.lan", "nano.lan.evil.example", "nano.fritz.boxx", "nano.xfritz.box", ".lan" }, false);
        }

        [TestMethod]
        public void Names_and_domains_are_bounded()
        {
            HostPolicy policy = new HostPolicy();
            for (int i = 0; i < HostPolicy.MaximumNames; i++)
            {
                policy.Allow("name-" + i);
            }

            for (int i = 0; i < HostPolicy.MaximumDomains; i++)
            {
                policy.AllowDomain("domain-" + i);
            }

            bool[] isRefused = new bool[3];
            for (int i = 0; i < isRefused.Length; i++)
            {
                try
                {
                    switch (i)
                    {
                        case 0: policy.Allow("more"); break;
                        case 1: policy.AllowDomain("more"); break;
                        default: policy.HostName = "two.labels"; break;
                    }
                }
                catch (ArgumentException)
                {
                    isRefused[i] = true;
                }
            }

            Assert.IsTrue(isRefused[0] && isRefused[1] && isRefused[2]);
        }

        [TestMethod]
        public void What_is_no_name_cannot_be_allowed()
        {
            string[] names = { "", "http://a", "a:80", "a b", "a/", "[::1]", "a." };
            for (int i = 0; i < names.Length; i++)
            {
                bool isRefused = false;
                try
                {
                    new HostPolicy().Allow(names[i]);
                }
                catch (ArgumentException)
                {
                    isRefused = true;
                }

                Assert.IsTrue(isRefused, names[i]);
            }
        }

        [TestMethod]
        public void The_host_of_an_absolute_target_counts()
        {
            Assert.IsFalse(new HostPolicy().Allows(Parsing.Accept("GET http://evil.example/ HTTP/1.1\r\nHost: 10.0.0.1\r\n\r\n")));
            Assert.IsTrue(new HostPolicy().Allows(Parsing.Accept("GET http://10.0.0.1/ HTTP/1.1\r\nHost: evil.example\r\n\r\n")));
        }

        [TestMethod]
        public void HTTP_1_0_without_a_host_is_no_browser_s()
        {
            Assert.IsTrue(new HostPolicy().Allows(Parsing.Accept("GET / HTTP/1.0\r\n\r\n")));
            Assert.IsFalse(new HostPolicy().Allows(Parsing.Accept("GET / HTTP/1.0\r\nHost: evil.example\r\n\r\n")));
        }

        /// <summary>Each with no port and with several.</summary>
        private static void AssertAll(HostPolicy policy, string[] hosts, bool expected)
        {
            string[] ports = { "", ":", ":80", ":8080", ":65535" };
            for (int i = 0; i < hosts.Length; i++)
            {
                for (int j = 0; j < ports.Length; j++)
                {
                    byte[] host = Bytes.Of("<" + hosts[i] + ports[j] + ">");
                    Assert.AreEqual(expected, policy.Allows(host, 1, host.Length - 2), hosts[i] + ports[j]);
                }
            }
        }
    }
}
