namespace Nano.Firmware.Access
{
    /// <summary>What a password's hash costs here: an iteration is 19,500 instructions for the interpreter, by estimate some milliseconds of an ESP32.</summary>
    internal static class PasswordCost
    {
        /// <summary>The iterations of a new hash: by estimate about a second.</summary>
        public const int Iterations = 200;

        /// <summary>The most iterations that it goes by: by estimate ten seconds for each attempt. A hash made on a PC would take minutes.</summary>
        public const int MaximumIterations = 2000;

        /// <summary>The blocks of SHA-256 in a slice, two of them an iteration: some 9,800 instructions, for which everything else waits.</summary>
        public const int Slice = 1;
    }
}
