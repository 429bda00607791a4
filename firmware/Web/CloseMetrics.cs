using Nano.Web.Server;
using Nano.Web.Text;

namespace Nano.Firmware.Web
{
    /// <summary>The WebSockets that were closed, by status (RFC 6455 section 7.4): a row for each status that has occurred.</summary>
    internal sealed class CloseMetrics : MetricsTable
    {
        private const int First = 1000;
        private const int Last = 1014;

        private readonly Statistics _statistics;

        public CloseMetrics(Statistics statistics)
        {
            _statistics = statistics;
        }

        /// <inheritdoc/>
        public override bool Write(ByteWriter writer, int row)
        {
            // Behind the last status of RFC 6455's registry come those of an application, all together.
            int status = First + row - 1;
            if (row == 0)
            {
                MetricsText.Head(writer, "nano_websockets_closed_total", "counter", "WebSockets closed, by status; 0 stands for those of an application.");
            }
            else if (status > Last + 1)
            {
                return false;
            }
            else if (_statistics.GetCloses(status) > 0)
            {
                MetricsText.Line(writer, "nano_websockets_closed_total{status=\"", status > Last ? 0 : status, _statistics.GetCloses(status));
            }

            return true;
        }
    }
}
