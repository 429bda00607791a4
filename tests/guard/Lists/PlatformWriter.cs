using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using Nano.Tests.Guard.Metadata;

namespace Nano.Tests.Guard.Lists
{
    /// <summary>Writes the lists: one file for each assembly, a line for each type and member that code outside it can use.</summary>
    internal static class PlatformWriter
    {
        public static void Write(string packages, string lists, TextWriter log)
        {
            PlatformPackage[] found = PlatformPackage.Ids.Select(id => PlatformPackage.Find(packages, id)).ToArray();
            CompiledAssembly[] assemblies = found.Select(package => new CompiledAssembly(new MemoryStream(package.Content))).ToArray();
            StaticsTracer statics = new StaticsTracer(new CallGraph(assemblies));
            Directory.CreateDirectory(lists);
            for (int i = 0; i < found.Length; i++)
            {
                string[] lines = Lines(assemblies[i], statics);
                string[] head =
                {
                    $"# {found[i].Id} {found[i].Version}",
                    $"# {lines.Length} public and protected types and members, read from {found[i].Assembly} of the package by: dotnet run --project tests/guard -- list <folder of packages>",
                };
                File.WriteAllText(Path.Combine(lists, assemblies[i].Name + ".txt"), string.Join('\n', head.Concat(lines)) + "\n");
                log.WriteLine($"{assemblies[i].Name}: {lines.Length} lines from {found[i].Id} {found[i].Version}");
                assemblies[i].Dispose();
            }
        }

        /// <summary>The lines of an assembly's list, sorted.</summary>
        public static string[] Lines(CompiledAssembly assembly, StaticsTracer statics)
        {
            return Unsorted(assembly, statics).OrderBy(line => line, StringComparer.Ordinal).ToArray();
        }

        private static IEnumerable<string> Unsorted(CompiledAssembly assembly, StaticsTracer statics)
        {
            foreach (TypeDefinitionHandle handle in assembly.Reader.TypeDefinitions.Where(handle => IsVisible(assembly, handle)))
            {
                TypeDefinition type = assembly.Reader.GetTypeDefinition(handle);
                yield return TypeLine(assembly, handle, type);
                foreach (MethodDefinitionHandle method in type.GetMethods())
                {
                    MethodAttributes attributes = assembly.Reader.GetMethodDefinition(method).Attributes;
                    Member member = assembly.MemberOf(method);
                    if (IsVisible((int)(attributes & MethodAttributes.MemberAccessMask)) && member.Name != ".cctor")
                    {
                        yield return member.Key + Words(Traits(attributes, statics.IsUsedBy(member)));
                    }
                }

                foreach (FieldDefinitionHandle field in type.GetFields())
                {
                    FieldAttributes attributes = assembly.Reader.GetFieldDefinition(field).Attributes;
                    if (IsVisible((int)(attributes & FieldAttributes.FieldAccessMask)) && !attributes.HasFlag(FieldAttributes.SpecialName))
                    {
                        yield return FieldLine(assembly, field, attributes, statics);
                    }
                }
            }
        }

        private static string TypeLine(CompiledAssembly assembly, TypeDefinitionHandle handle, TypeDefinition type)
        {
            List<string> parents = new List<string>();
            if (!type.BaseType.IsNil)
            {
                parents.Add(assembly.TypeOf(type.BaseType).Name);
            }

            parents.AddRange(type.GetInterfaceImplementations().Select(item => assembly.TypeOf(assembly.Reader.GetInterfaceImplementation(item).Interface).Name).OrderBy(name => name, StringComparer.Ordinal));
            string kind = type.Attributes.HasFlag(TypeAttributes.Interface) ? Trait.Interface : parents.FirstOrDefault() switch
            {
                "System.Enum" => Trait.Enum,
                "System.ValueType" => Trait.Struct,
                "System.MulticastDelegate" => Trait.Delegate,
                _ => Trait.Class,
            };
            bool isAbstract = kind == Trait.Class && type.Attributes.HasFlag(TypeAttributes.Abstract);
            string words = (isAbstract ? (type.Attributes.HasFlag(TypeAttributes.Sealed) ? "static " : "abstract ") : "") + kind;
            return assembly.NameOf(handle) + (parents.Count == 0 ? "" : " : " + string.Join(", ", parents)) + $" [{words}]";
        }

        private static string FieldLine(CompiledAssembly assembly, FieldDefinitionHandle handle, FieldAttributes attributes, StaticsTracer statics)
        {
            Member member = assembly.MemberOf(handle);
            if (attributes.HasFlag(FieldAttributes.Literal))
            {
                // Its value stands in the code that uses it; the line is for readers.
                Constant constant = assembly.Reader.GetConstant(assembly.Reader.GetFieldDefinition(handle).GetDefaultValue());
                object value = assembly.Reader.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode);
                return $"{member.Key} = {(value is string or char ? "…" : FormattableString.Invariant($"{value}"))} [const]";
            }

            bool isStatic = attributes.HasFlag(FieldAttributes.Static);
            return member.Key + Words(new[]
            {
                (attributes & FieldAttributes.FieldAccessMask) == FieldAttributes.Public ? null : Trait.Protected,
                isStatic ? Trait.Static : null,
                isStatic && statics.Makes(member.Type) ? Trait.Statics : null,
            });
        }

        private static string[] Traits(MethodAttributes attributes, bool usesStatics)
        {
            return new[]
            {
                (attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public ? null : Trait.Protected,
                attributes.HasFlag(MethodAttributes.Static) ? Trait.Static : null,
                attributes.HasFlag(MethodAttributes.Abstract) ? Trait.Abstract : attributes.HasFlag(MethodAttributes.Virtual) && !attributes.HasFlag(MethodAttributes.Final) ? Trait.Virtual : null,
                usesStatics ? Trait.Statics : null,
            };
        }

        private static string Words(string[] traits)
        {
            string words = string.Join(' ', traits.Where(trait => trait != null));
            return words.Length == 0 ? "" : $" [{words}]";
        }

        private static bool IsVisible(CompiledAssembly assembly, TypeDefinitionHandle handle)
        {
            TypeDefinition type = assembly.Reader.GetTypeDefinition(handle);
            return (type.Attributes & TypeAttributes.VisibilityMask) switch
            {
                TypeAttributes.Public => true,
                TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem => IsVisible(assembly, type.GetDeclaringType()),
                _ => false,
            };
        }

        /// <summary>Public, protected or protected internal; the numbers are the same for methods and fields.</summary>
        private static bool IsVisible(int access)
        {
            return access == (int)MethodAttributes.Public || access == (int)MethodAttributes.Family || access == (int)MethodAttributes.FamORAssem;
        }
    }
}
