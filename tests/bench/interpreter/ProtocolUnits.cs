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
