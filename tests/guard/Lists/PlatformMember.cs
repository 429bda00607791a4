using System.Collections.Generic;

namespace Nano.Tests.Guard.Lists
{
    /// <summary>A member of the platform, as in its list.</summary>
    internal sealed class PlatformMember
    {
        public PlatformMember(string type, string signature, HashSet<string> traits)
        {
            Type = type;
            Signature = signature;
            Traits = traits;
        }

        public string Type { get; }

        public string Signature { get; }

        public HashSet<string> Traits { get; }

        public string Key => $"{Type}::{Signature}";
    }
}
