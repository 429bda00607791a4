using System;
using System.Collections.Generic;
using System.Linq;
using Nano.Tests.Guard.Metadata;

namespace Nano.Tests.Guard.Lists
{
    /// <summary>
    /// Finds the methods of the platform that use static data of a static constructor, directly or in methods that they call. A static initialiser of the
    /// application may run before that constructor. Native code, overrides and constructors of exceptions are not followed.
    /// </summary>
    internal sealed class StaticsTracer
    {
        private readonly CallGraph _graph;
        private readonly HashSet<string> _users = new HashSet<string>();

        public StaticsTracer(CallGraph graph)
        {
            _graph = graph;
            ILookup<string, string> callers = graph.Methods
                .SelectMany(method => method.Calls.Where(call => !IsOfException(call.Member)).Select(call => (caller: method.Member.Key, called: call.Member.Key)))
                .ToLookup(item => item.called, item => item.caller);
            Queue<string> open = new Queue<string>(graph.Methods
                .Where(method => method.StaticFields.Any(field => Makes(field.Type)))
                .Select(method => method.Member.Key));
            while (open.TryDequeue(out string key))
            {
                if (_users.Add(key))
                {
                    foreach (string caller in callers[key])
                    {
                        open.Enqueue(caller);
                    }
                }
            }
        }

        public bool IsUsedBy(Member method)
        {
            return !IsOfException(method) && _users.Contains(method.Key);
        }

        /// <summary>Checks whether a static constructor sets a type's static fields.</summary>
        public bool Makes(TypeText type)
        {
            return _graph.IsInitialised(type.Name);
        }

        private static bool IsOfException(Member member)
        {
            return member.Type.Name.EndsWith("Exception", StringComparison.Ordinal);
        }
    }
}
