using Nano.Web.Server;

namespace Nano.Tests.Support
{
    /// <summary>Connections within the program, for tests and measurements: no sockets, no threads, no time.</summary>
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

        /// <summary>Whether it claims to have threads, as the transport of a device has. Default true.</summary>
        public bool ClaimsThreads { get; set; } = true;

        /// <inheritdoc/>
        public override bool HasThreads => ClaimsThreads;

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
            IsReadable = true;
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
                IsReadable = false;
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
}
