using Nano.Web.Text;

namespace Nano.Web.WebSockets
{
    /// <summary>
    /// Reads a client's frames (RFC 6455 section 5.2) from bytes that arrive in pieces of any size. It reads the header, if necessary byte by byte, and
    /// then the payload, which it unmasks in place. Client frames must be masked (section 5.1). It checks the rules for a single frame as soon as the
    /// violating byte arrives; <see cref="WebSocket"/> checks the rules between frames.
    /// </summary>
    public sealed class FrameReader
    {
        /// <summary>The size in bytes of the longest header: two bytes, a 64-bit length and a masking key.</summary>
        public const int MaximumHeader = 14;

        private int _size;
        private int _lengthEnd;

        // The masking key, rotated so that its lowest byte belongs to the next byte of the payload.
        private uint _maskingKey;

        // These are fields because a WebSocket reads them for each frame, and a property call costs several times as much on nanoFramework.
        internal long _remaining;

        // The first byte of the header: FIN, RSV1 to RSV3 and the opcode.
        internal int _first;
        internal readonly Unmasker _unmasker;
        internal int _filled;
        internal bool _hasHeader;
        internal string _error;

        /// <summary>Creates a reader.</summary>
        public FrameReader()
            : this(new Unmasker())
        {
        }

        internal FrameReader(Unmasker unmasker)
        {
            _unmasker = unmasker;
            Reset();
        }

        /// <summary>Whether the header is complete; the payload follows.</summary>
        public bool HasHeader => _hasHeader;

        /// <summary>Whether the frame is the last of its message (FIN).</summary>
        public bool IsFinal => (_first & 0x80) != 0;

        /// <summary>The opcode of the frame.</summary>
        public OpCode OpCode => (OpCode)(_first & 0x0F);

        /// <summary>Whether the frame is a Close, Ping or Pong.</summary>
        public bool IsControl => (_first & 8) != 0;

        /// <summary>Number of payload bytes that have not been read.</summary>
        public long Remaining => _remaining;

        /// <summary>The error in the header as a reason for the Close frame, or null when there is none.</summary>
        public string Error => _error;

        /// <summary>Discards the state: the next byte begins a frame.</summary>
        public void Reset()
        {
            _error = null;
            EndFrame();
        }

        /// <summary>Prepares for the next frame, after the whole payload has been read.</summary>
        public void EndFrame()
        {
            _hasHeader = false;
            _filled = 0;
            _size = 2;
        }

        /// <summary>Reads the next bytes of a header. It stops when <see cref="HasHeader"/> is true, <see cref="Error"/> is set, or all bytes are read.</summary>
        /// <param name="buffer">The bytes.</param>
        /// <param name="offset">Index of the first byte that has not been read.</param>
        /// <param name="end">Index after the last byte.</param>
        /// <returns>The index of the next byte to read.</returns>
        public int ReadHeader(byte[] buffer, int offset, int end)
        {
            int filled = _filled;
            while (offset < end && filled < _size && _error == null)
            {
                int b = buffer[offset++];
                filled++;
                if (filled > 2)
                {
                    if (filled > _lengthEnd)
                    {
                        _maskingKey = _maskingKey >> 8 | (uint)b << 24;
                    }
                    else
                    {
                        _remaining = _remaining << 8 | (uint)b;
                        if (filled == _lengthEnd)
                        {
                            _error = CheckLength();
                        }
                    }
                }
                else if (filled == 2)
                {
                    _error = ReadSecond(b);
                }
                else
                {
                    _error = ReadFirst(b);
                }
            }

            _filled = filled;
            _hasHeader = filled == _size && _error == null;
            return offset;
        }

        /// <summary>Unmasks the next bytes of the payload in place.</summary>
        /// <param name="buffer">The bytes.</param>
        /// <param name="offset">Index of the first byte.</param>
        /// <param name="count">Number of bytes, at most <see cref="Remaining"/>.</param>
        /// <returns>True when all of them are known to be ASCII. With a masking key of zeros the bytes are not examined and the result is false.</returns>
        public bool ReadPayload(byte[] buffer, int offset, int count)
        {
            uint key = TakeKey(count);
            return key != 0 && _unmasker.Unmask(buffer, offset, count, key);
        }

        /// <summary>Unmasks the next bytes of a text's payload in place and validates them.</summary>
        /// <param name="buffer">The bytes.</param>
        /// <param name="offset">Index of the first byte.</param>
        /// <param name="count">Number of bytes, at most <see cref="Remaining"/>.</param>
        /// <param name="utf8">The validator of the message.</param>
        /// <returns>False when they, together with the bytes before them, are not UTF-8.</returns>
        public bool ReadText(byte[] buffer, int offset, int count, Utf8Validator utf8)
        {
            bool isAscii = ReadPayload(buffer, offset, count);
            return (isAscii && utf8._pending == 0) || utf8.Validate(buffer, offset, count);
        }

        /// <summary>Returns the masking key for the next byte, and counts <paramref name="count"/> bytes as read.</summary>
        private uint TakeKey(int count)
        {
            uint key = _maskingKey;
            int turn = (count & 3) << 3;
            if (turn != 0)
            {
                _maskingKey = key >> turn | key << (32 - turn);
            }

            _remaining -= count;
            return key;
        }

        private string ReadFirst(int first)
        {
            if ((first & 0x70) != 0)
            {
                return "reserved bit set";
            }

            _first = first;
            switch (OpCode)
            {
                case OpCode.Continuation:
                case OpCode.Text:
                case OpCode.Binary:
                    return null;
                case OpCode.Close:
                case OpCode.Ping:
                case OpCode.Pong:
                    return IsFinal ? null : "fragmented control frame";
                default:
                    return "reserved opcode";
            }
        }

        private string ReadSecond(int second)
        {
            if (second < 0x80)
            {
                return "frame not masked";
            }

            int length = second & 0x7F;
            if (IsControl && length > 125)
            {
                return "control frame too long";
            }

            _lengthEnd = length < 126 ? 2 : length == 126 ? 4 : 10;
            _size = _lengthEnd + 4;
            _remaining = length < 126 ? length : 0;
            return null;
        }

        /// <summary>Checks an extended length: it must use the shortest form, and its highest bit must be 0 (RFC 6455 section 5.2).</summary>
        private string CheckLength()
        {
            if (_remaining < 0)
            {
                return "length over 63 bits";
            }

            return _remaining < (_lengthEnd == 4 ? 126 : 65536) ? "length not minimal" : null;
        }
    }
}
