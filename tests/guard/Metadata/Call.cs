namespace Nano.Tests.Guard.Metadata
{
    /// <summary>A call as the instruction names it.</summary>
    internal readonly struct Call
    {
        public Call(Member member, bool isVirtual)
        {
            Member = member;
            IsVirtual = isVirtual;
        }

        public Member Member { get; }

        public bool IsVirtual { get; }
    }
}
