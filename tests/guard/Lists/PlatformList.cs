using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Nano.Tests.Guard.Lists
{
    /// <summary>The types and members of the platform: all lists of a folder together.</summary>
    internal sealed class PlatformList
    {
        private readonly Dictionary<string, PlatformType> _types = new Dictionary<string, PlatformType>();

        public IEnumerable<PlatformType> Types => _types.Values;

        public static PlatformList Read(string folder)
        {
            PlatformList list = new PlatformList();
            string[] lines = Directory.GetFiles(folder, "*.txt").SelectMany(File.ReadAllLines).Where(line => line.Length > 0 && line[0] != '#').ToArray();
            foreach (string line in lines.Where(line => !line.Contains("::", StringComparison.Ordinal)))
            {
                list.AddType(line);
            }

            foreach (string line in lines.Where(line => line.Contains("::", StringComparison.Ordinal)))
            {
                list.AddMember(line);
            }

            return list;
        }

        public PlatformType Find(string type)
        {
            return _types.TryGetValue(type, out PlatformType found) ? found : null;
        }

        /// <summary>Finds the member with a name and signature that a type has or inherits; null when there is none.</summary>
        public PlatformMember Find(string type, string signature)
        {
            PlatformType found = Find(type);
            if (found == null)
            {
                return null;
            }

            if (found.Members.TryGetValue(signature, out PlatformMember member))
            {
                return member;
            }

            return found.Parents.Select(parent => Find(parent, signature)).FirstOrDefault(inherited => inherited != null);
        }

        /// <summary>Finds all members with a name that a type has or inherits.</summary>
        public IEnumerable<PlatformMember> Named(string type, string name)
        {
            PlatformType found = Find(type);
            return found == null
                ? Enumerable.Empty<PlatformMember>()
                : found.Members.Values.Where(member => IsNamed(member, name)).Concat(found.Parents.SelectMany(parent => Named(parent, name)));
        }

        private static bool IsNamed(PlatformMember member, string name)
        {
            return member.Signature.StartsWith(name + "(", StringComparison.Ordinal) || member.Signature.StartsWith(name + " ", StringComparison.Ordinal);
        }

        private void AddType(string line)
        {
            string text = Split(line, out HashSet<string> traits);
            int colon = text.IndexOf(" : ", StringComparison.Ordinal);
            string name = colon < 0 ? text : text.Substring(0, colon);
            string[] parents = colon < 0 ? Array.Empty<string>() : text.Substring(colon + 3).Split(", ");
            _types.Add(name, new PlatformType(name, parents, traits));
        }

        private void AddMember(string line)
        {
            string text = Split(line, out HashSet<string> traits);
            int end = text.IndexOf("::", StringComparison.Ordinal);
            PlatformMember member = new PlatformMember(text.Substring(0, end), text.Substring(end + 2), traits);
            _types[member.Type].Members.Add(member.Signature, member);
        }

        private static string Split(string line, out HashSet<string> traits)
        {
            int start = line.LastIndexOf(" [", StringComparison.Ordinal);
            traits = start < 0 ? new HashSet<string>() : new HashSet<string>(line.Substring(start + 2, line.Length - start - 3).Split(' '));
            return start < 0 ? line : line.Substring(0, start);
        }
    }
}
