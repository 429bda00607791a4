using Nano.Firmware.Channels;
using Nano.Firmware.Messages;
using Nano.Firmware.Network;
using Nano.Firmware.Telemetry;
using Nano.Web.Server;
using Nano.Web.Text;

namespace Nano.Firmware.Web
{
    /// <summary>The metrics of the device and of what it sends.</summary>
    internal sealed class DeviceMetrics : MetricsTable
    {
        private readonly WebContext _context;

        public DeviceMetrics(WebContext context)
        {
            _context = context;
        }

        /// <inheritdoc/>
        public override bool Write(ByteWriter writer, int row)
        {
            WebServer server = _context.Server;
            TelemetryTask telemetry = _context.Telemetry;
            switch (row)
            {
                case 0: WriteInfo(writer); break;
                case 1: MetricsText.Write(writer, "nano_uptime_seconds", "gauge", "Time since the start.", server.Now, 3); break;
                case 2: MetricsText.Write(writer, "nano_loop_seconds", "gauge", "How long the loop was last busy between two waits.", server.LoopTime, 6); break;
                case 3: MetricsText.Gauge(writer, "nano_listeners", "Clients that receive samples.", telemetry.Listeners); break;
                case 4: MetricsText.Counter(writer, "nano_samples_sent_total", "Samples sent, to all clients together.", telemetry.Sent); break;
                case 5: MetricsText.Counter(writer, "nano_samples_dropped_total", "Samples that found no room in a slow client's buffer.", telemetry.Dropped); break;
                case 6: MetricsText.Counter(writer, "nano_events_sent_total", "Events sent, to all clients together.", telemetry.EventsSent); break;
                case 7: MetricsText.Counter(writer, "nano_events_dropped_total", "Events that found no room in a slow client's buffer.", telemetry.EventsDropped); break;
                case 8: MetricsText.Counter(writer, "nano_channel_faults_total", "Times that a channel could not be read or driven.", _context.Board.Faults); break;
                case 9: MetricsText.Head(writer, "nano_commands_total", "counter", "Commands answered."); break;
                case 10: MetricsText.Line(writer, "nano_commands_total{answer=\"ack\"} ", _context.Dispatcher.Obeyed); break;
                case 11: MetricsText.Line(writer, "nano_commands_total{answer=\"error\"} ", _context.Dispatcher.Refused); break;
                case 12: WriteStart(writer); break;
                case 13: WriteWifi(writer); break;
                case 14: WriteSignal(writer); break;
                case 15: WriteChannel(writer); break;
                default: return false;
            }

            return true;
        }

        private void WriteStart(ByteWriter writer)
        {
            MetricsText.Head(writer, "nano_start_info", "gauge", "Why the board has started.");
            writer.WriteText("nano_start_info{reset=\"");
            writer.WriteText(_context.ResetReason);
            writer.WriteText("\"} 1\n");
        }

        /// <summary>The row is empty where there is no Wi-Fi; signal and channel are left out where the platform does not tell.</summary>
        private void WriteWifi(ByteWriter writer)
        {
            Radio radio = _context.Radio;
            if (radio == null)
            {
                return;
            }

            MetricsText.Head(writer, "nano_wifi_info", "gauge", "The board's address in its Wi-Fi.");
            writer.WriteText("nano_wifi_info{address=\"");
            writer.WriteText(radio.Address);
            writer.WriteText("\"} 1\n");
        }

        private void WriteSignal(ByteWriter writer)
        {
            if (_context.Radio != null && _context.Radio.Signal != NetworkList.UnknownSignal)
            {
                MetricsText.Gauge(writer, "nano_wifi_signal_dbm", "How strongly the board receives its Wi-Fi.", _context.Radio.Signal);
            }
        }

        private void WriteChannel(ByteWriter writer)
        {
            if (_context.Radio != null && _context.Radio.RadioChannel > 0)
            {
                MetricsText.Gauge(writer, "nano_wifi_channel", "The channel of the board's Wi-Fi.", _context.Radio.RadioChannel);
            }
        }

        private void WriteInfo(ByteWriter writer)
        {
            MetricsText.Head(writer, "nano_info", "gauge", "The firmware's version and the board's id.");
            writer.WriteText("nano_info{firmware=\"");
            writer.Write(_context.Identity.Firmware, 0, _context.Identity.Firmware.Length);
            writer.WriteText("\",id=\"");
            writer.Write(_context.Identity.Id, 0, _context.Identity.Id.Length);
            writer.WriteText("\"} 1\n");
        }
    }
}
