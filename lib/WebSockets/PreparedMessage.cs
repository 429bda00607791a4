using System;
using Nano.Web.Text;

namespace Nano.Web.WebSockets
{
    /// <summary>A message encoded once as a frame, to be sent on many connections with <see cref="WebSocket.TrySend"/>.</summary>
    public sealed class PreparedMessage
    {
        // A frame's header is two bytes or four; the payload has its place behind the longer.
        private const int Header = 4;

        private readonly ByteWriter _output;

        // The frame's place, as it is sent to one connection after another.
        internal readonly byte[] _buffer;
        internal int _offset;
        internal int _count;

        /// <summary>Makes an empty one.</summary>
        /// <param name="capacity">The longest payload in bytes, 0 to 65,535. A connection takes at most its send buffer less 389 bytes: a longer message is always dropped.</param>
        /// <exception cref="ArgumentException">The capacity is out of its range.</exception>
        public PreparedMessage(int capacity)
        {
            if (capacity < 0 || capacity > 65535)
            {
                throw new ArgumentException("A prepared message has 0 to 65535 bytes, not " + capacity.ToString() + ".");
            }

            _buffer = new byte[Header + capacity];
            _output = new ByteWriter(_buffer);
            _output.Reserve(Header);
        }

        /// <summary>Holds the frame.</summary>
        public byte[] Buffer => _buffer;

        /// <summary>Where the frame begins.</summary>
        public int Offset => _offset;

        /// <summary>The frame's length; 0 when there is none.</summary>
        public int Count => _count;

        /// <summary>Begins a new message in place of the old; write its payload to the writer returned.</summary>
        /// <returns>The writer for the payload.</returns>
        public ByteWriter Begin()
        {
            _count = 0;
            ByteWriter output = _output;
            output._start = Header;
            output._end = Header;
            output._overflowed = false;
            return output;
        }

        /// <summary>Ends the message.</summary>
        /// <param name="type">Text, which must be UTF-8, or binary.</param>
        /// <returns>False, and there is none, when it did not fit.</returns>
        public bool End(MessageType type)
        {
            ByteWriter output = _output;
            int count = output._end - Header;
            if (output._overflowed || count > 65535)
            {
                return false;
            }

            // Whole, not masked (RFC 6455 section 5.2).
            byte[] buffer = _buffer;
            int offset = 0;
            if (count < 126)
            {
                offset = 2;
                buffer[3] = (byte)count;
            }
            else
            {
                buffer[1] = 126;
                buffer[2] = (byte)(count >> 8);
                buffer[3] = (byte)count;
            }

            buffer[offset] = (byte)((int)type | 0x80);
            _offset = offset;
            _count = Header - offset + count;
            return true;
        }
    }
}
