using Nano.Web.Text;

namespace Nano.Web.WebSockets
{
    /// <summary>
    /// Reads a client's frames (RFC 6455 section 5.2), which must be masked (section 5.1), from bytes that arrive in any pieces: first a frame's header, byte by byte if need
    /// be, then its payload, which is unmasked where it lies. Rules that a single frame can break are checked here, as soon as
    /// the byte that breaks them has arrived; those between frames are <see cref="WebSocket"/>'s.
    /// </summary>
    public sealed class FrameReader
    {
        /// <summary>The longest header: two bytes, a 64-bit length and a masking key.</summary>
        public const int MaximumHeader = 14;

        private int _size;
        private int _lengthEnd;

        // Turned to the next byte of the payload, which its lowest bits unmask.
        private uint _maskingKey;

        // Fields, because a WebSocket reads them for every frame and a property's call costs several times as much.
        internal long _remaining;

        // The header's first byte.
        internal int _first;
        internal readonly Unmasker _unmasker;
        internal int _filled;
        internal bool _hasHeader;
        internal string _error;

        /// <summary>Makes a reader.</summary>
        public FrameReader()
            : this(new Unmasker())
        {
        }

        internal FrameReader(Unmasker unmasker)
        {
            _unmasker = unmasker;
            Reset();
        }

        /// <summary>Whether a header is complete and its payload is being read.</summary>
        public bool HasHeader => _hasHeader;

        /// <summary>Whether the frame is the last of its message.</summary>
        public bool IsFinal => (_first & 0x80) != 0;

        /// <summary>What the frame is.</summary>
        public OpCode OpCode => (OpCode)(_first & 0x0F);

        /// <summary>Whether the frame is a Close, Ping or Pong.</summary>
        public bool IsControl => (_first & 8) != 0;

        /// <summary>How many bytes of the payload have not been read.</summary>
        public long Remaining => _remaining;

        /// <summary>What is wrong with the header, in words for the peer; null when nothing is.</summary>
        public string Error => _error;

        /// <summary>Forgets everything: the next byte begins a frame.</summary>
        public void Reset()
        {
            _error = null;
            EndFrame();
        }

        /// <summary>Goes on to the next frame, when all of this one's payload has been read.</summary>
        public void EndFrame()
        {
            _hasHeader = false;
            _filled = 0;
            _size = 2;
        }

        /// <summary>Reads on in a header, until <see cref="HasHeader"/> or <see cref="Error"/> or the end of the bytes.</summary>
        /// <param name="buffer">The bytes.</param>
        /// <param name="offset">Where the first lies that has not been read.</param>
        /// <param name="end">Where they end.</param>
        /// <returns>Where to go on.</returns>
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
        /// <param name="offset">Where they lie.</param>
        /// <param name="count">How many; at most <see cref="Remaining"/>.</param>
        /// <returns>Whether all of them have been seen to be ASCII; under a key of zeros they are not looked at.</returns>
        public bool ReadPayload(byte[] buffer, int offset, int count)
        {
            uint key = TakeKey(count);
            return key != 0 && _unmasker.Unmask(buffer, offset, count, key);
        }

        /// <summary>Unmasks the next bytes of a text's payload in place, and validates them.</summary>
        /// <param name="buffer">Holds the bytes.</param>
        /// <param name="offset">Where they begin.</param>
        /// <param name="count">How many there are.</param>
        /// <param name="utf8">Validates the text.</param>
        /// <returns>False when they are not UTF-8, given what came before.</returns>
        public bool ReadText(byte[] buffer, int offset, int count, Utf8Validator utf8)
        {
            bool isAscii = ReadPayload(buffer, offset, count);
            return (isAscii && utf8._pending == 0) || utf8.Validate(buffer, offset, count);
        }

        /// <summary>The masking key turned to the next byte; counts <paramref name="count"/> bytes as read.</summary>
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

        /// <summary>Checks an extended length: the shortest form must be used, and its highest bit is 0 (section 5.2).</summary>
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
