using System;
using System.Linq;
using Nano.Tests.Guard.Lists;
using Nano.Tests.Guard.Metadata;

namespace Nano.Tests.Guard.Rules
{
    /// <summary>Checks references to types, in the form of signatures, and to members.</summary>
    internal sealed class References
    {
        private readonly Platform _platform;
        private readonly Findings _findings;

        public References(Platform platform, Findings findings)
        {
            _platform = platform;
            _findings = findings;
        }

        public void Check(TypeText type, string where)
        {
            foreach (TypeText part in type.Walk())
            {
                if (part.Construct != Construct.None)
                {
                    AddConstruct(part, where);
                    return;
                }

                if (part.Origin == TypeOrigin.Own && CompilerMade.IsDelegateType(part.Name))
                {
                    _findings.Add(Rule.NaturalLambda, where, "a lambda without a type", "the interpreter has no compiler-generated delegate types");
                }
                else if (_platform.IsForeign(part) && !_platform.Has(part))
                {
                    AddMissing(part.Name, part.Name, where);
                }
            }
        }

        public void Check(Member member, string where)
        {
            if (CompilerMade.IsReference(member, where))
            {
                return;
            }

            if (member.IsGeneric)
            {
                _findings.Add(Rule.Generic, where, member.FullName, "the interpreter has no generic methods");
                return;
            }

            TypeText type = member.Type;
            if (!_platform.IsForeign(type))
            {
                Check(type, where);
                return;
            }

            if (_platform.Find(member) is PlatformMember found)
            {
                if (found.Traits.Contains(Trait.Static) != member.IsStatic && member.IsMethod)
                {
                    _findings.Add(Rule.MissingMember, where, member.Key, "static on one platform, not on the other", member.Key);
                }
            }
            else if (!_platform.Has(type))
            {
                AddMissing(member.Key, type.Name, where);
            }
            else
            {
                string[] others = _platform.List.Named(type.Name, member.Name).Select(other => other.Signature).Distinct().ToArray();
                string has = others.Length == 0 ? "" : $", but {string.Join(" and ", others)}";
                _findings.Add(Rule.MissingMember, where, member.Key, $"nanoFramework's {type} has no such member{has}", member.Key);
            }
        }

        private void AddConstruct(TypeText type, string where)
        {
            switch (type.Construct)
            {
                case Construct.Generic when IsDelegate(type.Name):
                    _findings.Add(Rule.NaturalLambda, where, CompilerMade.IsDelegateType(type.Name) ? "a lambda without a type" : type.Name, "the interpreter has no generic delegates");
                    break;
                case Construct.Generic:
                    _findings.Add(Rule.Generic, where, CompilerMade.IsDefinition(type.Name) ? "a compiler-generated type" : type.Name, "the interpreter has no generic types");
                    break;
                case Construct.MultiDimensionalArray:
                    _findings.Add(Rule.MultiDimensionalArray, where, type.Name, "the interpreter has arrays of one dimension only");
                    break;
                case Construct.Pinned:
                    _findings.Add(Rule.Fixed, where, type.Name, "the metadata processor refuses pinned locals");
                    break;
                case Construct.Pointer:
                    _findings.Add(Rule.Pointer, where, type.Name, "the metadata processor refuses pointers");
                    break;
                case Construct.Volatile:
                    _findings.Add(Rule.Volatile, where, type.Name, "nanoFramework has no IsVolatile, so the compiler refuses the field");
                    break;
            }
        }

        private static bool IsDelegate(string type)
        {
            return type.StartsWith("System.Func<", StringComparison.Ordinal) || type.StartsWith("System.Action<", StringComparison.Ordinal) || CompilerMade.IsDelegateType(type);
        }

        private void AddMissing(string subject, string type, string where)
        {
            _findings.Add(Rule.MissingType, where, subject, $"nanoFramework has no {type}", type);
        }
    }
}
