using System;
using System.Collections.Generic;
using System.Linq;
using Nano.Tests.Guard.Metadata;
using Nano.Tests.Guard.Rules;

namespace Nano.Tests.Guard
{
    /// <summary>Checks compiled assemblies against the platform's lists.</summary>
    internal static class Inspection
    {
        /// <summary>Checks assemblies that belong together: what one uses of another is theirs, not the platform's.</summary>
        public static IReadOnlyList<Finding> Of(IEnumerable<string> paths)
        {
            CompiledAssembly[] assemblies = paths.Select(CompiledAssembly.Open).ToArray();
            Findings findings = new Findings(new Advice(Repository.Built("advice.txt")));
            Platform platform = new Platform(AppContext.BaseDirectory, assemblies.Select(assembly => assembly.Name));
            foreach (CompiledAssembly assembly in assemblies)
            {
                new AssemblyWalk(assembly, platform, findings).Run();
                new InheritanceRules(assembly, assemblies, platform, findings).Run();
            }

            CallGraph graph = new CallGraph(assemblies);
            new StaticOrderRules(graph, platform, findings).Run();
            new WaitRules(graph, Repository.Built("waits.txt"), findings).Run();
            foreach (CompiledAssembly assembly in assemblies)
            {
                assembly.Dispose();
            }

            return findings.All;
        }
    }
}
