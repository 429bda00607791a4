namespace Nano.Firmware
{
    /// <summary>What a password's hash costs here.</summary>
    internal static class PasswordCost
    {
        /// <summary>The iterations of a new hash: some tens of milliseconds.</summary>
        public const int Iterations = 100000;

        /// <summary>The most iterations that it goes by: some seconds for each attempt.</summary>
        public const int MaximumIterations = 10000000;

        /// <summary>The iterations of a slice: a millisecond or two.</summary>
        public const int Slice = 2000;
    }
}
