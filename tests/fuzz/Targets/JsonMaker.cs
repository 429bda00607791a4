using System;
using System.Globalization;
using Nano.Tests.Fuzz.Engine;
using Nano.Tests.Host.Http.Differential;

namespace Nano.Tests.Fuzz.Targets
{
    /// <summary>Creates texts of RFC 8259 in all notations.</summary>
    internal static class JsonMaker
    {
        /// <summary>Removes a byte order mark, which JsonReader skips and other implementations refuse.</summary>
        public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> text)
        {
            return text.StartsWith("\uFEFF"u8) ? text[3..] : text;
        }

        public static void Add(Chance chance, Input into, int depth = 0)
        {
            Space(chance, into);
            switch (chance.Next(depth > 9 ? 4 : 7))
            {
                case 0: into.Add(chance.Pick("true", "false", "null")); break;
                case 1:
                case 2: into.Add(Number(chance)); break;
                case 3: AddString(chance, into); break;
                case 4:
                    into.Add("[");
                    for (int i = chance.Next(4); i > 0; i--)
                    {
                        Add(chance, into, depth + 1);
                        into.Add(i > 1 ? "," : "");
                    }

                    Space(chance, into);
                    into.Add("]");
                    break;
                default:
                    into.Add("{");
                    for (int i = chance.Next(5); i > 0; i--)
                    {
                        Space(chance, into);
                        AddString(chance, into);
                        Space(chance, into);
                        into.Add(":");
                        Add(chance, into, depth + 1);
                        into.Add(i > 1 ? "," : "");
                    }

                    Space(chance, into);
                    into.Add("}");
                    break;
            }

            Space(chance, into);
        }

        public static void Space(Chance chance, Input into)
        {
            while (chance.OneIn(8))
            {
                into.Add(chance.Pick(" ", "\t", "\r", "\n", "   "));
            }
        }

        public static string Number(Chance chance)
        {
            switch (chance.Next(6))
            {
                case 0: return chance.Pick("0", "-0", "9223372036854775807", "-9223372036854775808", "9223372036854775808", "-9223372036854775809", "9007199254740991", "9007199254740992", "18446744073709551616");
                case 1: return (chance.OneIn(2) ? "-" : "") + chance.Next(1000) + "." + chance.Text("0123456789", 1 + chance.Next(5));
                case 2: return (chance.OneIn(2) ? "-" : "") + chance.Next(10) + (chance.OneIn(3) ? ".5" : "") + chance.Pick("e", "E") + chance.Pick("", "+", "-") + chance.Text("0123456789", 1 + chance.Next(3));
                case 3: return "1" + chance.Text("0123456789", chance.Next(24));
                default: return (chance.Next(300) - 50).ToString(CultureInfo.InvariantCulture);
            }
        }

        public static void AddString(Chance chance, Input into)
        {
            into.Add("\"");
            if (chance.OneIn(3))
            {
                into.Add(chance.Pick("id", "cmd", "channel", "value", "ms", "channels"));
            }
            else
            {
                for (int i = chance.Next(6); i > 0; i--)
                {
                    switch (chance.Next(6))
                    {
                        case 0: into.Add("\\").Add(chance.Pick("\"", "\\", "/", "b", "f", "n", "r", "t")); break;
                        case 1: into.Add("\\u").Add((0x20 + chance.Next(0xD7E0)).ToString(chance.OneIn(2) ? "X4" : "x4", CultureInfo.InvariantCulture)); break;
                        case 2: into.Add("\\u" + (0xD800 + chance.Next(0x400)).ToString("X4", CultureInfo.InvariantCulture) + "\\u" + (0xDC00 + chance.Next(0x400)).ToString("X4", CultureInfo.InvariantCulture)); break;
                        case 3: into.Add(chance.Pick("\xC3\xA4", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "\x7F", "\xED\x9F\xBF")); break;
                        default: into.Add(chance.Text("abcdef {}[]:,0", 1 + chance.Next(5))); break;
                    }
                }
            }

            into.Add("\"");
        }
    }
}
