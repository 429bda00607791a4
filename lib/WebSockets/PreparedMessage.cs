using Nano.Web.Text;

namespace Nano.Web.WebSockets
{
    /// <summary>A message encoded once as a frame, to be sent on many connections with <see cref="WebSocket.TrySend"/>.</summary>
    public sealed class PreparedMessage
    {
        private readonly ByteWriter _output;
        private readonly FrameWriter _writer;

        // The frame's place, as it is sent to one connection after another.
        internal readonly byte[] _buffer;
        internal int _offset;
        internal int _count;

        /// <summary>Makes an empty one.</summary>
        /// <param name="capacity">The longest payload in bytes, up to 65,535.</param>
        public PreparedMessage(int capacity)
        {
            _buffer = new byte[capacity + 4];
            _output = new ByteWriter(_buffer);
            _writer = new FrameWriter(_output, true);
        }

        /// <summary>Holds the frame.</summary>
        public byte[] Buffer => _buffer;

        /// <summary>Where the frame begins.</summary>
        public int Offset => _offset;

        /// <summary>The frame's length; 0 when there is none.</summary>
        public int Count => _count;

        /// <summary>Begins a new message in place of the old; write its payload to the writer returned.</summary>
        public ByteWriter Begin()
        {
            _output.Clear();
            _count = 0;
            return _writer.Begin();
        }

        /// <summary>Ends the message.</summary>
        /// <returns>False, and there is none, when it did not fit.</returns>
        public bool End(MessageType type)
        {
            if (!_writer.End((OpCode)type, true))
            {
                return false;
            }

            _offset = _output._start;
            _count = _output._end - _offset;
            return true;
        }
    }
}
