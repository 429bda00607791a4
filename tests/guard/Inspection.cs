using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Nano.Tests.Guard.Metadata;
using Nano.Tests.Guard.Rules;

namespace Nano.Tests.Guard
{
    /// <summary>Checks compiled assemblies against the lists of the platform.</summary>
    internal static class Inspection
    {
        /// <summary>Checks assemblies that belong together. References from one of them to another are not references to the platform.</summary>
        public static IReadOnlyList<Finding> Of(IEnumerable<string> paths)
        {
            ReaderParameters withSymbols = new ReaderParameters { SymbolReaderProvider = new DefaultSymbolReaderProvider(false) };
            ModuleDefinition[] modules = paths.Select(path => ModuleDefinition.ReadModule(path, withSymbols)).ToArray();
            Findings findings = new Findings(new Advice(Repository.Built("advice.txt")));
            Platform platform = new Platform(AppContext.BaseDirectory, modules.Select(module => module.Assembly.Name.Name));
            foreach (ModuleDefinition module in modules)
            {
                new AssemblyWalk(module, platform, findings).Run();
                new InheritanceRules(module, modules, platform, findings).Run();
            }

            CallGraph graph = new CallGraph(modules);
            new StaticOrderRules(graph, platform, findings).Run();
            new WaitRules(graph, Repository.Built("waits.txt"), findings).Run();
            foreach (ModuleDefinition module in modules)
            {
                module.Dispose();
            }

            return findings.All;
        }
    }
}
