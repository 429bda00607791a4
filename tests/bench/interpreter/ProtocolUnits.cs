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
            _parser = new RequestParser(buffer, new HttpService(new HttpOptions()));
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
        private const int Count = 4080;

        private readonly FrameReader _reader = new FrameReader();
        private readonly Utf8Validator _utf8 = new Utf8Validator();
        private readonly byte[] _frame;
        private readonly bool _isText;

        /// <param name="text">
        /// The bytes to repeat; none for binary. The payload is unmasked in place and unmasked again in the next round, so it must be valid UTF-8 both
        /// masked and unmasked.
        /// </param>
        public PayloadUnit(string name, params byte[] text)
            : base(name, 4)
        {
            byte[] payload = new byte[Count];
            for (int i = 0; i < Count; i++)
            {
                payload[i] = text.Length == 0 ? (byte)i : text[i % text.Length];
            }

            _isText = text.Length > 0;
            _frame = Frames.Make(_isText ? 0x81 : 0x82, payload, 0x01010101);
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
    /// The least cost of an echo of a short text: reading the header, unmasking the payload and checking that it is ASCII, writing the header of the
    /// answer and one copy. It handles one complete frame at a fixed place, without a connection, a loop, other frames or errors.
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

            uint key = BitConverter.ToUInt32(frame, 2);
            ulong mask = key | (ulong)key << 32;
            ulong one = BitConverter.ToUInt64(frame, 6) ^ mask;
            ulong two = BitConverter.ToUInt64(frame, 14) ^ mask;
            ulong three = BitConverter.ToUInt64(frame, 22) ^ mask;
            ulong four = BitConverter.ToUInt64(frame, 30) ^ mask;
            if (((one | two | three | four) & 0x8080808080808080) != 0)
            {
                throw new InvalidOperationException(Name);
            }

            frame[6] = (byte)one;
            frame[7] = (byte)(one >> 8);
            frame[8] = (byte)(one >> 16);
            frame[9] = (byte)(one >> 24);
            frame[10] = (byte)(one >> 32);
            frame[11] = (byte)(one >> 40);
            frame[12] = (byte)(one >> 48);
            frame[13] = (byte)(one >> 56);
            frame[14] = (byte)two;
            frame[15] = (byte)(two >> 8);
            frame[16] = (byte)(two >> 16);
            frame[17] = (byte)(two >> 24);
            frame[18] = (byte)(two >> 32);
            frame[19] = (byte)(two >> 40);
            frame[20] = (byte)(two >> 48);
            frame[21] = (byte)(two >> 56);
            frame[22] = (byte)three;
            frame[23] = (byte)(three >> 8);
            frame[24] = (byte)(three >> 16);
            frame[25] = (byte)(three >> 24);
            frame[26] = (byte)(three >> 32);
            frame[27] = (byte)(three >> 40);
            frame[28] = (byte)(three >> 48);
            frame[29] = (byte)(three >> 56);
            frame[30] = (byte)four;
            frame[31] = (byte)(four >> 8);
            frame[32] = (byte)(four >> 16);
            frame[33] = (byte)(four >> 24);
            frame[34] = (byte)(four >> 32);
            frame[35] = (byte)(four >> 40);
            frame[36] = (byte)(four >> 48);
            frame[37] = (byte)(four >> 56);

            byte[] answer = _answer;
            answer[0] = 0x81;
            answer[1] = 32;
            Array.Copy(frame, 6, answer, 2, 32);
        }
    }

    /// <summary>Frames of a client.</summary>
    internal static class Frames
    {
        /// <summary>Creates a masked frame of letters.</summary>
        public static byte[] Make(int first, int count, uint key)
        {
            byte[] payload = new byte[count];
            for (int i = 0; i < count; i++)
            {
                payload[i] = (byte)('a' + i % 26);
            }

            return Make(first, payload, key);
        }

        /// <summary>Creates a masked frame.</summary>
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
