using System.Collections.Generic;
using System.Linq;
using Nano.Tests.Guard.Lists;
using Nano.Tests.Guard.Metadata;

namespace Nano.Tests.Guard.Rules
{
    /// <summary>
    /// Checks that no static initialiser depends on another type's. The desktop runs a type's initialisers at its first use; the interpreter runs all of
    /// them before Main, ordered by the names of types and assemblies. Calls of delegates are not followed.
    /// </summary>
    internal sealed class StaticOrderRules
    {
        private readonly CallGraph _graph;
        private readonly Platform _platform;
        private readonly Findings _findings;

        public StaticOrderRules(CallGraph graph, Platform platform, Findings findings)
        {
            _graph = graph;
            _platform = platform;
            _findings = findings;
        }

        public void Run()
        {
            foreach (MethodNode initialiser in _graph.StaticConstructors.Where(method => !CompilerMade.IsDefinition(method.Member.Type.Name)).OrderBy(method => method.Member.Key))
            {
                Follow(initialiser, initialiser.Member.Type.Name, new List<string>(), new HashSet<string>());
            }
        }

        private void Follow(MethodNode method, string start, List<string> path, HashSet<string> seen)
        {
            if (!seen.Add(method.Member.Key))
            {
                return;
            }

            foreach (Member field in method.StaticFields.Where(field => field.Type.Name != start))
            {
                if (_graph.IsInitialised(field.Type.Name) || UsesStatics(field))
                {
                    Add(start, field, path);
                }
            }

            foreach (Call call in method.Calls)
            {
                if (UsesStatics(call.Member))
                {
                    Add(start, call.Member, path);
                }

                foreach (MethodNode target in _graph.Targets(call))
                {
                    path.Add(Places.Method(target.Member.Type.Name, target.Member.Name));
                    Follow(target, start, path, seen);
                    path.RemoveAt(path.Count - 1);
                }
            }
        }

        private bool UsesStatics(Member member)
        {
            return _platform.IsForeign(member.Type) && _platform.Find(member)?.Traits.Contains(Trait.Statics) == true;
        }

        private void Add(string start, Member used, List<string> path)
        {
            string through = path.Count == 0 ? "" : $", through {string.Join(", ", path)}";
            string subject = CompilerMade.IsLambdaCache(used.Type.Name) ? "a lambda" : used.Key;
            _findings.Add(Rule.StaticOrder, Places.Method(start, ".cctor"), subject, $"the initialiser of its type may run later, when the value is still missing{through}", used.Type.Name);
        }
    }
}
