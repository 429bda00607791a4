namespace Nano.Firmware.Access
{
    /// <summary>What a password's hash costs here. Fields and no constants, so that a test can measure a device's turns.</summary>
    internal static class PasswordCost
    {
        /// <summary>The iterations of a new hash: some tens of milliseconds.</summary>
        public static int Iterations = 100000;

        /// <summary>The most iterations that it goes by: some seconds for each attempt.</summary>
        public const int MaximumIterations = 10000000;

        /// <summary>The blocks of SHA-256 in a slice, two of them an iteration: a millisecond or two.</summary>
        public static int Slice = 4000;
    }
}
