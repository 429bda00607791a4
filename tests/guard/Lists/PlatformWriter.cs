using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Rocks;
using Nano.Tests.Guard.Metadata;

namespace Nano.Tests.Guard.Lists
{
    /// <summary>Writes the lists: one file for each assembly, with a line for each type and member that code outside the assembly can use.</summary>
    internal static class PlatformWriter
    {
        public static void Write(string packages, string lists, TextWriter log)
        {
            PlatformPackage[] found = PlatformPackage.Ids.Select(id => PlatformPackage.Find(packages, id)).ToArray();
            ModuleDefinition[] modules = found.Select(package => ModuleDefinition.ReadModule(new MemoryStream(package.Content))).ToArray();
            StaticsTracer statics = new StaticsTracer(new CallGraph(modules));
            Directory.CreateDirectory(lists);
            for (int i = 0; i < found.Length; i++)
            {
                string[] lines = Lines(modules[i], statics);
                string[] head =
                {
                    $"# {found[i].Id} {found[i].Version}",
                    $"# {lines.Length} public and protected types and members, read from {found[i].Assembly} of the package by: dotnet run --project tests/guard -- list <folder of packages>",
                };
                string name = modules[i].Assembly.Name.Name;
                File.WriteAllText(Path.Combine(lists, name + ".txt"), string.Join('\n', head.Concat(lines)) + "\n");
                log.WriteLine($"{name}: {lines.Length} lines from {found[i].Id} {found[i].Version}");
                modules[i].Dispose();
            }
        }

        /// <summary>Returns the sorted lines of an assembly's list.</summary>
        public static string[] Lines(ModuleDefinition module, StaticsTracer statics)
        {
            return Unsorted(module, statics).OrderBy(line => line, StringComparer.Ordinal).ToArray();
        }

        private static IEnumerable<string> Unsorted(ModuleDefinition module, StaticsTracer statics)
        {
            foreach (TypeDefinition type in module.GetTypes().Where(IsVisible))
            {
                yield return TypeLine(type);
                foreach (MethodDefinition method in type.Methods.Where(method => (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly) && method.Name != ".cctor"))
                {
                    Member member = Spelling.Member(method);
                    yield return member.Key + Words(Traits(method, statics.IsUsedBy(member)));
                }

                foreach (FieldDefinition field in type.Fields.Where(field => (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly) && !field.IsSpecialName))
                {
                    yield return FieldLine(field, statics);
                }
            }
        }

        private static string TypeLine(TypeDefinition type)
        {
            List<string> parents = type.Interfaces.Select(item => Spelling.Type(item.InterfaceType).Name).OrderBy(name => name, StringComparer.Ordinal).ToList();
            if (type.BaseType != null)
            {
                parents.Insert(0, Spelling.Type(type.BaseType).Name);
            }

            string kind = type.IsInterface ? Trait.Interface : parents.FirstOrDefault() switch
            {
                "System.Enum" => Trait.Enum,
                "System.ValueType" => Trait.Struct,
                "System.MulticastDelegate" => Trait.Delegate,
                _ => Trait.Class,
            };
            bool isAbstract = kind == Trait.Class && type.IsAbstract;
            string words = (isAbstract ? (type.IsSealed ? "static " : "abstract ") : "") + kind;
            return Spelling.Name(type) + (parents.Count == 0 ? "" : " : " + string.Join(", ", parents)) + $" [{words}]";
        }

        private static string FieldLine(FieldDefinition field, StaticsTracer statics)
        {
            Member member = Spelling.Member(field);
            if (field.IsLiteral)
            {
                // The compiler copies the value into the code that uses it; the line informs readers only.
                return $"{member.Key} = {(field.Constant is string or char ? "…" : FormattableString.Invariant($"{field.Constant}"))} [const]";
            }

            return member.Key + Words(new[]
            {
                field.IsPublic ? null : Trait.Protected,
                field.IsStatic ? Trait.Static : null,
                field.IsStatic && statics.Makes(member.Type) ? Trait.Statics : null,
            });
        }

        private static string[] Traits(MethodDefinition method, bool usesStatics)
        {
            return new[]
            {
                method.IsPublic ? null : Trait.Protected,
                method.IsStatic ? Trait.Static : null,
                method.IsAbstract ? Trait.Abstract : method.IsVirtual && !method.IsFinal ? Trait.Virtual : null,
                usesStatics ? Trait.Statics : null,
            };
        }

        private static string Words(string[] traits)
        {
            string words = string.Join(' ', traits.Where(trait => trait != null));
            return words.Length == 0 ? "" : $" [{words}]";
        }

        private static bool IsVisible(TypeDefinition type)
        {
            return type.IsPublic || ((type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamilyOrAssembly) && IsVisible(type.DeclaringType));
        }
    }
}
