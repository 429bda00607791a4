using System;
using Nano.Tests.Fuzz.Engine;
using Nano.Tests.Host.Http.Differential;

namespace Nano.Tests.Fuzz.Targets
{
    /// <summary>Creates items of RFC 8949, whose heads are not always the shortest.</summary>
    internal static class CborMaker
    {
        public static void Add(Chance chance, Input into, int depth = 0)
        {
            switch (chance.Next(depth > 9 ? 5 : 8))
            {
                case 0: into.Add(0xF4 + chance.Next(chance.OneIn(9) ? 4 : 3)); break;
                case 1:
                    into.Add(chance.Pick("\xF9\x3C\x00", "\xFA\x3F\x80\0\0", "\xFB\x3F\xF0\0\0\0\0\0\0"));
                    break;
                case 2:
                case 3: Head(chance, into, chance.Next(2), chance.OneIn(6) ? chance.Pick("0", "9223372036854775807", "4294967296", "-1", "-9223372036854775808") : chance.Next(70000).ToString()); break;
                case 4: AddText(chance, into); break;
                case 5: AddItems(chance, into, 4, depth); break;
                default: AddItems(chance, into, 5, depth); break;
            }
        }

        public static void AddText(Chance chance, Input into)
        {
            string text = chance.OneIn(2) ? chance.Pick("id", "cmd", "channel", "value", "ms", "channels", "led", "relay", "set") : chance.Pick("", "a", "\xC3\xA4", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "a longer one that has a length of its own");
            Head(chance, into, 3, text.Length.ToString());
            into.Add(text);
        }

        private static void AddItems(Chance chance, Input into, int majorType, int depth)
        {
            int count = chance.Next(4);
            bool isOpen = chance.OneIn(4);
            if (isOpen)
            {
                into.Add(majorType << 5 | 31);
            }
            else
            {
                Head(chance, into, majorType, count.ToString());
            }

            for (int i = 0; i < count; i++)
            {
                if (majorType == 5)
                {
                    AddText(chance, into);
                }

                Add(chance, into, depth + 1);
            }

            if (isOpen)
            {
                into.Add(0xFF);
            }
        }

        public static void Head(Chance chance, Input into, int majorType, string argument)
        {
            long value = long.Parse(argument);
            int size = value < 0 || value > uint.MaxValue ? 8 : value > 65535 ? 4 : value > 255 ? 2 : value > 23 ? 1 : 0;
            while (size < 8 && chance.OneIn(16))
            {
                size = size == 0 ? 1 : size * 2;
            }

            into.Add(majorType << 5 | (size == 0 ? (int)value : size == 1 ? 24 : size == 2 ? 25 : size == 4 ? 26 : 27));
            for (int shift = (size - 1) * 8; shift >= 0; shift -= 8)
            {
                into.Add((int)(value >> shift & 0xFF));
            }
        }
    }
}
