using System;
using System.Buffers.Binary;
using System.Linq;

namespace Nano.Tests.Host.Conformance
{
    /// <summary>Frames as no well-behaved client sends them; <see cref="Support.Frames"/> has the others.</summary>
    internal static class ClientFrame
    {
        public const int Continuation = 0;
        public const int Text = 1;
        public const int Binary = 2;
        public const int Close = 8;
        public const int Ping = 9;
        public const int Pong = 10;
        public const int Final = 0x80;

        private const uint DefaultKey = 0x37FA213D;

        /// <summary>A header with its masking key.</summary>
        /// <param name="first">The first byte: FIN, RSV and opcode.</param>
        /// <param name="form">The bits of the length: 7, 16 or 64.</param>
        /// <param name="length">The value of the length field.</param>
        /// <param name="key">The masking key.</param>
        public static byte[] Header(int first, int form, ulong length, uint key = DefaultKey)
        {
            byte[] header = Unmasked(first, form, length);
            header[1] |= 0x80;
            byte[] masking = new byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(masking, key);
            return Join(header, masking);
        }

        /// <summary>A header without the mask bit and a key.</summary>
        public static byte[] Unmasked(int first, int form, ulong length)
        {
            byte[] header = new byte[2 + (form / 16 * 2)];
            header[0] = (byte)first;
            header[1] = (byte)(form == 7 ? length : form == 16 ? 126UL : 127UL);
            for (int i = 2; i < header.Length; i++)
            {
                header[i] = (byte)(length >> (8 * (header.Length - 1 - i)));
            }

            return header;
        }

        /// <summary>A frame with any first byte and any key.</summary>
        public static byte[] Of(int first, byte[] payload, uint key = DefaultKey)
        {
            int form = payload.Length < 126 ? 7 : payload.Length < 65536 ? 16 : 64;
            return Join(Header(first, form, (ulong)payload.Length, key), Masked(payload, key));
        }

        /// <summary>A payload as it is sent; <paramref name="from"/> is where in its frame it begins.</summary>
        public static byte[] Masked(byte[] payload, uint key = DefaultKey, int from = 0)
        {
            byte[] masked = new byte[payload.Length];
            for (int i = 0; i < payload.Length; i++)
            {
                masked[i] = (byte)(payload[i] ^ (key >> (24 - (8 * ((from + i) & 3)))));
            }

            return masked;
        }

        public static byte[] Join(params byte[][] parts)
        {
            return parts.SelectMany(part => part).ToArray();
        }
    }
}
