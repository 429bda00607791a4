using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using Nano.Tests.Guard.Lists;
using Nano.Tests.Guard.Metadata;

namespace Nano.Tests.Guard.Rules
{
    /// <summary>Checks what classes of ours inherit from the platform: they may override only what it has, and must supply what it leaves open.</summary>
    internal sealed class InheritanceRules
    {
        private readonly CompiledAssembly _assembly;
        private readonly Platform _platform;
        private readonly Findings _findings;
        private readonly Dictionary<string, (CompiledAssembly Assembly, TypeDefinitionHandle Handle)> _own;

        public InheritanceRules(CompiledAssembly assembly, IEnumerable<CompiledAssembly> together, Platform platform, Findings findings)
        {
            _assembly = assembly;
            _platform = platform;
            _findings = findings;
            _own = together.SelectMany(item => item.Reader.TypeDefinitions.Select(handle => (Assembly: item, Handle: handle)))
                .GroupBy(item => item.Assembly.NameOf(item.Handle))
                .ToDictionary(group => group.Key, group => group.First());
        }

        public void Run()
        {
            foreach (TypeDefinitionHandle handle in _assembly.Reader.TypeDefinitions)
            {
                TypeDefinition type = _assembly.Reader.GetTypeDefinition(handle);
                string name = _assembly.NameOf(handle);
                if (!type.BaseType.IsNil && type.GetGenericParameters().Count == 0 && !CompilerMade.IsStateMachine(name) && !CompilerMade.IsDefinition(name))
                {
                    CheckOverrides(handle, type);
                    if (!type.Attributes.HasFlag(TypeAttributes.Abstract))
                    {
                        CheckSupplied(handle, type);
                    }
                }
            }
        }

        private void CheckOverrides(TypeDefinitionHandle handle, TypeDefinition type)
        {
            foreach (MethodDefinitionHandle item in type.GetMethods())
            {
                MethodAttributes attributes = _assembly.Reader.GetMethodDefinition(item).Attributes;
                if (!attributes.HasFlag(MethodAttributes.Virtual) || attributes.HasFlag(MethodAttributes.NewSlot))
                {
                    continue;
                }

                Member method = _assembly.MemberOf(item);
                string ancestor = PlatformAncestor(_assembly, handle, out HashSet<string> above, includeSelf: false);
                if (!above.Contains(method.Signature) && _platform.List.Find(ancestor) != null && !MayOverride(ancestor, method.Signature))
                {
                    _findings.Add(Rule.MissingBase, Places.Of(_assembly, item), $"{ancestor}::{method.Signature}", $"nanoFramework's {ancestor} has no such method to override", method.Signature);
                }
            }
        }

        private void CheckSupplied(TypeDefinitionHandle handle, TypeDefinition type)
        {
            string ancestor = PlatformAncestor(_assembly, handle, out HashSet<string> supplied, includeSelf: true);
            foreach (MethodImplementationHandle item in type.GetMethodImplementations())
            {
                supplied.Add(_assembly.MemberOf(_assembly.Reader.GetMethodImplementation(item).MethodDeclaration).Signature);
            }

            for (PlatformType open = _platform.List.Find(ancestor); open != null; open = _platform.List.Find(open.Parents.FirstOrDefault() ?? ""))
            {
                Demand(handle, open, supplied);
                supplied.UnionWith(open.Members.Values.Where(member => !member.Traits.Contains(Trait.Abstract)).Select(member => member.Signature));
            }

            foreach (InterfaceImplementationHandle item in type.GetInterfaceImplementations())
            {
                PlatformType contract = _platform.List.Find(_assembly.TypeOf(_assembly.Reader.GetInterfaceImplementation(item).Interface).Name);
                if (contract != null)
                {
                    Demand(handle, contract, supplied);
                }
            }
        }

        private void Demand(TypeDefinitionHandle handle, PlatformType contract, HashSet<string> supplied)
        {
            foreach (PlatformMember member in contract.Members.Values.Where(member => member.Traits.Contains(Trait.Abstract) && !supplied.Contains(member.Signature)))
            {
                _findings.Add(Rule.MissingImplementation, Places.Of(_assembly, handle), member.Key, "nanoFramework demands it of every class that inherits it", member.Key);
            }
        }

        private bool MayOverride(string type, string signature)
        {
            PlatformMember member = _platform.List.Find(type, signature);
            return member != null && (member.Traits.Contains(Trait.Virtual) || member.Traits.Contains(Trait.Abstract));
        }

        /// <summary>The nearest ancestor that is not ours, and the virtual methods of ours on the way to it.</summary>
        private string PlatformAncestor(CompiledAssembly assembly, TypeDefinitionHandle handle, out HashSet<string> methods, bool includeSelf)
        {
            methods = new HashSet<string>();
            string name = assembly.NameOf(handle);
            while (_own.TryGetValue(name, out var own))
            {
                TypeDefinition type = own.Assembly.Reader.GetTypeDefinition(own.Handle);
                if (includeSelf)
                {
                    methods.UnionWith(type.GetMethods()
                        .Where(method => IsSupplied(own.Assembly.Reader.GetMethodDefinition(method).Attributes))
                        .Select(method => own.Assembly.MemberOf(method).Signature));
                }

                includeSelf = true;
                if (type.BaseType.IsNil)
                {
                    break;
                }

                name = own.Assembly.TypeOf(type.BaseType).Name;
            }

            return name;
        }

        private static bool IsSupplied(MethodAttributes attributes)
        {
            return attributes.HasFlag(MethodAttributes.Virtual) && !attributes.HasFlag(MethodAttributes.Static);
        }
    }
}
