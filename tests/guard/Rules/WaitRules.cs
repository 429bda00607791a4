using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil.Cil;
using Nano.Tests.Guard.Metadata;

namespace Nano.Tests.Guard.Rules
{
    /// <summary>
    /// Checks that no thread waits and no code collects garbage inside a method that the interpreter inlines, and that only the start, before other
    /// threads wait, compacts the heap. The reason is that the interpreter does not initialise one slot of an inlined frame, which the collector then
    /// treats as a reference. A method waits if it calls a member of waits.txt or another method that waits. Calls of delegates are not followed, because
    /// a thread begins with its own frame.
    /// </summary>
    internal sealed class WaitRules
    {
        private const string Inlined = "System.Threading.WaitHandle::WaitOne() : bool";
        private const string Poll = "System.Net.Sockets.Socket::Poll";
        private const string PlaceToCompact = "Nano.Firmware.Startup.BoardPlatform::CompactMemory";
        private const string Collect = "nanoFramework.Runtime.Native.GC::Run(bool) : uint";

        private readonly CallGraph _graph;
        private readonly HashSet<string> _waits;
        private readonly Findings _findings;

        public WaitRules(CallGraph graph, string list, Findings findings)
        {
            _graph = graph;
            _waits = File.ReadLines(list).Where(line => line.Length > 0 && line[0] != '#').ToHashSet();
            _findings = findings;
        }

        public void Run()
        {
            MethodNode[] methods = _graph.Methods.Where(method => !method.IsOfDesktop).OrderBy(method => method.Member.Key, StringComparer.Ordinal).ToArray();
            ILookup<string, MethodNode> callers = methods
                .SelectMany(method => method.Calls.Where(IsOwn).SelectMany(_graph.Targets).Select(target => (Target: target.Member.Key, Caller: method)))
                .ToLookup(pair => pair.Target, pair => pair.Caller);
            Dictionary<string, string> waiting = new Dictionary<string, string>();
            foreach (MethodNode method in methods)
            {
                CheckCalls(method);
                if (method.Calls.Where(Waits).Select(call => call.Member.FullName).FirstOrDefault() is string member)
                {
                    AddWaiting(method, member, callers, waiting);
                }
            }

            foreach (MethodNode method in methods.Where(method => waiting.ContainsKey(method.Member.Key)))
            {
                bool onlyBeginsThreads = method.IsPrivate && !callers.Contains(method.Member.Key);
                if (!method.IsNeverInlined && !onlyBeginsThreads)
                {
                    _findings.Add(Rule.Wait, PlaceOf(method), "a wait", $"the interpreter may inline this method, and a thread waits in it, in {waiting[method.Member.Key]}");
                }
            }
        }

        private static void AddWaiting(MethodNode method, string member, ILookup<string, MethodNode> callers, Dictionary<string, string> waiting)
        {
            if (waiting.TryAdd(method.Member.Key, member))
            {
                foreach (MethodNode caller in callers[method.Member.Key])
                {
                    AddWaiting(caller, method.Member.FullName, callers, waiting);
                }
            }
        }

        private static string PlaceOf(MethodNode method)
        {
            return Places.Method(method.Member.Type.Name, method.Member.Name);
        }

        /// <summary>Checks whether a call names a method of the checked assemblies. Their implementations of platform members are not considered its targets.</summary>
        private bool IsOwn(Call call)
        {
            return _graph.Find(call.Member.Key) != null;
        }

        private bool Waits(Call call)
        {
            bool isAsking = call.Member.FullName == Poll && call.LastButOne == Code.Ldc_I4_0;
            return !isAsking && _waits.Contains(call.Member.Key);
        }

        private void CheckCalls(MethodNode method)
        {
            foreach (Call call in method.Calls)
            {
                if (call.Member.Key == Inlined)
                {
                    _findings.Add(Rule.Wait, PlaceOf(method), call.Member.Key, "the interpreter inlines it, and the thread waits in it", call.Member.Key);
                }
                else if (call.Member.Key == Collect && call.Last != Code.Ldc_I4_0 && method.Member.FullName != PlaceToCompact)
                {
                    _findings.Add(Rule.Compaction, PlaceOf(method), call.Member.Key, "it moves objects while threads wait, unless its argument is the constant false");
                }
                else if (call.Member.Key == Collect && !method.IsNeverInlined)
                {
                    _findings.Add(Rule.Wait, PlaceOf(method), "a collection", "the interpreter may inline this method, and it collects garbage");
                }
            }
        }
    }
}
