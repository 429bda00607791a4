using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Nano.Tests.Guard.Metadata
{
    /// <summary>The calls between methods and their uses of static fields, over several assemblies.</summary>
    internal sealed class CallGraph
    {
        private readonly Dictionary<string, MethodNode> _methods = new Dictionary<string, MethodNode>();
        private readonly Dictionary<string, string[]> _parents = new Dictionary<string, string[]>();
        private readonly HashSet<string> _initialised = new HashSet<string>();

        public CallGraph(IEnumerable<ModuleDefinition> modules)
        {
            foreach (TypeDefinition type in modules.SelectMany(module => module.GetTypes()))
            {
                Add(type);
            }
        }

        public IEnumerable<MethodNode> Methods => _methods.Values;

        public IEnumerable<MethodNode> StaticConstructors => _methods.Values.Where(method => method.Member.Name == ".cctor");

        /// <summary>Checks whether a type has a static constructor, written explicitly or generated from initialisers.</summary>
        public bool IsInitialised(string type)
        {
            return _initialised.Contains(type);
        }

        public MethodNode Find(string key)
        {
            return _methods.TryGetValue(key, out MethodNode method) ? method : null;
        }

        /// <summary>Returns the methods that a call may reach: the named one and, for a virtual call, its overrides.</summary>
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

        private void Add(TypeDefinition type)
        {
            string name = Spelling.Name(type);
            _parents[name] = type.Interfaces.Select(item => item.InterfaceType).Append(type.BaseType).Where(parent => parent != null).Select(parent => Spelling.Type(parent).Name).ToArray();
            foreach (MethodDefinition method in type.Methods)
            {
                MethodNode node = Node(method);
                _methods[node.Member.Key] = node;
                if (method.Name == ".cctor")
                {
                    _initialised.Add(name);
                }
            }
        }

        private static MethodNode Node(MethodDefinition method)
        {
            List<Call> calls = new List<Call>();
            List<Member> fields = new List<Member>();
            foreach (Instruction instruction in method.HasBody ? method.Body.Instructions : Enumerable.Empty<Instruction>())
            {
                switch (instruction.OpCode.Code)
                {
                    case Code.Ldsfld:
                    case Code.Ldsflda:
                    case Code.Stsfld:
                        fields.Add(Spelling.Member((FieldReference)instruction.Operand));
                        break;
                    case Code.Call:
                    case Code.Callvirt:
                    case Code.Newobj:
                        calls.Add(new Call(Spelling.Member((MethodReference)instruction.Operand), instruction.OpCode.Code == Code.Callvirt, CodeOf(instruction.Previous), CodeOf(instruction.Previous?.Previous)));
                        break;
                }
            }

            return new MethodNode(method, calls, fields);
        }

        private static Code CodeOf(Instruction instruction)
        {
            return instruction == null ? Code.Nop : instruction.OpCode.Code;
        }
    }
}
