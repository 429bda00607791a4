using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection.Metadata;

namespace Nano.Tests.Guard.Metadata
{
    /// <summary>Spells the types of a signature the way the platform lists do: C#'s words for primitives, full names for the rest.</summary>
    internal sealed class SignatureReader : ISignatureTypeProvider<TypeText, object>
    {
        private static readonly Dictionary<PrimitiveTypeCode, string> s_words = new Dictionary<PrimitiveTypeCode, string>
        {
            { PrimitiveTypeCode.Boolean, "bool" },
            { PrimitiveTypeCode.Byte, "byte" },
            { PrimitiveTypeCode.SByte, "sbyte" },
            { PrimitiveTypeCode.Char, "char" },
            { PrimitiveTypeCode.Int16, "short" },
            { PrimitiveTypeCode.UInt16, "ushort" },
            { PrimitiveTypeCode.Int32, "int" },
            { PrimitiveTypeCode.UInt32, "uint" },
            { PrimitiveTypeCode.Int64, "long" },
            { PrimitiveTypeCode.UInt64, "ulong" },
            { PrimitiveTypeCode.Single, "float" },
            { PrimitiveTypeCode.Double, "double" },
            { PrimitiveTypeCode.IntPtr, "nint" },
            { PrimitiveTypeCode.UIntPtr, "nuint" },
            { PrimitiveTypeCode.Object, "object" },
            { PrimitiveTypeCode.String, "string" },
            { PrimitiveTypeCode.TypedReference, "System.TypedReference" },
            { PrimitiveTypeCode.Void, "void" },
        };

        public TypeText GetPrimitiveType(PrimitiveTypeCode typeCode)
        {
            return new TypeText(s_words[typeCode]);
        }

        public TypeText GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
        {
            return new TypeText(TypeNames.Of(reader, handle), origin: TypeOrigin.Own);
        }

        public TypeText GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
        {
            return new TypeText(TypeNames.Of(reader, handle), origin: TypeOrigin.Referenced, assembly: TypeNames.AssemblyOf(reader, handle));
        }

        public TypeText GetTypeFromSpecification(MetadataReader reader, object genericContext, TypeSpecificationHandle handle, byte rawTypeKind)
        {
            return reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);
        }

        public TypeText GetSZArrayType(TypeText elementType)
        {
            return new TypeText(elementType + "[]", parts: elementType);
        }

        public TypeText GetArrayType(TypeText elementType, ArrayShape shape)
        {
            return new TypeText($"{elementType}[{new string(',', shape.Rank - 1)}]", Construct.MultiDimensionalArray, parts: elementType);
        }

        public TypeText GetByReferenceType(TypeText elementType)
        {
            return new TypeText("ref " + elementType, parts: elementType);
        }

        public TypeText GetPointerType(TypeText elementType)
        {
            return new TypeText(elementType + "*", Construct.Pointer, parts: elementType);
        }

        public TypeText GetFunctionPointerType(MethodSignature<TypeText> signature)
        {
            return new TypeText($"delegate*<{string.Join(", ", signature.ParameterTypes.Append(signature.ReturnType))}>", Construct.Pointer);
        }

        public TypeText GetPinnedType(TypeText elementType)
        {
            return new TypeText("fixed " + elementType, Construct.Pinned, parts: elementType);
        }

        public TypeText GetGenericInstantiation(TypeText genericType, ImmutableArray<TypeText> typeArguments)
        {
            string name = genericType.Name;
            int arity = name.IndexOf('`', StringComparison.Ordinal);
            return new TypeText($"{(arity < 0 ? name : name.Substring(0, arity))}<{string.Join(", ", typeArguments)}>", Construct.Generic);
        }

        public TypeText GetGenericTypeParameter(object genericContext, int index)
        {
            return new TypeText("T" + index, Construct.Generic);
        }

        public TypeText GetGenericMethodParameter(object genericContext, int index)
        {
            return new TypeText("T" + index, Construct.Generic);
        }

        public TypeText GetModifiedType(TypeText modifier, TypeText unmodifiedType, bool isRequired)
        {
            if (modifier.Name == "System.Runtime.CompilerServices.IsVolatile")
            {
                return new TypeText("volatile " + unmodifiedType, Construct.Volatile, parts: unmodifiedType);
            }

            return new TypeText($"{unmodifiedType} {(isRequired ? "modreq" : "modopt")}({modifier})", parts: new[] { unmodifiedType, modifier });
        }
    }
}
