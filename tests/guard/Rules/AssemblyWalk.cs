using System;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Rocks;
using Nano.Tests.Guard.Metadata;

namespace Nano.Tests.Guard.Rules
{
    /// <summary>Visits all declarations of an assembly and checks each of them.</summary>
    internal sealed class AssemblyWalk
    {
        private readonly ModuleDefinition _module;
        private readonly References _references;
        private readonly Findings _findings;
        private readonly AttributeRules _attributes;
        private readonly BodyRules _bodies;

        public AssemblyWalk(ModuleDefinition module, Platform platform, Findings findings)
        {
            _module = module;
            _findings = findings;
            _references = new References(platform, findings);
            _attributes = new AttributeRules(_references, findings);
            _bodies = new BodyRules(platform, _references, findings);
        }

        public void Run()
        {
            _attributes.Check(_module.Assembly.CustomAttributes, _module.Assembly.Name.Name);
            _attributes.Check(_module.CustomAttributes, _module.Assembly.Name.Name);
            foreach (TypeDefinition type in _module.GetTypes())
            {
                string name = Spelling.Name(type);
                if (!CompilerMade.IsStateMachine(name) && !CompilerMade.IsDefinition(name) && !IsOfDesktop(type))
                {
                    CheckType(type);
                }
            }
        }

        /// <summary>Checks whether a type's files are compiled only in the desktop build; they have counterparts for the device.</summary>
        private static bool IsOfDesktop(TypeDefinition type)
        {
            string[] sources = type.Methods.SelectMany(method => method.DebugInformation.SequencePoints).Select(point => point.Document.Url).ToArray();
            return sources.Length > 0 && sources.All(source => source.EndsWith(".Desktop.cs", StringComparison.Ordinal));
        }

        private void CheckType(TypeDefinition type)
        {
            string where = Places.Of(type);
            _attributes.Check(type.CustomAttributes, where);
            if (type.HasGenericParameters)
            {
                _findings.Add(Rule.Generic, where, "a generic type", "the interpreter has none");
                return;
            }

            if (type.BaseType != null)
            {
                _references.Check(Spelling.Type(type.BaseType), where);
            }

            foreach (InterfaceImplementation item in type.Interfaces)
            {
                _references.Check(Spelling.Type(item.InterfaceType), where);
            }

            if (!CompilerMade.IsLambdaCache(Spelling.Name(type)))
            {
                foreach (FieldDefinition field in type.Fields)
                {
                    CheckField(field);
                }
            }

            foreach (MethodDefinition method in type.Methods)
            {
                CheckMethod(method);
            }

            foreach (IMemberDefinition item in type.Properties.Concat<IMemberDefinition>(type.Events))
            {
                _attributes.Check(item.CustomAttributes, $"{where}.{item.Name}");
            }
        }

        private void CheckField(FieldDefinition field)
        {
            string where = Places.Of(field);
            _attributes.Check(field.CustomAttributes, where);
            CheckSignature(Spelling.Member(field), where);
            if (field.IsLiteral && field.Constant is string text)
            {
                _bodies.CheckString(text, where);
            }
        }

        private void CheckMethod(MethodDefinition method)
        {
            string where = Places.Of(method);
            if (!_attributes.Check(method.CustomAttributes, where))
            {
                return;
            }

            if (method.HasGenericParameters)
            {
                _findings.Add(Rule.Generic, where, "a generic method", "the interpreter has none");
                return;
            }

            if (method.DeclaringType.IsInterface && (!method.IsAbstract || method.IsStatic) && method.Name != ".cctor")
            {
                _findings.Add(Rule.DefaultInterfaceMethod, where, "a body in an interface", "the interpreter crashes at it");
            }

            if (method.IsPInvokeImpl || method.IsInternalCall)
            {
                _findings.Add(Rule.NativeCode, where, "an external method", "the device has no native code for it");
            }

            foreach (ICustomAttributeProvider part in method.Parameters.Append<ICustomAttributeProvider>(method.MethodReturnType))
            {
                _attributes.Check(part.CustomAttributes, where);
            }

            // The body comes first, because its findings are more specific than those about types.
            _bodies.Check(method, where);
            CheckSignature(Spelling.Member(method), where);
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
