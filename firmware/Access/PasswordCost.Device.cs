namespace Nano.Firmware.Access
{
    /// <summary>The cost of a password's hash on a device. An iteration is 19,500 instructions of the interpreter, which take an ESP32-C3 about 10 ms.</summary>
    internal static class PasswordCost
    {
        /// <summary>The iterations of a new hash. They take an ESP32-C3 about two seconds.</summary>
        public const int Iterations = 200;

        /// <summary>
        /// The greatest accepted number of iterations. They take an ESP32-C3 about 20 seconds for each attempt; a hash with a PC's iterations would
        /// take minutes.
        /// </summary>
        public const int MaximumIterations = 2000;

        /// <summary>The SHA-256 blocks in a slice; an iteration takes two. A slice is 9,800 instructions, during which the loop does no other work.</summary>
        public const int Slice = 1;
    }
}
