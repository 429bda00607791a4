using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Nano.Tests.Guard.Metadata;

namespace Nano.Tests.Guard.Rules
{
    /// <summary>What the compiler adds to the desktop build that nobody wrote, and how it is told from what somebody did.</summary>
    internal static class CompilerMade
    {
        private const string CharSpan = "System.ReadOnlySpan<char>";

        /// <summary>
        /// Attributes that only inform the desktop's compiler, debugger or loader. Against nanoFramework the compiler leaves them
        /// out or embeds its own, so nothing has to be there.
        /// </summary>
        private static readonly HashSet<string> s_attributes = new HashSet<string>
        {
            // On every assembly and module.
            "System.Diagnostics.DebuggableAttribute",
            "System.Runtime.CompilerServices.CompilationRelaxationsAttribute",
            "System.Runtime.CompilerServices.RefSafetyRulesAttribute",
            "System.Runtime.CompilerServices.RuntimeCompatibilityAttribute",
            "System.Runtime.Versioning.TargetFrameworkAttribute",

            // On what the compiler writes: backing fields, closures.
            "System.Runtime.CompilerServices.CompilerGeneratedAttribute",

            // From the project file's properties and items.
            "System.Reflection.AssemblyInformationalVersionAttribute",
            "System.Reflection.AssemblyMetadataAttribute",
            "System.Reflection.AssemblyVersionAttribute",

            // `in` parameters and readonly structs; checked C# around them.
            "System.Runtime.CompilerServices.IsReadOnlyAttribute",
            "System.Runtime.CompilerServices.IsByRefLikeAttribute",
            "System.Runtime.CompilerServices.ScopedRefAttribute",

            // Nullable annotations.
            "System.Runtime.CompilerServices.NullableAttribute",
            "System.Runtime.CompilerServices.NullableContextAttribute",
            "System.Runtime.CompilerServices.NullablePublicOnlyAttribute",

            // Companions of what is reported by itself: `required` members, tuples, records.
            "System.Runtime.CompilerServices.CompilerFeatureRequiredAttribute",
            "System.Runtime.CompilerServices.TupleElementNamesAttribute",

            // `unsafe` anywhere in the assembly; pointers are reported by themselves.
            "System.Security.UnverifiableCodeAttribute",
            "System.Security.Permissions.SecurityPermissionAttribute",
        };

        /// <summary>Generic definitions behind anonymous types, odd lambdas and collection expressions: the code that uses them is reported.</summary>
        private static readonly string[] s_definitions = { "<>f__AnonymousType", "<>f__AnonymousDelegate", "<>A{", "<>F{", "<>y__InlineArray", "<>z__ReadOnly", "<PrivateImplementationDetails>+__InlineArray" };

        private static readonly HashSet<string> s_joins = new HashSet<string>
        {
            $"{CharSpan}::.ctor(ref T0) : void",
            $"System.String::op_Implicit(string) : {CharSpan}",
            $"System.String::Concat({CharSpan}, {CharSpan}) : string",
            $"System.String::Concat({CharSpan}, {CharSpan}, {CharSpan}) : string",
            $"System.String::Concat({CharSpan}, {CharSpan}, {CharSpan}, {CharSpan}) : string",
        };

        private static readonly string[] s_delegates = { "<>f__AnonymousDelegate", "<>A{", "<>F{" };

        private static readonly Regex s_accessor = new Regex(@"\.(add|remove)_[^.]*$");
        private static readonly Regex s_stateMachine = new Regex(@"\+<[^>]*>d(__\d+)?(`\d+)?$");

        public static bool IsAttribute(string type)
        {
            return s_attributes.Contains(type);
        }

        /// <summary>A field-like event's accessors are generic on the desktop; where that method is missing, the compiler locks instead.</summary>
        public static bool IsReference(Member member, string where)
        {
            return member.IsGeneric && member.FullName == "System.Threading.Interlocked::CompareExchange" && s_accessor.IsMatch(where);
        }

        /// <summary>The desktop joins a string and a char through spans of characters; where they are missing, the compiler makes a string of the char.</summary>
        public static bool IsJoin(Member member)
        {
            return s_joins.Contains(member.Key);
        }

        /// <summary>A local that such a join may need.</summary>
        public static bool IsJoiningSpan(TypeText local)
        {
            return local.Name == CharSpan;
        }

        public static bool IsDefinition(string type)
        {
            return s_definitions.Any(start => type.StartsWith(start, StringComparison.Ordinal));
        }

        public static bool IsDelegateType(string type)
        {
            return s_delegates.Any(start => type.StartsWith(start, StringComparison.Ordinal));
        }

        /// <summary>The class that keeps the lambdas that capture nothing: the code that has them is reported.</summary>
        public static bool IsLambdaCache(string type)
        {
            return type.EndsWith("+<>c", StringComparison.Ordinal);
        }

        /// <summary>The class an iterator or an async method becomes: the method is reported, not what is in here.</summary>
        public static bool IsStateMachine(string type)
        {
            return s_stateMachine.IsMatch(type);
        }
    }
}
