using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Nano.Tests.Guard.Metadata
{
    /// <summary>A compiled assembly, open for reading.</summary>
    internal sealed class CompiledAssembly : IDisposable
    {
        private readonly PEReader _file;
        private readonly SignatureReader _signatures = new SignatureReader();
        private MetadataReaderProvider _sources;

        public CompiledAssembly(Stream content)
        {
            _file = new PEReader(content, PEStreamOptions.PrefetchEntireImage);
            Reader = _file.GetMetadataReader();
            Name = Reader.GetString(Reader.GetAssemblyDefinition().Name);
        }

        public string Name { get; }

        public MetadataReader Reader { get; }

        public static CompiledAssembly Open(string path)
        {
            CompiledAssembly assembly = new CompiledAssembly(File.OpenRead(path));
            assembly._file.TryOpenAssociatedPortablePdb(path, pdb => File.Exists(pdb) ? File.OpenRead(pdb) : null, out assembly._sources, out _);
            return assembly;
        }

        /// <summary>The name of the source file a method stands in, or null where the assembly's symbols do not say.</summary>
        public string SourceOf(MethodDefinitionHandle method)
        {
            MetadataReader symbols = _sources?.GetMetadataReader();
            DocumentHandle document = symbols == null ? default : symbols.GetMethodDebugInformation(method).Document;
            return document.IsNil ? null : symbols.GetString(symbols.GetDocument(document).Name);
        }

        public string NameOf(TypeDefinitionHandle type)
        {
            return TypeNames.Of(Reader, type);
        }

        /// <summary>The type behind any kind of type handle.</summary>
        public TypeText TypeOf(EntityHandle handle)
        {
            return handle.Kind switch
            {
                HandleKind.TypeDefinition => _signatures.GetTypeFromDefinition(Reader, (TypeDefinitionHandle)handle, 0),
                HandleKind.TypeReference => _signatures.GetTypeFromReference(Reader, (TypeReferenceHandle)handle, 0),
                HandleKind.TypeSpecification => _signatures.GetTypeFromSpecification(Reader, null, (TypeSpecificationHandle)handle, 0),
                _ => throw new ArgumentException($"A {handle.Kind} is no type.", nameof(handle)),
            };
        }

        /// <summary>The member behind any kind of member handle.</summary>
        public Member MemberOf(EntityHandle handle)
        {
            switch (handle.Kind)
            {
                case HandleKind.FieldDefinition:
                    return FieldOf((FieldDefinitionHandle)handle);
                case HandleKind.MethodDefinition:
                    return MethodOf((MethodDefinitionHandle)handle);
                case HandleKind.MethodSpecification:
                    MethodSpecification specification = Reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                    Member open = MemberOf(specification.Method);
                    string arguments = string.Join(", ", specification.DecodeSignature(_signatures, null));
                    return new Member(open.Type, open.Name, open.Signature.Insert(open.Name.Length, $"<{arguments}>"), open.IsStatic, new[] { new TypeText($"{open.Name}<{arguments}>", Construct.Generic) });
                case HandleKind.MemberReference:
                    return ReferenceOf(Reader.GetMemberReference((MemberReferenceHandle)handle));
                default:
                    throw new ArgumentException($"A {handle.Kind} is no member.", nameof(handle));
            }
        }

        public TypeText[] LocalsOf(MethodBodyBlock body)
        {
            return body.LocalSignature.IsNil
                ? Array.Empty<TypeText>()
                : Reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_signatures, null).ToArray();
        }

        /// <summary>The body of a method, or null where it has none.</summary>
        public MethodBodyBlock BodyOf(MethodDefinitionHandle method)
        {
            int address = Reader.GetMethodDefinition(method).RelativeVirtualAddress;
            return address == 0 ? null : _file.GetMethodBody(address);
        }

        public void Dispose()
        {
            _sources?.Dispose();
            _file.Dispose();
        }

        private Member FieldOf(FieldDefinitionHandle handle)
        {
            FieldDefinition field = Reader.GetFieldDefinition(handle);
            TypeText type = field.DecodeSignature(_signatures, null);
            string name = Reader.GetString(field.Name);
            return new Member(TypeOf(field.GetDeclaringType()), name, $"{name} : {type}", field.Attributes.HasFlag(FieldAttributes.Static), new[] { type });
        }

        private Member MethodOf(MethodDefinitionHandle handle)
        {
            MethodDefinition method = Reader.GetMethodDefinition(handle);
            return Method(TypeOf(method.GetDeclaringType()), Reader.GetString(method.Name), method.DecodeSignature(_signatures, null));
        }

        private Member ReferenceOf(MemberReference reference)
        {
            // A call with __arglist has the method itself for a parent.
            TypeText type = reference.Parent.Kind == HandleKind.MethodDefinition ? MemberOf(reference.Parent).Type : TypeOf(reference.Parent);
            string name = Reader.GetString(reference.Name);
            if (reference.GetKind() == MemberReferenceKind.Method)
            {
                return Method(type, name, reference.DecodeMethodSignature(_signatures, null));
            }

            TypeText fieldType = reference.DecodeFieldSignature(_signatures, null);
            return new Member(type, name, $"{name} : {fieldType}", false, new[] { fieldType });
        }

        private static Member Method(TypeText type, string name, MethodSignature<TypeText> signature)
        {
            IEnumerable<TypeText> types = signature.ParameterTypes.Append(signature.ReturnType);
            return new Member(type, name, $"{name}({string.Join(", ", signature.ParameterTypes)}) : {signature.ReturnType}", !signature.Header.IsInstance, types);
        }
    }
}
