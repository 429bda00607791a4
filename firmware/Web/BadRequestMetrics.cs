using Nano.Web.Server;
using Nano.Web.Text;

namespace Nano.Firmware.Web
{
    /// <summary>The requests that were refused before any handler, by status: a row for each.</summary>
    internal sealed class BadRequestMetrics : MetricsTable
    {
        private readonly Statistics _statistics;

        public BadRequestMetrics(Statistics statistics)
        {
            _statistics = statistics;
        }

        /// <inheritdoc/>
        public override bool Write(ByteWriter writer, int row)
        {
            if (row == 0)
            {
                MetricsText.Head(writer, "nano_requests_bad_total", "counter", "Requests refused as malformed, too large or too slow, by status.");
                return true;
            }

            int index = row - 1;
            if (index >= Statistics.BadStatusCount)
            {
                return false;
            }

            MetricsText.Line(writer, "nano_requests_bad_total{status=\"", Statistics.GetBadStatus(index), _statistics.GetBadRequests(index));
            return true;
        }
    }
}
