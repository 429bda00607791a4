using System;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using Nano.Tests.Guard.Metadata;

namespace Nano.Tests.Guard.Rules
{
    /// <summary>Goes through everything an assembly declares and has each part checked.</summary>
    internal sealed class AssemblyWalk
    {
        private readonly CompiledAssembly _assembly;
        private readonly MetadataReader _reader;
        private readonly References _references;
        private readonly Findings _findings;
        private readonly AttributeRules _attributes;
        private readonly BodyRules _bodies;

        public AssemblyWalk(CompiledAssembly assembly, Platform platform, Findings findings)
        {
            _assembly = assembly;
            _reader = assembly.Reader;
            _findings = findings;
            _references = new References(platform, findings);
            _attributes = new AttributeRules(assembly, _references, findings);
            _bodies = new BodyRules(assembly, platform, _references, findings);
        }

        public void Run()
        {
            _attributes.Check(_reader.GetAssemblyDefinition().GetCustomAttributes(), _assembly.Name);
            _attributes.Check(_reader.GetModuleDefinition().GetCustomAttributes(), _assembly.Name);
            foreach (TypeDefinitionHandle handle in _reader.TypeDefinitions)
            {
                string name = _assembly.NameOf(handle);
                if (!CompilerMade.IsStateMachine(name) && !CompilerMade.IsDefinition(name) && !IsOfDesktop(_reader.GetTypeDefinition(handle)))
                {
                    CheckType(handle, _reader.GetTypeDefinition(handle));
                }
            }
        }

        /// <summary>Whether a type stands in files that only the desktop's build compiles: they have a counterpart for the device.</summary>
        private bool IsOfDesktop(TypeDefinition type)
        {
            string[] sources = type.GetMethods().Select(_assembly.SourceOf).Where(source => source != null).ToArray();
            return sources.Length > 0 && sources.All(source => source.EndsWith(".Desktop.cs", StringComparison.Ordinal));
        }

        private void CheckType(TypeDefinitionHandle handle, TypeDefinition type)
        {
            string where = Places.Of(_assembly, handle);
            _attributes.Check(type.GetCustomAttributes(), where);
            if (type.GetGenericParameters().Count > 0)
            {
                _findings.Add(Rule.Generic, where, "a generic type", "the interpreter has none");
                return;
            }

            if (!type.BaseType.IsNil)
            {
                _references.Check(_assembly.TypeOf(type.BaseType), where);
            }

            foreach (InterfaceImplementationHandle item in type.GetInterfaceImplementations())
            {
                _references.Check(_assembly.TypeOf(_reader.GetInterfaceImplementation(item).Interface), where);
            }

            if (!CompilerMade.IsLambdaCache(_assembly.NameOf(handle)))
            {
                foreach (FieldDefinitionHandle field in type.GetFields())
                {
                    CheckField(field);
                }
            }

            foreach (MethodDefinitionHandle method in type.GetMethods())
            {
                CheckMethod(method, type.Attributes.HasFlag(TypeAttributes.Interface));
            }

            foreach (PropertyDefinitionHandle property in type.GetProperties())
            {
                PropertyDefinition definition = _reader.GetPropertyDefinition(property);
                _attributes.Check(definition.GetCustomAttributes(), $"{where}.{_reader.GetString(definition.Name)}");
            }

            foreach (EventDefinitionHandle item in type.GetEvents())
            {
                EventDefinition definition = _reader.GetEventDefinition(item);
                _attributes.Check(definition.GetCustomAttributes(), $"{where}.{_reader.GetString(definition.Name)}");
            }
        }

        private void CheckField(FieldDefinitionHandle handle)
        {
            FieldDefinition field = _reader.GetFieldDefinition(handle);
            string where = Places.Of(_assembly, handle);
            _attributes.Check(field.GetCustomAttributes(), where);
            CheckSignature(_assembly.MemberOf(handle), where);
            if (field.Attributes.HasFlag(FieldAttributes.Literal))
            {
                Constant constant = _reader.GetConstant(field.GetDefaultValue());
                if (constant.TypeCode == ConstantTypeCode.String)
                {
                    _bodies.CheckString((string)_reader.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode), where);
                }
            }
        }

        private void CheckMethod(MethodDefinitionHandle handle, bool isInInterface)
        {
            MethodDefinition method = _reader.GetMethodDefinition(handle);
            string where = Places.Of(_assembly, handle);
            if (!_attributes.Check(method.GetCustomAttributes(), where))
            {
                return;
            }

            if (method.GetGenericParameters().Count > 0)
            {
                _findings.Add(Rule.Generic, where, "a generic method", "the interpreter has none");
                return;
            }

            if (isInInterface && (!method.Attributes.HasFlag(MethodAttributes.Abstract) || method.Attributes.HasFlag(MethodAttributes.Static)) && _reader.GetString(method.Name) != ".cctor")
            {
                _findings.Add(Rule.DefaultInterfaceMethod, where, "a body in an interface", "the interpreter crashes at it");
            }

            if (method.Attributes.HasFlag(MethodAttributes.PinvokeImpl) || method.ImplAttributes.HasFlag(MethodImplAttributes.InternalCall))
            {
                _findings.Add(Rule.NativeCode, where, "an external method", "the device has no native code for it");
            }

            foreach (ParameterHandle parameter in method.GetParameters())
            {
                _attributes.Check(_reader.GetParameter(parameter).GetCustomAttributes(), where);
            }

            // The body first: what it does wrong says more than the types it does it with.
            _bodies.Check(handle, where);
            CheckSignature(_assembly.MemberOf(handle), where);
        }

        private void CheckSignature(Member member, string where)
        {
            foreach (TypeText type in member.Types)
            {
                _references.Check(type, where);
            }
        }
    }
}
