using Nano.Web.Server;
using Nano.Web.Text;

namespace Nano.Tests.Support
{
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
            IsReadable = true;
        }

        /// <summary>There is something to read.</summary>
        public void Tell()
        {
            IsReadable = true;
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

            IsReadable = _client._toServer.Count > 0;
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
