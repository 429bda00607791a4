using Nano.Web.Text;

namespace Nano.Tests.Support
{
    /// <summary>The client's end of a connection over a <see cref="MemoryTransport"/>.</summary>
    public sealed class MemoryClient
    {
        internal readonly ByteWriter _toServer;
        internal readonly ByteWriter _toClient;
        internal MemoryTransportStream _stream;
        internal bool _finished;
        internal readonly int _address;
        internal bool _reset;

        internal MemoryClient(int capacity, int address)
        {
            _address = address;
            _toServer = new ByteWriter(new byte[capacity]);
            _toClient = new ByteWriter(new byte[capacity]);
        }

        internal void Begin()
        {
            _toServer.Clear();
            _toClient.Clear();
            _finished = false;
            _reset = false;
            IsClosed = false;
        }

        /// <summary>Whether the server has ended the connection. What it had sent can still be read.</summary>
        public bool IsClosed { get; internal set; }

        /// <summary>How many bytes can be read.</summary>
        public int Available => _toClient.Count;

        /// <summary>How many bytes can be sent.</summary>
        public int Free => _toServer.Free;

        /// <summary>Sends bytes.</summary>
        /// <returns>How many were taken.</returns>
        public int Send(byte[] buffer, int offset, int count)
        {
            Tell();
            return MemoryTransportStream.Write(_toServer, buffer, offset, count);
        }

        /// <summary>Takes bytes the server has sent.</summary>
        /// <returns>How many; 0 when there are none.</returns>
        public int Receive(byte[] buffer, int offset, int count)
        {
            return MemoryTransportStream.Read(_toClient, buffer, offset, count);
        }

        /// <summary>Sends no more (FIN); the server's bytes can still be read.</summary>
        public void Finish()
        {
            _finished = true;
            Tell();
        }

        /// <summary>Breaks the connection (RST).</summary>
        public void Reset()
        {
            _reset = true;
            Tell();
        }

        /// <summary>There is something to read at the other end, if it is there already.</summary>
        private void Tell()
        {
            if (_stream != null)
            {
                _stream.Tell();
            }
        }
    }
}
