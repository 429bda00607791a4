using System;
using Nano.Tests.Fuzz.Engine;
using Nano.Tests.Host.Http.Differential;

namespace Nano.Tests.Fuzz.Targets
{
    /// <summary>Creates frames of a client (RFC 6455 section 5.2).</summary>
    internal static class FrameMaker
    {
        private static readonly string[] s_texts = { "", "a", "hello", "K\xC3\xA4se", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "{\"id\":1}" };

        /// <summary>Adds a frame.</summary>
        public static void Add(Chance chance, Input into, int opCode, bool isFinal, ReadOnlySpan<byte> payload)
        {
            int reserved = chance.OneIn(60) ? chance.Next(8) << 4 : 0;
            into.Add((isFinal ? 0x80 : 0) | reserved | opCode);
            int mask = chance.OneIn(60) ? 0 : 0x80;
            bool isLonger = chance.OneIn(80);
            if (payload.Length < 126 && !isLonger)
            {
                into.Add(mask | payload.Length);
            }
            else if (!chance.OneIn(80))
            {
                into.Add(mask | 126).Add(payload.Length >> 8).Add(payload.Length);
            }
            else
            {
                into.Add(mask | 127).Add(chance.OneIn(4) ? 0x80 : 0).Add("\0\0\0\0\0").Add(payload.Length >> 8).Add(payload.Length);
            }

            Span<byte> key = stackalloc byte[4];
            for (int i = 0; i < 4 && mask != 0; i++)
            {
                key[i] = (byte)(chance.OneIn(4) ? 0 : chance.Next(256));
                into.Add(key[i]);
            }

            for (int i = 0; i < payload.Length; i++)
            {
                into.Add(payload[i] ^ key[i & 3]);
            }
        }

        /// <summary>Adds a sequence of fragmented messages with control frames between them, sometimes with a Close.</summary>
        public static void AddConversation(Chance chance, Input into)
        {
            Input payload = new Input();
            for (int messages = chance.Next(4); messages > 0; messages--)
            {
                bool isText = chance.OneIn(2);
                int frames = chance.OneIn(2) ? 1 : 1 + chance.Next(4);
                byte[] carry = Array.Empty<byte>();
                for (int i = 0; i < frames; i++)
                {
                    payload.Clear().Add(carry);
                    for (int parts = chance.Next(4); parts > 0; parts--)
                    {
                        payload.Add(isText ? chance.Pick(s_texts) : chance.Text("\0\x7F\x80\xFFxyz", chance.Next(chance.OneIn(12) ? 200 : 12)));
                    }

                    // A fragment may end within a character.
                    int keep = i < frames - 1 && payload.Count > 0 && chance.OneIn(3) ? chance.Next(Math.Min(4, payload.Count)) : 0;
                    carry = payload.Span[^keep..].ToArray();
                    Add(chance, into, i > 0 ? 0 : isText ? 1 : 2, i == frames - 1, payload.Span[..^keep]);
                    if (chance.OneIn(4))
                    {
                        Add(chance, into, chance.OneIn(4) ? 10 : 9, true, payload.Clear().Add(chance.Text("ping\xFF", chance.Next(chance.OneIn(9) ? 126 : 8))).Span);
                    }
                }
            }

            if (chance.OneIn(2))
            {
                payload.Clear();
                if (!chance.OneIn(3))
                {
                    int status = chance.OneIn(3) ? chance.Next(5200) : chance.OneIn(2) ? 1000 + chance.Next(16) : 3000 + chance.Next(2000);
                    payload.Add(status >> 8).Add(status).Add(chance.Pick(s_texts));
                }

                Add(chance, into, 8, true, payload.Span);
            }
        }
    }
}
