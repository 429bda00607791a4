using System.Reflection;
using Nano.Firmware.Access;
using Nano.Firmware.Settings;
using Nano.Tests.Unit.Support;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>The copies of a secret that are looked at are wiped. Reflection sees them, which nanoFramework's cannot.</summary>
    [TestClass]
    public class SecretsWipingTests
    {
        [TestMethod]
        public void No_copy_of_a_secret_is_left_when_it_has_been_looked_at()
        {
            AccessOptions options = new DeviceOptions().Access;
            options.Password = "sesame";
            options.Iterations = 2;
            string[] texts = { "guess", "sesame", "sesame", "guess" };
            Secrets secrets = new Secrets(options, 1);
            for (int i = 0; i < texts.Length; i++)
            {
                byte[] bytes = Bytes.Of(texts[i]);
                Assert.IsTrue(secrets.Begin(0, 1, bytes, 0, bytes.Length, 0) == SecretOutcome.Pending);
                Assert.IsTrue(Holds(secrets, "_secret"), "The copy is here until then.");
                while (secrets.IsBusy)
                {
                    secrets.Run(0);
                }

                Assert.IsFalse(Holds(secrets, "_secret"), texts[i]);
                Assert.IsFalse(Holds(secrets.Verifier, "_password"), texts[i]);
            }
        }

        private static bool Holds(object owner, string field)
        {
            byte[] buffer = (byte[])owner.GetType().GetField(field, BindingFlags.Instance | BindingFlags.NonPublic).GetValue(owner);
            for (int i = 0; i < buffer.Length; i++)
            {
                if (buffer[i] != 0)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
