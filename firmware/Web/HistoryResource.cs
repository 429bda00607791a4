using Nano.Firmware.Messages;
using Nano.Firmware.Telemetry;
using Nano.Web.Http;
using Nano.Web.Text;

namespace Nano.Firmware.Web
{
    /// <summary>/api/history: the last samples, as the protocol's history message with the id 0.</summary>
    internal sealed class HistoryResource : StreamedResource
    {
        private readonly WebContext _context;

        public HistoryResource(WebContext context)
            : base("application/json")
        {
            _context = context;
        }

        /// <inheritdoc/>
        protected override int ItemsAtOnce => _context.Telemetry.History.RowsAtOnce;

        /// <inheritdoc/>
        protected override void BeginItems(Exchange exchange)
        {
            exchange.Choice = (int)_context.Telemetry.History.First;
        }

        /// <inheritdoc/>
        protected override bool WriteItem(Exchange exchange, ByteWriter writer)
        {
            // The first item is the message's beginning, the one behind the rows its end.
            int index = exchange.Position;
            JsonFormat json = _context.Json;
            History history = _context.Telemetry.History;
            long row = exchange.Choice + index - 1;
            if (index == 0)
            {
                json.WriteHistory(writer, 0, (long)exchange.Choice * history.Interval, history.Interval);
            }
            else if (index > history.Capacity + 1)
            {
                return false;
            }
            else if (index > history.Capacity)
            {
                json.EndHistory(writer);
                writer.Write((byte)'\n');
            }
            else if (row <= history.Last)
            {
                json.WriteRow(writer, history, row, -1, index == 1);
            }

            return true;
        }
    }
}
