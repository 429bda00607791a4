using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Nano.Tests.Guard.Metadata
{
    /// <summary>Reads a method's body, instruction by instruction.</summary>
    internal static class InstructionReader
    {
        private static readonly Dictionary<ushort, OpCode> s_codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (OpCode)field.GetValue(null))
            .ToDictionary(code => unchecked((ushort)code.Value));

        public static IEnumerable<Instruction> Read(MethodBodyBlock body)
        {
            List<Instruction> instructions = new List<Instruction>();
            BlobReader reader = body.GetILReader();
            while (reader.RemainingBytes > 0)
            {
                ushort value = reader.ReadByte();
                if (value == 0xFE)
                {
                    value = (ushort)(0xFE00 | reader.ReadByte());
                }

                OpCode code = s_codes[value];
                instructions.Add(new Instruction(code, ReadToken(ref reader, code)));
            }

            return instructions;
        }

        private static Handle ReadToken(ref BlobReader reader, OpCode code)
        {
            switch (code.OperandType)
            {
                case OperandType.InlineField:
                case OperandType.InlineMethod:
                case OperandType.InlineTok:
                case OperandType.InlineType:
                case OperandType.InlineString:
                    return MetadataTokens.Handle(reader.ReadInt32());
                case OperandType.InlineSwitch:
                    int targets = reader.ReadInt32();
                    reader.Offset += 4 * targets;
                    return default;
                case OperandType.InlineI8:
                case OperandType.InlineR:
                    reader.Offset += 8;
                    return default;
                case OperandType.InlineBrTarget:
                case OperandType.InlineI:
                case OperandType.InlineSig:
                case OperandType.ShortInlineR:
                    reader.Offset += 4;
                    return default;
                case OperandType.InlineVar:
                    reader.Offset += 2;
                    return default;
                case OperandType.InlineNone:
                    return default;
                default:
                    reader.Offset += 1;
                    return default;
            }
        }
    }
}
