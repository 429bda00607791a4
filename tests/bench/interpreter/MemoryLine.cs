using Nano.Tests.Support;
using Nano.Web.Server;

namespace Nano.Bench
{
    /// <summary>A connection of the in-memory transport without a server. It reproduces the cost of a server's calls of the transport.</summary>
    internal sealed class MemoryLine
    {
        private readonly byte[] _buffer = new byte[8192];
        private readonly MemoryClient _client;
        private readonly TransportStream _stream;

        public MemoryLine(int capacity)
        {
            MemoryTransport transport = new MemoryTransport(capacity, 1);
            _stream = transport.Open(1)[0];
            _client = transport.Connect();
            transport.Accept(_stream);
        }

        /// <summary>The client sends, and the server receives once.</summary>
        public void Upload(byte[] bytes, int room)
        {
            _client.Send(bytes, 0, bytes.Length);
            _stream.Receive(_buffer, 0, room);
        }

        /// <summary>The server receives, but nothing has arrived.</summary>
        public void Poll(int room)
        {
            _stream.Receive(_buffer, 0, room);
        }

        /// <summary>The server sends, and the client receives.</summary>
        public void Download(int count)
        {
            _stream.Send(_buffer, 0, count);
            _client.Receive(_buffer, 0, _buffer.Length);
        }
    }
}
