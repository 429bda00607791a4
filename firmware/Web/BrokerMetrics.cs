using Nano.Firmware.Messages;
using Nano.Web.Text;

namespace Nano.Firmware.Web
{
    /// <summary>The metrics of the connection with an MQTT broker. Without one there are none.</summary>
    internal sealed class BrokerMetrics : MetricsTable
    {
        private readonly WebContext _context;

        public BrokerMetrics(WebContext context)
        {
            _context = context;
        }

        /// <inheritdoc/>
        public override bool Write(ByteWriter writer, int row)
        {
            BrokerStatus broker = _context.Broker;
            if (broker == null)
            {
                return false;
            }

            switch (row)
            {
                case 0: MetricsText.Gauge(writer, "nano_mqtt_connected", "Whether the MQTT broker has accepted the connection.", broker.IsConnected ? 1 : 0); break;
                case 1: WriteReason(writer, broker); break;
                case 2: MetricsText.Counter(writer, "nano_mqtt_connects_total", "Connections that the broker has accepted.", broker.Connects); break;
                case 3: MetricsText.Counter(writer, "nano_mqtt_failures_total", "Connections that have failed or ended.", broker.Failures); break;
                case 4: MetricsText.Counter(writer, "nano_mqtt_published_total", "Messages published.", broker.Published); break;
                case 5: MetricsText.Counter(writer, "nano_mqtt_dropped_total", "Messages that found no room.", broker.Dropped); break;
                case 6: MetricsText.Counter(writer, "nano_mqtt_received_total", "Messages received.", broker.Received); break;
                case 7: MetricsText.Counter(writer, "nano_mqtt_ignored_total", "Commands ignored because they were retained.", broker.Ignored); break;
                case 8: MetricsText.Counter(writer, "nano_mqtt_oversized_total", "Messages longer than a command may be.", broker.Oversized); break;
                default: return false;
            }

            return true;
        }

        private static void WriteReason(ByteWriter writer, BrokerStatus broker)
        {
            MetricsText.Head(writer, "nano_mqtt_reason", "gauge", "1, with the reason why there is no service; empty for none.");
            writer.WriteText("nano_mqtt_reason{reason=\"");
            writer.WriteText(broker.Code);
            writer.WriteText("\"} 1\n");
        }
    }
}
