using System;
using Nano.Web.Text;

namespace Nano.Web.WebSockets
{
    /// <summary>A message that is encoded once as a frame and sent on many connections with <see cref="WebSocket.TrySend"/>.</summary>
    public sealed class PreparedMessage
    {
        // The space for the header, which has two or four bytes. The payload always begins after four.
        private const int Header = 4;

        private readonly ByteWriter _output;

        // Buffer, first byte and length of the frame.
        internal readonly byte[] _buffer;
        internal int _offset;
        internal int _count;

        /// <summary>Creates an empty message.</summary>
        /// <param name="capacity">The greatest length of the payload in bytes, up to 65,535.</param>
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

        /// <summary>The buffer that holds the frame.</summary>
        public byte[] Buffer => _buffer;

        /// <summary>Index of the frame's first byte.</summary>
        public int Offset => _offset;

        /// <summary>Length of the frame in bytes; 0 when there is no message.</summary>
        public int Count => _count;

        /// <summary>Begins a new message and discards the previous one.</summary>
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

        /// <summary>Ends the message: writes the header before the payload.</summary>
        /// <param name="type">Text or binary.</param>
        /// <returns>False when the payload did not fit; there is then no message.</returns>
        public bool End(MessageType type)
        {
            ByteWriter output = _output;
            int count = output._end - Header;
            if (output._overflowed || count > 65535)
            {
                return false;
            }

            // A server's frame is not masked, and FIN is set: the frame is the whole message (RFC 6455 sections 5.1 and 5.2).
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
