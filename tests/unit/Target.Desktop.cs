// What differs between the targets, for desktop .NET with MSTest. Target.Device.cs is its counterpart.
global using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nano.Tests.Unit
{
    /// <summary>How much is tried: everything.</summary>
    internal static class Target
    {
        /// <summary>An input longer than 64 bytes is cut in two at so many places at most.</summary>
        public const int Cuts = int.MaxValue;

        /// <summary>Every n-th of a long row of numbers is tried.</summary>
        public const int NumberStep = 1;
    }
}
