using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Nano.Tests.Guard.Metadata;

namespace Nano.Tests.Guard.Rules
{
    /// <summary>Recognizes the code that the compiler adds to the desktop build.</summary>
    internal static class CompilerMade
    {
        private const string CharSpan = "System.ReadOnlySpan<char>";

        /// <summary>
        /// Attributes that only inform the desktop's compiler, debugger or loader. For nanoFramework the compiler omits them or embeds its own, so the
        /// platform need not have them.
        /// </summary>
        private static readonly HashSet<string> s_attributes = new HashSet<string>
        {
            // Attributes of every assembly and module.
            "System.Diagnostics.DebuggableAttribute",
            "System.Runtime.CompilerServices.CompilationRelaxationsAttribute",
            "System.Runtime.CompilerServices.RefSafetyRulesAttribute",
            "System.Runtime.CompilerServices.RuntimeCompatibilityAttribute",
            "System.Runtime.Versioning.TargetFrameworkAttribute",

            // Attributes of compiler-generated code: backing fields, closures.
            "System.Runtime.CompilerServices.CompilerGeneratedAttribute",

            // Attributes from properties and items of the project file.
            "System.Reflection.AssemblyInformationalVersionAttribute",
            "System.Reflection.AssemblyMetadataAttribute",
            "System.Reflection.AssemblyVersionAttribute",

            // Attributes of `in` parameters, readonly structs and ref safety rules.
            "System.Runtime.CompilerServices.IsReadOnlyAttribute",
            "System.Runtime.CompilerServices.IsByRefLikeAttribute",
            "System.Runtime.CompilerServices.ScopedRefAttribute",

            // Attributes of nullable annotations.
            "System.Runtime.CompilerServices.NullableAttribute",
            "System.Runtime.CompilerServices.NullableContextAttribute",
            "System.Runtime.CompilerServices.NullablePublicOnlyAttribute",

            // Attributes of constructs that are reported separately: `required` members, tuples, records.
            "System.Runtime.CompilerServices.CompilerFeatureRequiredAttribute",
            "System.Runtime.CompilerServices.TupleElementNamesAttribute",

            // The attribute of assemblies with `unsafe`. Pointers are reported separately.
            "System.Security.UnverifiableCodeAttribute",
            "System.Security.Permissions.SecurityPermissionAttribute",
        };

        /// <summary>The generic definitions of anonymous types, untyped lambdas and collection expressions. The code that uses them is reported.</summary>
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

        /// <summary>The generic method that a field-like event's accessors use on the desktop. Where it is missing, the compiler uses a lock.</summary>
        public static bool IsReference(Member member, string where)
        {
            return member.IsGeneric && member.FullName == "System.Threading.Interlocked::CompareExchange" && s_accessor.IsMatch(where);
        }

        /// <summary>
        /// The concatenation of a string and a char. On the desktop the compiler uses spans of characters; where these are missing, it converts the char
        /// to a string.
        /// </summary>
        public static bool IsJoin(Member member)
        {
            return s_joins.Contains(member.Key);
        }

        /// <summary>A local variable of such a concatenation.</summary>
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

        /// <summary>The class of lambdas without captured variables. The code that contains the lambdas is reported.</summary>
        public static bool IsLambdaCache(string type)
        {
            return type.EndsWith("+<>c", StringComparison.Ordinal);
        }

        /// <summary>The generated class of an iterator or async method. The method is reported, not this class.</summary>
        public static bool IsStateMachine(string type)
        {
            return s_stateMachine.IsMatch(type);
        }
    }
}
