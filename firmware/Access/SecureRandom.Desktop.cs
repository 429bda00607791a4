using System.Security.Cryptography;

namespace Nano.Firmware.Access
{
    /// <summary>Random bytes for secrets from the operating system's generator.</summary>
    internal static class SecureRandom
    {
        /// <summary>Fills an array with random bytes.</summary>
        /// <param name="bytes">The array.</param>
        public static void Fill(byte[] bytes)
        {
            RandomNumberGenerator.Fill(bytes);
        }
    }
}
