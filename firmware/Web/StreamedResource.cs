using Nano.Web.Http;
using Nano.Web.Text;

namespace Nano.Firmware.Web
{
    /// <summary>Content made as it is sent: a sequence of small items, a few in each turn of the loop, as far as the send buffer has room for them.</summary>
    internal abstract class StreamedResource : Resource
    {
        /// <summary>The longest item in bytes.</summary>
        public const int MaximumItem = 256;

        private readonly string _contentType;

        protected StreamedResource(string contentType)
            : base(RequestMethod.Get)
        {
            _contentType = contentType;
        }

        /// <summary>The longest item in bytes, less than the smallest send buffer. Default <see cref="MaximumItem"/>.</summary>
        protected virtual int ItemSize => MaximumItem;

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
            if (response.HasContent)
            {
                int room = response.Room;
                ByteWriter writer = response.BeginPiece();
                int start = writer.Count;
                int items = ItemsAtOnce;
                int size = ItemSize;
                bool isMore = true;

                // At least one byte, or the loop would wait before it goes on.
                while (isMore && (items > 0 || writer.Count == start) && room - (writer.Count - start) >= size)
                {
                    isMore = WriteItem(exchange, writer);
                    exchange.Position++;
                    items--;
                }

                response.EndPiece(writer.Count - start);
                if (isMore)
                {
                    return;
                }
            }

            response.End();
        }

        /// <summary>Prepares for a response.</summary>
        protected abstract void BeginItems(Exchange exchange);

        /// <summary>Writes the item whose number is the exchange's <see cref="Exchange.Position"/>, which starts at 0 and goes up by 1 with each item.</summary>
        /// <param name="exchange">The exchange.</param>
        /// <param name="writer">Receives at most <see cref="ItemSize"/> bytes.</param>
        /// <returns>False, with nothing written, when there is no item of that number: the content is complete.</returns>
        protected abstract bool WriteItem(Exchange exchange, ByteWriter writer);
    }
}
