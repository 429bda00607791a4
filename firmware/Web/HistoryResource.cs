using Nano.Web.Http;
using Nano.Web.Text;

namespace Nano.Firmware
{
    /// <summary>/api/history: the last samples, as the protocol's history message with the id 0.</summary>
    internal sealed class HistoryResource : StreamedResource
    {
        private readonly Device _device;

        public HistoryResource(Device device)
            : base("application/json")
        {
            _device = device;
        }

        /// <summary>One for what comes before the rows, one for each of them, one for the end.</summary>
        protected override int Count => _device.Telemetry.History.Capacity + 2;

        /// <inheritdoc/>
        protected override int ItemsAtOnce => _device.Telemetry.History.RowsAtOnce;

        /// <inheritdoc/>
        protected override void BeginItems(Exchange exchange)
        {
            exchange.Choice = (int)_device.Telemetry.History.First;
        }

        /// <inheritdoc/>
        protected override void WriteItem(Exchange exchange, int index, ByteWriter writer)
        {
            JsonFormat json = _device.Json;
            History history = _device.Telemetry.History;
            long row = exchange.Choice + index - 1;
            if (index == 0)
            {
                json.WriteHistory(writer, 0, (long)exchange.Choice * history.Interval, history.Interval);
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
        }
    }
}
