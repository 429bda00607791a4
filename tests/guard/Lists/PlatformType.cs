using System.Collections.Generic;

namespace Nano.Tests.Guard.Lists
{
    /// <summary>A type of the platform, as in its list.</summary>
    internal sealed class PlatformType
    {
        public PlatformType(string name, IReadOnlyList<string> parents, HashSet<string> traits)
        {
            Name = name;
            Parents = parents;
            Traits = traits;
        }

        public string Name { get; }

        /// <summary>Its base class, if it has one, and its interfaces.</summary>
        public IReadOnlyList<string> Parents { get; }

        public HashSet<string> Traits { get; }

        public Dictionary<string, PlatformMember> Members { get; } = new Dictionary<string, PlatformMember>();
    }
}
