using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Rocks;
using Nano.Tests.Guard.Lists;
using Nano.Tests.Guard.Metadata;

namespace Nano.Tests.Guard.Rules
{
    /// <summary>Checks classes that inherit from the platform: they may only override methods that the platform has, and must implement its abstract ones.</summary>
    internal sealed class InheritanceRules
    {
        private readonly ModuleDefinition _module;
        private readonly Platform _platform;
        private readonly Findings _findings;
        private readonly Dictionary<string, TypeDefinition> _own;

        public InheritanceRules(ModuleDefinition module, IEnumerable<ModuleDefinition> together, Platform platform, Findings findings)
        {
            _module = module;
            _platform = platform;
            _findings = findings;
            _own = together.SelectMany(item => item.GetTypes()).GroupBy(Spelling.Name).ToDictionary(group => group.Key, group => group.First());
        }

        public void Run()
        {
            foreach (TypeDefinition type in _module.GetTypes())
            {
                string name = Spelling.Name(type);
                if (type.BaseType != null && !type.HasGenericParameters && !CompilerMade.IsStateMachine(name) && !CompilerMade.IsDefinition(name))
                {
                    CheckOverrides(type);
                    if (!type.IsAbstract)
                    {
                        CheckSupplied(type);
                    }
                }
            }
        }

        private void CheckOverrides(TypeDefinition type)
        {
            string ancestor = PlatformAncestor(type, out HashSet<string> above, includeSelf: false);
            foreach (MethodDefinition item in type.Methods.Where(method => method.IsVirtual && !method.IsNewSlot))
            {
                string signature = Spelling.Member(item).Signature;
                if (!above.Contains(signature) && _platform.List.Find(ancestor) != null && !MayOverride(ancestor, signature))
                {
                    _findings.Add(Rule.MissingBase, Places.Of(item), $"{ancestor}::{signature}", $"nanoFramework's {ancestor} has no such method to override", signature);
                }
            }
        }

        private void CheckSupplied(TypeDefinition type)
        {
            string ancestor = PlatformAncestor(type, out HashSet<string> supplied, includeSelf: true);
            supplied.UnionWith(type.Methods.SelectMany(method => method.Overrides).Select(method => Spelling.Member(method).Signature));
            for (PlatformType open = _platform.List.Find(ancestor); open != null; open = _platform.List.Find(open.Parents.FirstOrDefault() ?? ""))
            {
                Demand(type, open, supplied);
                supplied.UnionWith(open.Members.Values.Where(member => !member.Traits.Contains(Trait.Abstract)).Select(member => member.Signature));
            }

            foreach (InterfaceImplementation item in type.Interfaces)
            {
                PlatformType contract = _platform.List.Find(Spelling.Type(item.InterfaceType).Name);
                if (contract != null)
                {
                    Demand(type, contract, supplied);
                }
            }
        }

        private void Demand(TypeDefinition type, PlatformType contract, HashSet<string> supplied)
        {
            foreach (PlatformMember member in contract.Members.Values.Where(member => member.Traits.Contains(Trait.Abstract) && !supplied.Contains(member.Signature)))
            {
                _findings.Add(Rule.MissingImplementation, Places.Of(type), member.Key, "nanoFramework demands it of every class that inherits it", member.Key);
            }
        }

        private bool MayOverride(string type, string signature)
        {
            PlatformMember member = _platform.List.Find(type, signature);
            return member != null && (member.Traits.Contains(Trait.Virtual) || member.Traits.Contains(Trait.Abstract));
        }

        /// <summary>Finds the nearest ancestor outside the application, and the virtual methods on the path to it.</summary>
        private string PlatformAncestor(TypeDefinition type, out HashSet<string> methods, bool includeSelf)
        {
            methods = new HashSet<string>();
            string name = Spelling.Name(type);
            while (_own.TryGetValue(name, out TypeDefinition own))
            {
                if (includeSelf)
                {
                    methods.UnionWith(own.Methods.Where(method => method.IsVirtual && !method.IsStatic).Select(method => Spelling.Member(method).Signature));
                }

                includeSelf = true;
                if (own.BaseType == null)
                {
                    break;
                }

                name = Spelling.Type(own.BaseType).Name;
            }

            return name;
        }
    }
}
