using System;

namespace Nano.Firmware.Access
{
    /// <summary>
    /// Random bytes for secrets. On an ESP32, nanoFramework's Random has no seed: it calls the chip's hardware generator (esp_random), which draws its
    /// entropy from the radio. The radio is on whenever a client can be connected. On other chips Random is C's rand, which is not suitable for secrets.
    /// </summary>
    internal static class SecureRandom
    {
        private static readonly Random s_random = new Random();

        /// <summary>Fills an array with random bytes.</summary>
        /// <param name="bytes">The array.</param>
        public static void Fill(byte[] bytes)
        {
            s_random.NextBytes(bytes);
        }
    }
}
