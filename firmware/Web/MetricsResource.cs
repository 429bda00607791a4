using Nano.Firmware.Channels;
using Nano.Web.Http;
using Nano.Web.Text;

namespace Nano.Firmware.Web
{
    /// <summary>/metrics: the counters of the device and the values of its channels, in Prometheus' text format 0.0.4 (metrics.md), table by table.</summary>
    internal sealed class MetricsResource : StreamedResource
    {
        // An item's number: its table in the high bits, its row in the low ones.
        private const int RowBits = 8;

        private readonly WebContext _context;
        private readonly MetricsTable[] _tables;

        public MetricsResource(WebContext context)
            : base("text/plain; version=0.0.4; charset=utf-8")
        {
            _context = context;
            _tables = new MetricsTable[]
            {
                new DeviceMetrics(context),
                new ServerMetrics(context.Server),
                new BadRequestMetrics(context.Server.Statistics),
                new CloseMetrics(context.Server.Statistics),
                new AccessMetrics(context.Server.Statistics, context.Gate),
                new BrokerMetrics(context),
                new ChannelMetrics(context.Board, false),
                new ChannelMetrics(context.Board, true),
            };
        }

        /// <inheritdoc/>
        protected override void BeginItems(Exchange exchange)
        {
            _context.Board.Read(_context.Server.Now);
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
