using System;
using System.Security.Cryptography;
using System.Text;
using Nano.Firmware.Web;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>The hash that a browser checks before it applies the setup page's style. On the desktop only: the platform has no SHA-256.</summary>
    [TestClass]
    public class SetupPageStyleTests
    {
        [TestMethod]
        public void The_policy_has_the_hash_of_the_style()
        {
            string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(SetupPage.Style)));
            Assert.IsTrue(SetupPage.ContentSecurityPolicy.Contains("style-src 'sha256-" + hash + "'"), "The style's hash is " + hash);
        }
    }
}
