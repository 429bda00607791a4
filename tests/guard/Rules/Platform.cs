using System.Collections.Generic;
using System.IO;
using System.Linq;
using Nano.Tests.Guard.Lists;
using Nano.Tests.Guard.Metadata;

namespace Nano.Tests.Guard.Rules
{
    /// <summary>The platform, with the queries of the rules.</summary>
    internal sealed class Platform
    {
        private readonly Dictionary<string, string> _equivalents;
        private readonly HashSet<string> _own;

        /// <param name="folder">The folder with platform/ and equivalents.txt.</param>
        /// <param name="own">The names of the checked assemblies.</param>
        public Platform(string folder, IEnumerable<string> own)
        {
            List = PlatformList.Read(Path.Combine(folder, "platform"));
            _equivalents = PairList.Read(Path.Combine(folder, "equivalents.txt"));
            _own = own.ToHashSet();
        }

        public PlatformList List { get; }

        /// <summary>Checks whether a type belongs to the platform instead of the checked assemblies.</summary>
        public bool IsForeign(TypeText type)
        {
            return type.Origin == TypeOrigin.Referenced && !_own.Contains(type.Assembly);
        }

        public bool Has(TypeText type)
        {
            return List.Find(type.Name) != null;
        }

        /// <summary>
        /// Finds the platform's member for a reference: the same member, or the equivalent that the same source line binds to on nanoFramework. Null when
        /// there is none.
        /// </summary>
        public PlatformMember Find(Member member)
        {
            PlatformMember found = List.Find(member.Type.Name, member.Signature);
            if (found == null && _equivalents.TryGetValue(member.Key, out string other))
            {
                int end = other.IndexOf("::", System.StringComparison.Ordinal);
                found = List.Find(other.Substring(0, end), other.Substring(end + 2));
            }

            return found;
        }
    }
}
