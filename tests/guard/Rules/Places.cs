using System.Text.RegularExpressions;
using Mono.Cecil;
using Nano.Tests.Guard.Metadata;

namespace Nano.Tests.Guard.Rules
{
    /// <summary>Formats the places of findings with the names of the source.</summary>
    internal static class Places
    {
        private static readonly Regex s_closure = new Regex(@"\+<>c(__DisplayClass[\d_]+)?(?=\+|$)");
        private static readonly Regex s_lambda = new Regex(@"^<(?<in>[^>]*)>b__");
        private static readonly Regex s_local = new Regex(@"^<(?<in>[^>]*)>g__(?<name>[^|]*)\|");

        public static string Of(TypeReference type)
        {
            return s_closure.Replace(Spelling.Name(type), "");
        }

        public static string Of(FieldDefinition field)
        {
            return $"{Of(field.DeclaringType)}.{field.Name}";
        }

        public static string Of(MethodDefinition method)
        {
            return Method(Of(method.DeclaringType), method.Name);
        }

        public static string Method(string type, string name)
        {
            type = s_closure.Replace(type, "");
            if (name == ".ctor")
            {
                return type + " (constructor)";
            }

            if (name == ".cctor")
            {
                return type + " (static initialiser)";
            }

            Match match = s_lambda.Match(name);
            if (match.Success)
            {
                return Method(type, match.Groups["in"].Value) + " (lambda)";
            }

            match = s_local.Match(name);
            if (match.Success)
            {
                return Method(type, match.Groups["in"].Value) + $" (local function {match.Groups["name"].Value})";
            }

            return $"{type}.{name}";
        }
    }
}
