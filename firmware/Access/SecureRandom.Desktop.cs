using System.Security.Cryptography;

namespace Nano.Firmware.Access
{
    /// <summary>Bytes that nobody can guess: those of the operating system.</summary>
    internal static class SecureRandom
    {
        /// <summary>Fills an array.</summary>
        public static void Fill(byte[] bytes)
        {
            RandomNumberGenerator.Fill(bytes);
        }
    }
}
