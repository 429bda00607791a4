using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace Nano.Tests.Guard.Metadata
{
    /// <summary>Which methods call which and touch which static fields, over several assemblies at once.</summary>
    internal sealed class CallGraph
    {
        private readonly Dictionary<string, MethodNode> _methods = new Dictionary<string, MethodNode>();
        private readonly Dictionary<string, string[]> _parents = new Dictionary<string, string[]>();
        private readonly HashSet<string> _initialised = new HashSet<string>();

        public CallGraph(IEnumerable<CompiledAssembly> assemblies)
        {
            foreach (CompiledAssembly assembly in assemblies)
            {
                foreach (TypeDefinitionHandle handle in assembly.Reader.TypeDefinitions)
                {
                    Add(assembly, handle);
                }
            }
        }

        public IEnumerable<MethodNode> Methods => _methods.Values;

        public IEnumerable<MethodNode> StaticConstructors => _methods.Values.Where(method => method.Member.Name == ".cctor");

        /// <summary>Whether a type has a static constructor, written or made from its initialisers.</summary>
        public bool IsInitialised(string type)
        {
            return _initialised.Contains(type);
        }

        public MethodNode Find(string key)
        {
            return _methods.TryGetValue(key, out MethodNode method) ? method : null;
        }

        /// <summary>The methods a call may end in: the one it names and, for a virtual call, whatever overrides it.</summary>
        public IEnumerable<MethodNode> Targets(Call call)
        {
            MethodNode named = Find(call.Member.Key);
            if (named != null)
            {
                yield return named;
            }

            if (call.IsVirtual)
            {
                foreach (MethodNode method in _methods.Values)
                {
                    if (method.IsVirtual && method.Member.Signature == call.Member.Signature && IsBelow(method.Member.Type.Name, call.Member.Type.Name))
                    {
                        yield return method;
                    }
                }
            }
        }

        private bool IsBelow(string type, string ancestor)
        {
            return _parents.TryGetValue(type, out string[] parents) && parents.Any(parent => parent == ancestor || IsBelow(parent, ancestor));
        }

        private void Add(CompiledAssembly assembly, TypeDefinitionHandle handle)
        {
            TypeDefinition type = assembly.Reader.GetTypeDefinition(handle);
            List<string> parents = type.GetInterfaceImplementations().Select(item => assembly.TypeOf(assembly.Reader.GetInterfaceImplementation(item).Interface).Name).ToList();
            if (!type.BaseType.IsNil)
            {
                parents.Add(assembly.TypeOf(type.BaseType).Name);
            }

            string name = assembly.NameOf(handle);
            _parents[name] = parents.ToArray();
            foreach (MethodDefinitionHandle method in type.GetMethods())
            {
                MethodNode node = Node(assembly, method);
                _methods[node.Member.Key] = node;
                if (node.Member.Name == ".cctor")
                {
                    _initialised.Add(name);
                }
            }
        }

        private static MethodNode Node(CompiledAssembly assembly, MethodDefinitionHandle handle)
        {
            List<Call> calls = new List<Call>();
            List<Member> fields = new List<Member>();
            MethodBodyBlock body = assembly.BodyOf(handle);
            if (body != null)
            {
                OpCode last = OpCodes.Nop;
                OpCode lastButOne = OpCodes.Nop;
                foreach (Instruction instruction in InstructionReader.Read(body))
                {
                    OpCode code = instruction.Code;
                    if (code == OpCodes.Ldsfld || code == OpCodes.Ldsflda || code == OpCodes.Stsfld)
                    {
                        fields.Add(assembly.MemberOf((EntityHandle)instruction.Token));
                    }
                    else if (code == OpCodes.Call || code == OpCodes.Callvirt || code == OpCodes.Newobj)
                    {
                        calls.Add(new Call(assembly.MemberOf((EntityHandle)instruction.Token), code == OpCodes.Callvirt, last, lastButOne));
                    }

                    lastButOne = last;
                    last = code;
                }
            }

            MethodDefinition method = assembly.Reader.GetMethodDefinition(handle);
            bool isMarked = method.GetCustomAttributes().Any(item => assembly.MemberOf(assembly.Reader.GetCustomAttribute(item).Constructor).Type.Name.EndsWith(".NotInlinedAttribute", StringComparison.Ordinal));
            return new MethodNode(assembly.MemberOf(handle), method.Attributes, isMarked, assembly.SourceOf(handle), calls, fields);
        }
    }
}
