using System;

namespace Nano.Firmware.Access
{
    /// <summary>
    /// Bytes that nobody can guess. nanoFramework's Random on an ESP32 has no seed: it is the chip's own generator (esp_random), which takes
    /// its noise from the radio while that is on, as it is whenever there is a client. Other targets' Random is C's rand: do not take it for a secret there.
    /// </summary>
    internal static class SecureRandom
    {
        private static readonly Random s_random = new Random();

        /// <summary>Fills an array.</summary>
        public static void Fill(byte[] bytes)
        {
            s_random.NextBytes(bytes);
        }
    }
}
