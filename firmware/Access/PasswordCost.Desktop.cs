namespace Nano.Firmware.Access
{
    /// <summary>The cost of a password's hash on the desktop. Iterations and Slice are fields, so that a test can set the device's values.</summary>
    internal static class PasswordCost
    {
        /// <summary>The iterations of a new hash. They take some tens of milliseconds.</summary>
        public static int Iterations = 100000;

        /// <summary>The greatest accepted number of iterations. They take some seconds for each attempt.</summary>
        public const int MaximumIterations = 10000000;

        /// <summary>The SHA-256 blocks in a slice; an iteration takes two. A slice takes one or two milliseconds.</summary>
        public static int Slice = 4000;
    }
}
