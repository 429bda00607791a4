using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Nano.Tests.Guard.Lists;
using Nano.Tests.Guard.Metadata;

namespace Nano.Tests.Guard.Rules
{
    /// <summary>Checks a method's body: its instructions, their operands, and its local variables.</summary>
    internal sealed class BodyRules
    {
        /// <summary>Instructions that the interpreter recognizes but does not execute.</summary>
        private static readonly HashSet<OpCode> s_unsupported = new HashSet<OpCode>
        {
            OpCodes.Arglist, OpCodes.Ckfinite, OpCodes.Cpblk, OpCodes.Initblk, OpCodes.Jmp, OpCodes.Mkrefany, OpCodes.Readonly, OpCodes.Refanytype, OpCodes.Refanyval,
        };

        /// <summary>Instructions that do not detect overflow on the interpreter. (Conv.ovf.i is not included: every array access with a long index uses it.)</summary>
        private static readonly HashSet<OpCode> s_checked = new HashSet<OpCode>
        {
            OpCodes.Add_Ovf, OpCodes.Add_Ovf_Un, OpCodes.Sub_Ovf, OpCodes.Sub_Ovf_Un, OpCodes.Mul_Ovf, OpCodes.Mul_Ovf_Un,
            OpCodes.Conv_Ovf_I1, OpCodes.Conv_Ovf_I2, OpCodes.Conv_Ovf_I4, OpCodes.Conv_Ovf_I8, OpCodes.Conv_Ovf_U1, OpCodes.Conv_Ovf_U2, OpCodes.Conv_Ovf_U4, OpCodes.Conv_Ovf_U8,
            OpCodes.Conv_Ovf_I1_Un, OpCodes.Conv_Ovf_I2_Un, OpCodes.Conv_Ovf_I4_Un, OpCodes.Conv_Ovf_I8_Un, OpCodes.Conv_Ovf_U1_Un, OpCodes.Conv_Ovf_U2_Un, OpCodes.Conv_Ovf_U4_Un, OpCodes.Conv_Ovf_U8_Un,
        };

        private readonly Platform _platform;
        private readonly References _references;
        private readonly Findings _findings;

        public BodyRules(Platform platform, References references, Findings findings)
        {
            _platform = platform;
            _references = references;
            _findings = findings;
        }

        public void Check(MethodDefinition method, string where)
        {
            if (!method.HasBody)
            {
                return;
            }

            TypeReference receiver = null;
            bool joinsThroughSpans = false;
            foreach (Instruction instruction in method.Body.Instructions)
            {
                CheckCode(instruction.OpCode, where);
                joinsThroughSpans |= CheckOperand(instruction.Operand, receiver, where);
                receiver = instruction.OpCode == OpCodes.Constrained ? (TypeReference)instruction.Operand : null;
            }

            // A pinned local causes pointers, so it is reported first.
            IEnumerable<TypeText> locals = method.Body.Variables.Select(local => Spelling.InSignature(local.VariableType)).Where(type => !joinsThroughSpans || !CompilerMade.IsJoiningSpan(type));
            foreach (TypeText local in locals.OrderByDescending(type => type.Construct == Construct.Pinned))
            {
                _references.Check(local, where);
            }

            foreach (ExceptionHandler handler in method.Body.ExceptionHandlers.Where(handler => handler.CatchType != null))
            {
                _references.Check(Spelling.Type(handler.CatchType), where);
            }
        }

        public void CheckString(string text, string where)
        {
            if (text.Contains('\0', StringComparison.Ordinal))
            {
                _findings.Add(Rule.NulInString, where, $"\"{text.Replace("\0", "\\0", StringComparison.Ordinal)}\"", "a string of nanoFramework's ends at its first NUL");
            }
        }

        private void CheckCode(OpCode code, string where)
        {
            if (code == OpCodes.Localloc)
            {
                _findings.Add(Rule.Stackalloc, where, "stackalloc", "the interpreter crashes at it");
            }
            else if (code == OpCodes.Calli)
            {
                _findings.Add(Rule.Pointer, where, "a function pointer", "the interpreter has none");
            }
            else if (s_checked.Contains(code))
            {
                _findings.Add(Rule.Checked, where, "checked", $"{code} does not check on the interpreter, the result silently wraps");
            }
            else if (s_unsupported.Contains(code))
            {
                _findings.Add(Rule.Instruction, where, code.Name, "the interpreter stops at this instruction");
            }
        }

        /// <summary>Checks the operand of an instruction. Returns whether the instruction belongs to the compiler's concatenation of a string and a char.</summary>
        private bool CheckOperand(object operand, TypeReference receiver, string where)
        {
            switch (operand)
            {
                case string text:
                    CheckString(text, where);
                    break;
                case TypeReference type:
                    _references.Check(Spelling.Type(type), where);
                    break;
                case FieldReference field:
                    _references.Check(Spelling.Member(field), where);
                    break;
                case MethodReference method:
                    Member member = Spelling.Member(method);
                    if (CompilerMade.IsJoin(member))
                    {
                        return true;
                    }

                    _references.Check(member, where);
                    if (receiver != null && member.Key == "System.Object::ToString() : string" && IsEnum(receiver))
                    {
                        _findings.Add(Rule.EnumName, where, Spelling.Name(receiver) + "::ToString()", "nanoFramework gives the number, not the name");
                    }

                    break;
            }

            return false;
        }

        private bool IsEnum(TypeReference type)
        {
            return type is TypeDefinition own ? own.IsEnum : _platform.List.Find(Spelling.Name(type))?.Traits.Contains(Trait.Enum) == true;
        }
    }
}
