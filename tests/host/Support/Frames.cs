using System;
using System.Text;

namespace Nano.Tests.Host.Support
{
    /// <summary>Frames as a client sends them, made from the RFC and not with the library.</summary>
    internal static class Frames
    {
        private static readonly byte[] s_key = { 0x37, 0xFA, 0x21, 0x3D };

        public static byte[] Text(string text)
        {
            return Masked(1, Encoding.UTF8.GetBytes(text));
        }

        public static byte[] Close(int status)
        {
            return Masked(8, new[] { (byte)(status >> 8), (byte)status });
        }

        public static byte[] Masked(int opCode, byte[] payload, bool isFinal = true)
        {
            int extended = payload.Length < 126 ? 0 : payload.Length < 65536 ? 2 : 8;
            byte[] frame = new byte[6 + extended + payload.Length];
            frame[0] = (byte)((isFinal ? 0x80 : 0) | opCode);
            frame[1] = (byte)(0x80 | (extended == 0 ? payload.Length : extended == 2 ? 126 : 127));
            for (int i = 0; i < extended; i++)
            {
                frame[2 + i] = (byte)((long)payload.Length >> (8 * (extended - 1 - i)));
            }

            s_key.CopyTo(frame, 2 + extended);
            for (int i = 0; i < payload.Length; i++)
            {
                frame[6 + extended + i] = (byte)(payload[i] ^ s_key[i & 3]);
            }

            return frame;
        }
    }
}
