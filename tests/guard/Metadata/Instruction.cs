using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace Nano.Tests.Guard.Metadata
{
    /// <summary>One instruction: its code, and what it names, where it names something.</summary>
    internal readonly struct Instruction
    {
        public Instruction(OpCode code, Handle token)
        {
            Code = code;
            Token = token;
        }

        public OpCode Code { get; }

        public Handle Token { get; }
    }
}
