using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace Nano.Tests.Guard.Metadata
{
    /// <summary>Formats types and members as the lists of the platform do: primitives in signatures with C# keywords, other types with full names.</summary>
    internal static class Spelling
    {
        private static readonly Dictionary<MetadataType, string> s_words = new Dictionary<MetadataType, string>
        {
            { MetadataType.Boolean, "bool" },
            { MetadataType.Byte, "byte" },
            { MetadataType.SByte, "sbyte" },
            { MetadataType.Char, "char" },
            { MetadataType.Int16, "short" },
            { MetadataType.UInt16, "ushort" },
            { MetadataType.Int32, "int" },
            { MetadataType.UInt32, "uint" },
            { MetadataType.Int64, "long" },
            { MetadataType.UInt64, "ulong" },
            { MetadataType.Single, "float" },
            { MetadataType.Double, "double" },
            { MetadataType.IntPtr, "nint" },
            { MetadataType.UIntPtr, "nuint" },
            { MetadataType.Object, "object" },
            { MetadataType.String, "string" },
            { MetadataType.TypedByReference, "System.TypedReference" },
            { MetadataType.Void, "void" },
        };

        /// <summary>Formats a type with its full name: <c>Namespace.Outer+Inner</c>.</summary>
        public static string Name(TypeReference type)
        {
            return type.FullName.Replace('/', '+');
        }

        /// <summary>Formats a type outside a signature, such as an owner, a base class or an operand.</summary>
        public static TypeText Type(TypeReference type)
        {
            return type switch
            {
                TypeSpecification or GenericParameter => InSignature(type),
                TypeDefinition => new TypeText(Name(type), origin: TypeOrigin.Own),
                _ => new TypeText(Name(type), origin: TypeOrigin.Referenced, assembly: (type.Scope as AssemblyNameReference)?.Name),
            };
        }

        /// <summary>Formats a type within a signature.</summary>
        public static TypeText InSignature(TypeReference type)
        {
            switch (type)
            {
                case GenericParameter parameter:
                    return new TypeText("T" + parameter.Position, Construct.Generic);
                case GenericInstanceType generic:
                    return new TypeText($"{Name(generic.ElementType).Split('`')[0]}<{List(generic.GenericArguments)}>", Construct.Generic);
                case FunctionPointerType function:
                    return new TypeText($"delegate*<{List(function.Parameters.Select(parameter => parameter.ParameterType).Append(function.ReturnType))}>", Construct.Pointer);
                case TypeSpecification made:
                    return Made(made, InSignature(made.ElementType));
                default:
                    return s_words.TryGetValue(type.MetadataType, out string word) ? new TypeText(word) : Type(type);
            }
        }

        public static Member Member(FieldReference field)
        {
            TypeText type = InSignature(field.FieldType);
            return new Member(Type(field.DeclaringType), field.Name, $"{field.Name} : {type}", field is FieldDefinition { IsStatic: true }, new[] { type });
        }

        public static Member Member(MethodReference method)
        {
            if (method is GenericInstanceMethod instance)
            {
                Member open = Member(instance.ElementMethod);
                string arguments = $"<{List(instance.GenericArguments)}>";
                return new Member(open.Type, open.Name, open.Signature.Insert(open.Name.Length, arguments), open.IsStatic, new[] { new TypeText(open.Name + arguments, Construct.Generic) });
            }

            TypeText[] parameters = method.Parameters.Select(parameter => InSignature(parameter.ParameterType)).ToArray();
            TypeText result = InSignature(method.ReturnType);
            return new Member(Type(method.DeclaringType), method.Name, $"{method.Name}({string.Join<TypeText>(", ", parameters)}) : {result}", !method.HasThis, parameters.Append(result));
        }

        private static TypeText Made(TypeSpecification type, TypeText element)
        {
            switch (type)
            {
                case ArrayType { IsVector: true }:
                    return new TypeText(element + "[]", parts: element);
                case ArrayType array:
                    return new TypeText($"{element}[{new string(',', array.Rank - 1)}]", Construct.MultiDimensionalArray, parts: element);
                case ByReferenceType:
                    return new TypeText("ref " + element, parts: element);
                case PointerType:
                    return new TypeText(element + "*", Construct.Pointer, parts: element);
                case PinnedType:
                    return new TypeText("fixed " + element, Construct.Pinned, parts: element);
                case IModifierType { ModifierType.FullName: "System.Runtime.CompilerServices.IsVolatile" }:
                    return new TypeText("volatile " + element, Construct.Volatile, parts: element);
                case IModifierType modified:
                    TypeText modifier = Type(modified.ModifierType);
                    return new TypeText($"{element} {(type is RequiredModifierType ? "modreq" : "modopt")}({modifier})", parts: new[] { element, modifier });
                case SentinelType:
                    return element;
                default:
                    throw new ArgumentException($"A type reference of the kind {type.GetType().Name} is not supported.", nameof(type));
            }
        }

        private static string List(IEnumerable<TypeReference> types)
        {
            return string.Join(", ", types.Select(InSignature));
        }
    }
}
