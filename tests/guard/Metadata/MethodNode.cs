using System.Collections.Generic;

namespace Nano.Tests.Guard.Metadata
{
    /// <summary>A method of a <see cref="CallGraph"/>.</summary>
    internal sealed class MethodNode
    {
        public MethodNode(Member member, bool isVirtual, IReadOnlyList<Call> calls, IReadOnlyList<Member> staticFields)
        {
            Member = member;
            IsVirtual = isVirtual;
            Calls = calls;
            StaticFields = staticFields;
        }

        public Member Member { get; }

        public bool IsVirtual { get; }

        public IReadOnlyList<Call> Calls { get; }

        /// <summary>The static fields it reads, writes or takes the address of.</summary>
        public IReadOnlyList<Member> StaticFields { get; }
    }
}
