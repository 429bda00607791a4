using Nano.Web.Http;
using Nano.Web.Text;

namespace Nano.Firmware
{
    /// <summary>Content made as it is sent: a sequence of small items, a few in each turn of the loop, as far as the send buffer has room for them.</summary>
    internal abstract class StreamedResource : Resource
    {
        /// <summary>The longest item in bytes.</summary>
        public const int MaximumItem = 256;

        private readonly string _contentType;

        protected StreamedResource(string contentType)
            : base(HttpMethod.Get)
        {
            _contentType = contentType;
        }

        /// <summary>How many items there are.</summary>
        protected abstract int Count { get; }

        /// <summary>How many items are written in a turn of the loop at most, for which everything else waits. Default 4.</summary>
        protected virtual int ItemsAtOnce => 4;

        /// <inheritdoc/>
        public override void OnRequest(Exchange exchange)
        {
            Response response = exchange.Response;
            BeginItems(exchange);
            response.Begin(HttpStatus.Ok);
            response.AddField("Content-Type", _contentType);
            response.AddField("Cache-Control", "no-store");
            response.BeginContent();
        }

        /// <inheritdoc/>
        public override void OnWritable(Exchange exchange)
        {
            Response response = exchange.Response;
            int count = Count;
            if (response.HasContent)
            {
                int room = response.Room;
                ByteWriter writer = response.BeginPiece();
                int start = writer.Count;
                int end = exchange.Position + ItemsAtOnce;

                // At least one byte, or the loop would wait before it goes on.
                while ((exchange.Position < end || writer.Count == start) && exchange.Position < count && room - (writer.Count - start) >= MaximumItem)
                {
                    WriteItem(exchange, exchange.Position++, writer);
                }

                response.EndPiece(writer.Count - start);
                if (exchange.Position < count)
                {
                    return;
                }
            }

            response.End();
        }

        /// <summary>Prepares for a response.</summary>
        protected abstract void BeginItems(Exchange exchange);

        /// <summary>Writes an item.</summary>
        /// <param name="exchange">The exchange.</param>
        /// <param name="index">From 0 to <see cref="Count"/> less one.</param>
        /// <param name="writer">Receives at most <see cref="MaximumItem"/> bytes.</param>
        protected abstract void WriteItem(Exchange exchange, int index, ByteWriter writer);
    }
}
