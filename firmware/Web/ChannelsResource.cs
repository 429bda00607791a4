using Nano.Web.Http;
using Nano.Web.Text;

namespace Nano.Firmware.Web
{
    /// <summary>/api/channels: all channels now with what hello tells of each, {"channels":[…]}.</summary>
    internal sealed class ChannelsResource : StreamedResource
    {
        private readonly WebContext _context;

        public ChannelsResource(WebContext context)
            : base("application/json")
        {
            _context = context;
        }

        /// <inheritdoc/>
        protected override void BeginItems(Exchange exchange)
        {
            _context.Board.Read(_context.Server.Now);
        }

        /// <inheritdoc/>
        protected override bool WriteItem(Exchange exchange, ByteWriter writer)
        {
            int channel = exchange.Position - 1;
            int count = _context.Board.Count;
            if (channel < 0)
            {
                writer.WriteText("{\"channels\":[");
            }
            else if (channel < count)
            {
                _context.Json.WriteChannel(writer, _context.Board[channel], channel == 0);
            }
            else if (channel == count)
            {
                writer.WriteText("]}\n");
            }

            return channel <= count;
        }
    }
}
