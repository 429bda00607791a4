using Nano.Web.Text;

namespace Nano.Web.Server
{
    /// <summary>Connections within the program, for tests and measurements, and for boards without a network: no sockets, no threads, no time.</summary>
    public sealed class MemoryTransport : Transport
    {
        private readonly int _capacity;
        private readonly MemoryClient[] _waiting;
        private int _count;
        private bool _isOpen;

        /// <summary>Makes a transport.</summary>
        /// <param name="capacity">How many bytes are under way in each direction at most, as in a socket's buffers.</param>
        /// <param name="backlog">How many clients can wait to be accepted.</param>
        public MemoryTransport(int capacity, int backlog)
        {
            _capacity = capacity;
            _waiting = new MemoryClient[backlog];
        }

        /// <summary>Connects a client.</summary>
        /// <param name="address">Its IPv4 address, see <see cref="TransportStream.Address"/>; 0 for none.</param>
        /// <returns>The client's end, or null when too many wait or nobody listens.</returns>
        public MemoryClient Connect(int address = 0)
        {
            MemoryClient client = new MemoryClient(_capacity, address);
            return Connect(client) ? client : null;
        }

        /// <summary>Connects a client again whose last connection has ended.</summary>
        /// <returns>False when too many wait or nobody listens.</returns>
        public bool Connect(MemoryClient client)
        {
            if (!_isOpen || _count == _waiting.Length)
            {
                return false;
            }

            client.Begin();
            _waiting[_count++] = client;
            _isReadable = true;
            return true;
        }

        /// <inheritdoc/>
        public override TransportStream[] Open(int count)
        {
            _isOpen = true;
            TransportStream[] streams = new TransportStream[count];
            for (int i = 0; i < count; i++)
            {
                streams[i] = new MemoryTransportStream();
            }

            return streams;
        }

        /// <inheritdoc/>
        public override AcceptResult Accept(TransportStream stream)
        {
            if (_count == 0)
            {
                _isReadable = false;
                return AcceptResult.None;
            }

            ((MemoryTransportStream)stream).Begin(_waiting[0]);
            _count--;
            for (int i = 0; i < _count; i++)
            {
                _waiting[i] = _waiting[i + 1];
            }

            return AcceptResult.Accepted;
        }

        /// <inheritdoc/>
        public override void Wait(int milliseconds)
        {
        }

        /// <inheritdoc/>
        public override void Wake()
        {
        }

        /// <inheritdoc/>
        public override void Close()
        {
            _isOpen = false;
        }
    }

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
                _stream._isReadable = true;
            }
        }
    }

    /// <summary>The server's end.</summary>
    internal sealed class MemoryTransportStream : TransportStream
    {
        private MemoryClient _client;

        /// <inheritdoc/>
        public override int Address => _client == null ? 0 : _client._address;

        /// <inheritdoc/>
        public override bool IsFree => _client == null;

        public void Begin(MemoryClient client)
        {
            _client = client;
            client._stream = this;
            _isReadable = true;
        }

        /// <inheritdoc/>
        public override int Receive(byte[] buffer, int offset, int count)
        {
            if (_client._reset)
            {
                return Broken;
            }

            int received = Read(_client._toServer, buffer, offset, count);
            if (_client._finished)
            {
                return received == 0 ? EndOfStream : received;
            }

            _isReadable = _client._toServer.Count > 0;
            return received;
        }

        /// <inheritdoc/>
        public override int Send(byte[] buffer, int offset, int count)
        {
            return _client._reset ? Broken : Write(_client._toClient, buffer, offset, count);
        }

        /// <inheritdoc/>
        public override void Close()
        {
            if (_client != null)
            {
                _client.IsClosed = true;
                _client._stream = null;
                _client = null;
            }
        }

        internal static int Read(ByteWriter from, byte[] buffer, int offset, int count)
        {
            int part = from.Count < count ? from.Count : count;
            System.Array.Copy(from.Buffer, from.Start, buffer, offset, part);
            from.Consume(part);
            return part;
        }

        internal static int Write(ByteWriter to, byte[] buffer, int offset, int count)
        {
            int part = to.Free < count ? to.Free : count;
            to.Write(buffer, offset, part);
            return part;
        }
    }
}
