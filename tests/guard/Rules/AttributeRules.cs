using System.Collections.Generic;
using Mono.Cecil;
using Nano.Tests.Guard.Metadata;

namespace Nano.Tests.Guard.Rules
{
    /// <summary>Checks attributes: the platform must have them, unless only the desktop compiler uses them.</summary>
    internal sealed class AttributeRules
    {
        private readonly References _references;
        private readonly Findings _findings;

        public AttributeRules(References references, Findings findings)
        {
            _references = references;
            _findings = findings;
        }

        /// <summary>Checks an attribute. Returns false if it marks compiler-generated code whose cause has been reported.</summary>
        public bool Check(IEnumerable<CustomAttribute> attributes, string where)
        {
            bool goOn = true;
            foreach (CustomAttribute attribute in attributes)
            {
                Member constructor = Spelling.Member(attribute.Constructor);
                switch (constructor.Type.Name)
                {
                    case "System.Runtime.CompilerServices.IteratorStateMachineAttribute":
                    case "System.Runtime.CompilerServices.AsyncIteratorStateMachineAttribute":
                        _findings.Add(Rule.Iterator, where, "yield", "the generated class of an iterator needs generics");
                        goOn = false;
                        break;
                    case "System.Runtime.CompilerServices.AsyncStateMachineAttribute":
                        _findings.Add(Rule.Async, where, "async", "nanoFramework has no tasks");
                        goOn = false;
                        break;
                    default:
                        if (!CompilerMade.IsAttribute(constructor.Type.Name))
                        {
                            _references.Check(constructor, where);
                        }

                        break;
                }
            }

            return goOn;
        }
    }
}
