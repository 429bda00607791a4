using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;
using Nano.Web.Server;
using MethodBody = Mono.Cecil.Cil.MethodBody;

namespace Nano.Tests.Fuzz.Engine
{
    /// <summary>
    /// Loads this program a second time, with a library and a firmware that are instrumented to count their work: calls of methods, iterations of loops,
    /// and elements that are copied or cleared. The count includes loops within one call, and is the same on all computers. Alternatively they count
    /// executed IL instructions, which a device's interpreter executes as well; instructions of the platform are not counted.
    /// </summary>
    internal sealed class Meter : AssemblyLoadContext
    {
        private const string Namespace = "Nano.Web";
        private const string Counter = "Work";

        private static readonly string s_folder = Path.GetDirectoryName(typeof(Meter).Assembly.Location);
        private static readonly string[] s_metered = { "Nano.Web", "Nano.Firmware" };
        private static readonly Meter s_work = new Meter(false);
        private static readonly Meter s_instructions = new Meter(true);

        private readonly bool _countsInstructions;

        private Meter(bool countsInstructions)
            : base("metered")
        {
            _countsInstructions = countsInstructions;
        }

        /// <summary>The count so far; null when nothing is counted.</summary>
        public static Func<long> Work { get; } = Find();

        /// <summary>Calls a static method of this program whose work is counted.</summary>
        public static string Call(Type type, string method, params object[] arguments)
        {
            return s_work.Run(type, method, arguments);
        }

        /// <summary>Calls a static method of this program; <see cref="Work"/> is then the number of instructions.</summary>
        public static string CallCountingInstructions(Type type, string method, params object[] arguments)
        {
            return s_instructions.Run(type, method, arguments);
        }

        private string Run(Type type, string method, object[] arguments)
        {
            return (string)LoadFromAssemblyName(typeof(Meter).Assembly.GetName()).GetType(type.FullName)
                .GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic).Invoke(null, arguments);
        }

        /// <inheritdoc/>
        protected override Assembly Load(AssemblyName assemblyName)
        {
            string file = Path.Combine(s_folder, assemblyName.Name + ".dll");
            if (!assemblyName.Name.StartsWith("Nano.", StringComparison.Ordinal) || !File.Exists(file))
            {
                return null;
            }

            return s_metered.Contains(assemblyName.Name) ? LoadFromStream(Rewrite(file)) : LoadFromAssemblyPath(file);
        }

        private static Func<long> Find()
        {
            FieldInfo field = typeof(WebServer).Assembly.GetType(Namespace + "." + Counter)?.GetField("Done");
            return field == null ? null : System.Linq.Expressions.Expression.Lambda<Func<long>>(System.Linq.Expressions.Expression.Field(null, field)).Compile();
        }

        private MemoryStream Rewrite(string file)
        {
            using DefaultAssemblyResolver resolver = new DefaultAssemblyResolver();
            resolver.AddSearchDirectory(s_folder);
            using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(file, new ReaderParameters { AssemblyResolver = resolver });
            ModuleDefinition module = assembly.MainModule;
            FieldReference count = module.Name.StartsWith(Namespace, StringComparison.Ordinal) ? Declare(module)
                : new FieldReference("Done", module.TypeSystem.Int64, new TypeReference(Namespace, Counter, module, module.AssemblyReferences.Single(reference => reference.Name == Namespace)));
            foreach (MethodDefinition method in module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody))
            {
                if (_countsInstructions)
                {
                    CountInstructions(method.Body, count);
                }
                else
                {
                    CountWork(method.Body, count);
                }
            }

