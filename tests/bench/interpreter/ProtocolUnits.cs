using System;
using Nano.Web.Http;
using Nano.Web.Text;
using Nano.Web.WebSockets;

namespace Nano.Bench
{
    internal sealed class ParseUnit : Unit
    {
        private readonly RequestParser _parser;
        private readonly int _count;

        public ParseUnit(string name, byte[] request)
            : base(name, 20)
        {
            byte[] buffer = new byte[1280];
            Array.Copy(request, buffer, request.Length);
            _count = request.Length;
            _parser = new RequestParser(buffer, 512, 1216, 32);
        }

        public override void Run()
        {
            _parser.Reset();
            if (_parser.Parse(_count) != ParseResult.Complete)
            {
                throw new InvalidOperationException(Name);
            }
        }
    }

    internal sealed class AcceptKeyUnit : Unit
    {
        private readonly byte[] _key = System.Text.Encoding.UTF8.GetBytes("dGhlIHNhbXBsZSBub25jZQ==");
        private readonly byte[] _value = new byte[AcceptKey.Size];

        public AcceptKeyUnit()
            : base("accept key", 20)
        {
        }

        public override void Run()
        {
            AcceptKey.Compute(_key, 0, _value, 0);
        }

        public override void Surround()
        {
            Nothing(_key, 0, _value, 0);
        }

        private static void Nothing(byte[] key, int offset, byte[] destination, int at)
        {
        }
    }

    internal sealed class PayloadUnit : Unit
    {
        private const int Count = 4096;

        private readonly FrameReader _reader = new FrameReader(true);
        private readonly Utf8Validator _utf8 = new Utf8Validator();
        private readonly byte[] _frame;
        private readonly bool _isText;

        public PayloadUnit(string name, bool isText)
            : base(name, 4)
        {
            // What is unmasked in place is unmasked again in the next round, so that text stays ASCII.
            _frame = Frames.Make(isText ? 0x81 : 0x82, Count, 0x01020304);
            _isText = isText;
        }

        public override int Parts => Count;

        public override void Run()
        {
            int at = _reader.ReadHeader(_frame, 0, _frame.Length);
            if (!_isText)
            {
                _reader.ReadPayload(_frame, at, Count);
            }
            else if (!_reader.ReadText(_frame, at, Count, _utf8))
            {
                throw new InvalidOperationException(Name);
            }

            _reader.EndFrame();
        }

        public override void Surround()
        {
            _reader.ReadHeader(_frame, 0, _frame.Length);
            _reader.EndFrame();
        }
    }

    /// <summary>
    /// What the echo of a short text costs at least: its header, its payload unmasked and seen to be ASCII, the answer's header and one
    /// copy, for one frame that has arrived whole, with no connection, no loop, no other frame and no error thought of.
    /// </summary>
    internal sealed class LeastEchoUnit : Unit
    {
        private readonly byte[] _frame = Frames.Make(0x81, 32, 0x01020304);
        private readonly byte[] _answer = new byte[34];

        public LeastEchoUnit(string name)
            : base(name, 20)
        {
        }

        public override void Run()
        {
            byte[] frame = _frame;
            if (frame[0] != 0x81 || frame[1] != 0xA0)
            {
                throw new InvalidOperationException(Name);
            }

            ulong mask = (uint)(frame[2] | frame[3] << 8 | frame[4] << 16 | frame[5] << 24);
            mask |= mask << 32;
            for (int at = 6; at < 38; at += 8)
            {
                ulong eight = BitConverter.ToUInt64(frame, at) ^ mask;
                if ((eight & 0x8080808080808080) != 0)
                {
                    throw new InvalidOperationException(Name);
                }

                frame[at] = (byte)eight;
                frame[at + 1] = (byte)(eight >> 8);
                frame[at + 2] = (byte)(eight >> 16);
                frame[at + 3] = (byte)(eight >> 24);
                frame[at + 4] = (byte)(eight >> 32);
                frame[at + 5] = (byte)(eight >> 40);
                frame[at + 6] = (byte)(eight >> 48);
                frame[at + 7] = (byte)(eight >> 56);
            }

            byte[] answer = _answer;
            answer[0] = 0x81;
            answer[1] = 32;
            Array.Copy(frame, 6, answer, 2, 32);
        }
    }

    /// <summary>Frames as a client sends them.</summary>
    internal static class Frames
    {
        /// <summary>A masked frame of letters.</summary>
        public static byte[] Make(int first, int count, uint key)
        {
            byte[] payload = new byte[count];
            for (int i = 0; i < count; i++)
            {
                payload[i] = (byte)('a' + i % 26);
            }

            return Make(first, payload, key);
        }

        /// <summary>A masked frame.</summary>
        public static byte[] Make(int first, byte[] payload, uint key)
        {
            int count = payload.Length;
            int size = count < 126 ? 0 : 2;
            byte[] frame = new byte[6 + size + count];
            frame[0] = (byte)first;
            frame[1] = (byte)(0x80 | (size == 0 ? count : 126));
            if (size != 0)
            {
                frame[2] = (byte)(count >> 8);
                frame[3] = (byte)count;
            }

            for (int i = 0; i < 4; i++)
            {
                frame[2 + size + i] = (byte)(key >> (24 - 8 * i));
            }

            for (int i = 0; i < count; i++)
            {
                frame[6 + size + i] = (byte)(payload[i] ^ (byte)(key >> (24 - 8 * (i & 3))));
            }

            return frame;
        }
    }
}
