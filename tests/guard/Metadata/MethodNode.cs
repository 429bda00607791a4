using System;
using System.Collections.Generic;
using System.Reflection;

namespace Nano.Tests.Guard.Metadata
{
    /// <summary>A method of a <see cref="CallGraph"/>.</summary>
    internal sealed class MethodNode
    {
        public MethodNode(Member member, MethodAttributes attributes, bool isMarked, string source, IReadOnlyList<Call> calls, IReadOnlyList<Member> staticFields)
        {
            Member = member;
            IsVirtual = attributes.HasFlag(MethodAttributes.Virtual);
            IsPrivate = (attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Private;
            IsMarked = isMarked;
            IsOfDesktop = source != null && source.EndsWith(".Desktop.cs", StringComparison.Ordinal);
            Calls = calls;
            StaticFields = staticFields;
        }

        public Member Member { get; }

        public bool IsVirtual { get; }

        public bool IsPrivate { get; }

        /// <summary>Whether it has an attribute NotInlined.</summary>
        public bool IsMarked { get; }

        /// <summary>Whether only the desktop's build compiles it.</summary>
        public bool IsOfDesktop { get; }

        /// <summary>Whether the interpreter never inlines it: it is static, a constructor or marked.</summary>
        public bool IsNeverInlined => Member.IsStatic || Member.Name == ".ctor" || IsMarked;

        public IReadOnlyList<Call> Calls { get; }

        /// <summary>The static fields it reads, writes or takes the address of.</summary>
        public IReadOnlyList<Member> StaticFields { get; }
    }
}
