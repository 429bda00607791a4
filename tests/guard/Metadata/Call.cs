using Mono.Cecil.Cil;

namespace Nano.Tests.Guard.Metadata
{
    /// <summary>A call instruction and its operand.</summary>
    internal readonly struct Call
    {
        public Call(Member member, bool isVirtual, Code last, Code lastButOne)
        {
            Member = member;
            IsVirtual = isVirtual;
            Last = last;
            LastButOne = lastButOne;
        }

        public Member Member { get; }

        public bool IsVirtual { get; }

        /// <summary>The instruction before the call, which loads the last argument if that is a constant.</summary>
        public Code Last { get; }

        /// <summary>The instruction before <see cref="Last"/>.</summary>
        public Code LastButOne { get; }
    }
}
