using Nano.Web.Server;
using Nano.Web.Text;

namespace Nano.Firmware.Web
{
    /// <summary>The metrics of the server: its connections, requests and faults, and the times that ran out.</summary>
    internal sealed class ServerMetrics : MetricsTable
    {
        private readonly WebServer _server;

        public ServerMetrics(WebServer server)
        {
            _server = server;
        }

        /// <inheritdoc/>
        public override bool Write(ByteWriter writer, int row)
        {
            Statistics statistics = _server.Statistics;
            switch (row)
            {
                case 0: MetricsText.Gauge(writer, "nano_clients", "Connections being served.", _server.Clients); break;
                case 1: MetricsText.Gauge(writer, "nano_slots", "Connections that can be served at once.", _server.Options.Slots); break;
                case 2: MetricsText.Gauge(writer, "nano_buffer_bytes", "Memory of all connections' buffers.", _server.BufferMemory); break;
                case 3: MetricsText.Counter(writer, "nano_connections_total", "Connections accepted.", statistics.Connections); break;
                case 4: MetricsText.Counter(writer, "nano_connections_evicted_total", "Idle connections that made room for another.", statistics.Evicted); break;
                case 5: MetricsText.Counter(writer, "nano_connections_reset_total", "Connections that the network or the client broke off.", statistics.Resets); break;
                case 6: MetricsText.Counter(writer, "nano_tls_failures_total", "TLS handshakes that failed.", statistics.HandshakeFailures); break;
                case 7: MetricsText.Counter(writer, "nano_requests_total", "Requests whose head was complete.", statistics.Requests); break;
                case 8: MetricsText.Counter(writer, "nano_websockets_total", "WebSockets opened.", statistics.WebSockets); break;
                case 9: MetricsText.Counter(writer, "nano_faults_total", "Exceptions in handlers and tasks; each cost its own connection or run.", statistics.Faults); break;
                case 10: MetricsText.Counter(writer, "nano_task_faults_total", "Exceptions in tasks.", statistics.TaskFaults); break;
                case 11: MetricsText.Counter(writer, "nano_loop_restarts_total", "Times the loop went on after an exception of its own.", statistics.LoopRestarts); break;
                case 12: MetricsText.Counter(writer, "nano_out_of_memory_total", "Times that memory ran out.", statistics.OutOfMemory); break;
                case 13: MetricsText.Counter(writer, "nano_listener_retries_total", "Times that the listener failed and was tried again.", statistics.ListenerRetries); break;
                case 14: MetricsText.Counter(writer, "nano_received_bytes_total", "Bytes received.", statistics.BytesReceived); break;
                case 15: MetricsText.Counter(writer, "nano_sent_bytes_total", "Bytes sent.", statistics.BytesSent); break;
                case 16: MetricsText.Head(writer, "nano_connections_refused_total", "counter", "Connections refused: every slot was taken, or too many by one address."); break;
                case 17: MetricsText.Line(writer, "nano_connections_refused_total{reason=\"full\"} ", statistics.Refused); break;
                case 18: MetricsText.Line(writer, "nano_connections_refused_total{reason=\"address\"} ", statistics.RefusedPerAddress); break;
                case 19: MetricsText.Head(writer, "nano_timeouts_total", "counter", "Connections ended because a time ran out, by what they did."); break;
                case 20: MetricsText.Line(writer, "nano_timeouts_total{kind=\"first_byte\"} ", statistics.FirstByteTimeouts); break;
                case 21: MetricsText.Line(writer, "nano_timeouts_total{kind=\"handshake\"} ", statistics.HandshakeTimeouts); break;
                case 22: MetricsText.Line(writer, "nano_timeouts_total{kind=\"head\"} ", statistics.HeadTimeouts); break;
                case 23: MetricsText.Line(writer, "nano_timeouts_total{kind=\"content\"} ", statistics.ContentTimeouts); break;
                case 24: MetricsText.Line(writer, "nano_timeouts_total{kind=\"idle\"} ", statistics.IdleTimeouts); break;
                case 25: MetricsText.Line(writer, "nano_timeouts_total{kind=\"send\"} ", statistics.SendTimeouts); break;
                case 26: MetricsText.Line(writer, "nano_timeouts_total{kind=\"pong\"} ", statistics.PongTimeouts); break;
                case 27: MetricsText.Line(writer, "nano_timeouts_total{kind=\"close\"} ", statistics.CloseTimeouts); break;
                default: return false;
            }

            return true;
        }
    }
}