            MemoryStream stream = new MemoryStream();
            assembly.Write(stream);
            stream.Position = 0;
            return stream;
        }

        private static FieldDefinition Declare(ModuleDefinition module)
        {
            FieldDefinition field = new FieldDefinition("Done", Mono.Cecil.FieldAttributes.Public | Mono.Cecil.FieldAttributes.Static, module.TypeSystem.Int64);
            TypeDefinition type = new TypeDefinition(Namespace, Counter, Mono.Cecil.TypeAttributes.Public | Mono.Cecil.TypeAttributes.Abstract | Mono.Cecil.TypeAttributes.Sealed, module.TypeSystem.Object);
            type.Fields.Add(field);
            module.Types.Add(type);
            return field;
        }

        /// <summary>Inserts code that adds the number of instructions of each basic block.</summary>
        private static void CountInstructions(MethodBody body, FieldReference count)
        {
            HashSet<Instruction> begins = new HashSet<Instruction> { body.Instructions[0] };
            foreach (Instruction instruction in body.Instructions)
            {
                begins.UnionWith(Targets(instruction));
                bool goesOn = instruction.OpCode.FlowControl is FlowControl.Next or FlowControl.Call or FlowControl.Meta;
                if (!goesOn && instruction.Next != null)
                {
                    begins.Add(instruction.Next);
                }
            }

            foreach (ExceptionHandler handler in body.ExceptionHandlers)
            {
                begins.Add(handler.HandlerStart);
                begins.Add(handler.TryStart);
                if (handler.FilterStart != null)
                {
                    begins.Add(handler.FilterStart);
                }
            }

            Dictionary<Instruction, int> lengths = new Dictionary<Instruction, int>();
            Instruction begin = null;
            foreach (Instruction instruction in body.Instructions)
            {
                begin = begins.Contains(instruction) ? instruction : begin;
                lengths[begin] = lengths.GetValueOrDefault(begin) + (instruction.OpCode == OpCodes.Nop ? 0 : 1);
            }

            body.SimplifyMacros();
            foreach (KeyValuePair<Instruction, int> run in lengths)
            {
                Insert(body, run.Key, Instruction.Create(OpCodes.Ldc_I4, run.Value), Instruction.Create(OpCodes.Conv_I8), Instruction.Create(OpCodes.Ldsfld, count), Instruction.Create(OpCodes.Add), Instruction.Create(OpCodes.Stsfld, count));
            }

            body.OptimizeMacros();
        }

        private static void CountWork(MethodBody body, FieldReference count)
        {
            // The target of a backward jump begins an iteration of a loop.
            HashSet<Instruction> places = new HashSet<Instruction> { body.Instructions[0] };
            foreach (Instruction from in body.Instructions)
            {
                places.UnionWith(Targets(from).Where(to => to.Offset <= from.Offset));
            }

            List<Instruction> bulk = body.Instructions.Where(instruction => instruction.OpCode == OpCodes.Call && instruction.Operand is MethodReference
            {
                DeclaringType.FullName: "System.Array", Name: "Copy" or "Clear", Parameters.Count: > 1
            }).ToList();
            body.SimplifyMacros();
            foreach (Instruction place in places)
            {
                Insert(body, place, Instruction.Create(OpCodes.Ldc_I4_1), Instruction.Create(OpCodes.Conv_I8), Instruction.Create(OpCodes.Ldsfld, count), Instruction.Create(OpCodes.Add), Instruction.Create(OpCodes.Stsfld, count));
            }

            foreach (Instruction call in bulk)
            {
                // The last argument, on top of the stack, is the number of elements.
                Insert(body, call, Instruction.Create(OpCodes.Dup), Instruction.Create(OpCodes.Conv_I8), Instruction.Create(OpCodes.Ldsfld, count), Instruction.Create(OpCodes.Add), Instruction.Create(OpCodes.Stsfld, count));
            }

            body.OptimizeMacros();
        }

        private static IEnumerable<Instruction> Targets(Instruction instruction)
        {
            return instruction.Operand as Instruction[] ?? (instruction.Operand is Instruction target ? new[] { target } : Array.Empty<Instruction>());
        }

        /// <summary>Inserts instructions before another one, and redirects jumps to it.</summary>
        private static void Insert(MethodBody body, Instruction place, params Instruction[] instructions)
        {
            Instruction first = instructions[0];
            foreach (Instruction from in body.Instructions)
            {
                if (from.Operand == place)
                {
                    from.Operand = first;
                }
                else if (from.Operand is Instruction[] targets)
                {
                    from.Operand = targets.Select(target => target == place ? first : target).ToArray();
                }
            }

            foreach (ExceptionHandler handler in body.ExceptionHandlers)
            {
                handler.TryStart = handler.TryStart == place ? first : handler.TryStart;
                handler.TryEnd = handler.TryEnd == place ? first : handler.TryEnd;
                handler.FilterStart = handler.FilterStart == place ? first : handler.FilterStart;
                handler.HandlerStart = handler.HandlerStart == place ? first : handler.HandlerStart;
                handler.HandlerEnd = handler.HandlerEnd == place ? first : handler.HandlerEnd;
            }

            int at = body.Instructions.IndexOf(place);
            foreach (Instruction instruction in instructions)
            {
                body.Instructions.Insert(at++, instruction);
            }
        }
    }
}
