using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace Nano.Tests.Guard.Metadata
{
    /// <summary>A method of a <see cref="CallGraph"/>.</summary>
    internal sealed class MethodNode
    {
        public MethodNode(MethodDefinition method, IReadOnlyList<Call> calls, IReadOnlyList<Member> staticFields)
        {
            Member = Spelling.Member(method);
            IsVirtual = method.IsVirtual;
            IsPrivate = method.IsPrivate;
            IsMarked = method.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "NotInlinedAttribute");
            IsOfDesktop = method.DebugInformation.SequencePoints.FirstOrDefault()?.Document.Url.EndsWith(".Desktop.cs", StringComparison.Ordinal) == true;
            Calls = calls;
            StaticFields = staticFields;
        }

        public Member Member { get; }

        public bool IsVirtual { get; }

        public bool IsPrivate { get; }

        /// <summary>Whether it has the attribute NotInlined.</summary>
        public bool IsMarked { get; }

        /// <summary>Whether only the desktop build compiles it.</summary>
        public bool IsOfDesktop { get; }

        /// <summary>Whether the interpreter never inlines it, because it is static, a constructor or has NotInlined.</summary>
        public bool IsNeverInlined => Member.IsStatic || Member.Name == ".ctor" || IsMarked;

        public IReadOnlyList<Call> Calls { get; }

        /// <summary>The static fields it reads, writes or takes the address of.</summary>
        public IReadOnlyList<Member> StaticFields { get; }
    }
}
