// What differs between the targets, for nanoFramework. Target.Desktop.cs is its counterpart.
global using AssertFailedException = TestFrameworkShared.AssertFailedException;
global using nanoFramework.TestFramework;

namespace Nano.Tests.Unit
{
    /// <summary>How much is tried: less of what would take an interpreter minutes.</summary>
    internal static class Target
    {
        /// <summary>An input longer than 64 bytes is cut in two at so many places at most.</summary>
        public const int Cuts = 24;

        /// <summary>Every n-th of a long row of numbers is tried.</summary>
        public const int NumberStep = 13;
    }
}
