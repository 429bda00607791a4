using Nano.Web.Http;
using Nano.Web.Text;

namespace Nano.Firmware
{
    /// <summary>/metrics: the counters of the device and the values of its channels, in Prometheus' text format 0.0.4 (metrics.md), table by table.</summary>
    internal sealed class MetricsResource : StreamedResource
    {
        // An item's number: its table in the high bits, its row in the low ones.
        private const int RowBits = 8;

        private readonly Device _device;
        private readonly MetricsTable[] _tables;

        public MetricsResource(Device device)
            : base("text/plain; version=0.0.4; charset=utf-8")
        {
            _device = device;
            _tables = new MetricsTable[]
            {
                new DeviceMetrics(device),
                new ServerMetrics(device.Server),
                new BadRequestMetrics(device.Server.Statistics),
                new CloseMetrics(device.Server.Statistics),
                new AccessMetrics(device.Server.Statistics, device.Gate),
                new ChannelMetrics(device.Board, false),
                new ChannelMetrics(device.Board, true),
            };
        }

        /// <inheritdoc/>
        protected override void BeginItems(Exchange exchange)
        {
            _device.Board.Read(_device.Server.Now);
        }

        /// <inheritdoc/>
        protected override bool WriteItem(Exchange exchange, ByteWriter writer)
        {
            int table = exchange.Position >> RowBits;
            int row = exchange.Position & ((1 << RowBits) - 1);
            while (!_tables[table].Write(writer, row))
            {
                table++;
                row = 0;
                if (table == _tables.Length)
                {
                    return false;
                }
            }

            exchange.Position = table << RowBits | row;
            return true;
        }
    }
}
