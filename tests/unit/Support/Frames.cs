using System;
using Nano.Web.WebSockets;

namespace Nano.Tests.Unit.Support
{
    /// <summary>Frames as a client sends them, and a server's frames in words; written apart from the library's own reader and writer.</summary>
    internal static class Frames
    {
        /// <summary>The key that clients mask with here.</summary>
        public const uint Key = 0x37FA213D;

        /// <summary>A frame of a client.</summary>
        /// <param name="first">Its first byte: FIN, reserved bits and opcode.</param>
        /// <param name="payload">What it carries.</param>
        public static byte[] Make(int first, byte[] payload)
        {
            int length = payload.Length;
            int size = length < 126 ? 0 : length < 65536 ? 2 : 8;
            byte[] frame = new byte[2 + size + 4 + length];
            frame[0] = (byte)first;
            frame[1] = (byte)(0x80 | (size == 0 ? length : size == 2 ? 126 : 127));
            for (int i = 0; i < size; i++)
            {
                frame[2 + i] = (byte)((long)length >> (8 * (size - 1 - i)));
            }

            for (int i = 0; i < 4; i++)
            {
                frame[2 + size + i] = KeyByte(i);
            }

            for (int i = 0; i < length; i++)
            {
                frame[6 + size + i] = (byte)(payload[i] ^ KeyByte(i));
            }

            return frame;
        }

        /// <summary>A whole text message.</summary>
        public static byte[] Text(string text)
        {
            return Make(0x81, Bytes.Of(text));
        }

        /// <summary>A whole binary message.</summary>
        public static byte[] Binary(byte[] payload)
        {
            return Make(0x82, payload);
        }

        /// <summary>The first of several fragments of a text message.</summary>
        public static byte[] FirstOfText(string text)
        {
            return Make(0x01, Bytes.Of(text));
        }

        /// <summary>A fragment that is neither the first nor the last.</summary>
        public static byte[] Middle(string text)
        {
            return Make(0x00, Bytes.Of(text));
        }

        /// <summary>The last of several fragments.</summary>
        public static byte[] Last(string text)
        {
            return Make(0x80, Bytes.Of(text));
        }

        /// <summary>A ping.</summary>
        public static byte[] Ping(string text)
        {
            return Make(0x89, Bytes.Of(text));
        }

        /// <summary>A pong.</summary>
        public static byte[] Pong(string text)
        {
            return Make(0x8A, Bytes.Of(text));
        }

        /// <summary>A close with a status and a reason.</summary>
        public static byte[] Close(int status, string reason)
        {
            return Make(0x88, Bytes.Join(new byte[] { (byte)(status >> 8), (byte)status }, Bytes.Of(reason)));
        }

        /// <summary>A close without a status.</summary>
        public static byte[] Close()
        {
            return Make(0x88, new byte[0]);
        }

        /// <summary>A server's frames in words: <c>text(Hello) text+(Hel) cont(lo) binary(00ff) close(1000 bye) ping() pong()</c>; a plus means more fragments follow.</summary>
        public static string Describe(byte[] buffer, int offset, int end)
        {
            string words = "";
            while (offset < end)
            {
                if (end - offset < 2 || (buffer[offset + 1] & 0x80) != 0 || (buffer[offset] & 0x70) != 0)
                {
                    return words + " garbage:" + Bytes.ToHex(buffer, offset, end - offset);
                }

                int first = buffer[offset];
                int length = buffer[offset + 1];
                offset += 2;
                int size = length == 127 ? 8 : length == 126 ? 2 : 0;
                if (size > 0)
                {
                    length = 0;
                    for (int i = 0; i < size; i++)
                    {
                        length = length << 8 | buffer[offset++];
                    }
                }

                if (end - offset < length)
                {
                    return words + " cut";
                }

                words += (words.Length > 0 ? " " : "") + Name(first & 15) + ((first & 0x80) == 0 ? "+" : "") + "(" + Payload(first & 15, buffer, offset, length) + ")";
                offset += length;
            }

            return words;
        }

        private static string Name(int opCode)
        {
            switch ((OpCode)opCode)
            {
                case OpCode.Continuation: return "cont";
                case OpCode.Text: return "text";
                case OpCode.Binary: return "binary";
                case OpCode.Close: return "close";
                case OpCode.Ping: return "ping";
                case OpCode.Pong: return "pong";
                default: return "reserved";
            }
        }

        private static string Payload(int opCode, byte[] buffer, int offset, int length)
        {
            if ((OpCode)opCode == OpCode.Binary)
            {
                return Bytes.ToHex(buffer, offset, length);
            }

            if ((OpCode)opCode == OpCode.Close && length >= 2)
            {
                string reason = Bytes.Text(buffer, offset + 2, length - 2);
                return (buffer[offset] << 8 | buffer[offset + 1]) + (reason.Length > 0 ? " " + reason : "");
            }

            return Bytes.Text(buffer, offset, length);
        }

        private static byte KeyByte(int index)
        {
            return (byte)(Key >> (24 - 8 * (index & 3)));
        }
    }
}
