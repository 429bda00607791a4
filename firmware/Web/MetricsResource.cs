using Nano.Web.Http;
using Nano.Web.Server;
using Nano.Web.Text;

namespace Nano.Firmware
{
    /// <summary>/metrics: what the device has counted and what its channels read, in Prometheus' text format 0.0.4.</summary>
    internal sealed class MetricsResource : StreamedResource
    {
        private const int Figures = 26;

        // Families with a line for each label, and a head.
        private const int RefusalLines = 3;
        private const int TimeoutLines = 9;
        private const int BadRequestLines = Statistics.BadStatusCount + 1;
        private const int CloseLines = 17;

        private readonly Device _device;

        public MetricsResource(Device device)
            : base("text/plain; version=0.0.4; charset=utf-8")
        {
            _device = device;
        }

        /// <summary>The figures, the families of the server, and two over all channels: values and edges, each with a head of its own.</summary>
        protected override int Count => FirstChannel + 2 * (_device.Board.Count + 1);

        private int FirstChannel => Figures + RefusalLines + TimeoutLines + BadRequestLines + CloseLines + AccessFigures.Count;

        /// <inheritdoc/>
        protected override void BeginItems(Exchange exchange)
        {
            _device.Board.Read(_device.Server.Now);
        }

        /// <inheritdoc/>
        protected override void WriteItem(Exchange exchange, int index, ByteWriter writer)
        {
            int channel = index - FirstChannel - 1;
            int channels = _device.Board.Count;
            if (index < Figures)
            {
                WriteFigure(index, writer);
            }
            else if (channel < -1 - AccessFigures.Count)
            {
                WriteFamilies(index - Figures, writer);
            }
            else if (channel < -1)
            {
                AccessFigures.Write(_device, channel + 1 + AccessFigures.Count, writer);
            }
            else if (channel < 0)
            {
                WriteHead(writer, "nano_channel_value", "gauge", "The value of a channel, in its unit.");
            }
            else if (channel < channels)
            {
                WriteValue(_device.Board[channel], writer);
            }
            else if (channel == channels)
            {
                WriteHead(writer, "nano_input_edges_total", "counter", "Changes of an input, without bounces.");
            }
            else
            {
                WriteEdges(_device.Board[channel - channels - 1] as DigitalInput, writer);
            }
        }

        private void WriteFigure(int index, ByteWriter writer)
        {
            WebServer server = _device.Server;
            Statistics statistics = server.Statistics;
            switch (index)
            {
                case 0:
                    WriteHead(writer, "nano_info", "gauge", "The firmware's version and the board's id.");
                    writer.WriteAscii("nano_info{firmware=\"");
                    writer.WriteAscii(Device.Version);
                    writer.WriteAscii("\",id=\"");
                    writer.Write(_device.Identity.Id, 0, _device.Identity.Id.Length);
                    writer.WriteAscii("\"} 1\n");
                    break;
                case 1: Write(writer, "nano_uptime_seconds", "gauge", "Time since the start.", server.Now, 3); break;
                case 2: Write(writer, "nano_loop_seconds", "gauge", "How long the loop was last busy between two waits.", server.LoopTime, 6); break;
                case 3: Write(writer, "nano_clients", "gauge", "Connections being served.", server.Clients, 0); break;
                case 4: Write(writer, "nano_slots", "gauge", "Connections that can be served at once.", server.Options.Slots, 0); break;
                case 5: Write(writer, "nano_buffer_bytes", "gauge", "Memory of all connections' buffers.", server.BufferMemory, 0); break;
                case 6: Write(writer, "nano_connections_total", "counter", "Connections accepted.", statistics.Connections, 0); break;
                case 7: Write(writer, "nano_connections_evicted_total", "counter", "Idle connections that made room for another.", statistics.Evicted, 0); break;
                case 8: Write(writer, "nano_connections_reset_total", "counter", "Connections that the network or the client broke off.", statistics.Resets, 0); break;
                case 9: Write(writer, "nano_tls_failures_total", "counter", "TLS handshakes that failed.", statistics.HandshakeFailures, 0); break;
                case 10: Write(writer, "nano_requests_total", "counter", "Requests whose head was complete.", statistics.Requests, 0); break;
                case 11: Write(writer, "nano_websockets_total", "counter", "WebSockets opened.", statistics.WebSockets, 0); break;
                case 12: Write(writer, "nano_faults_total", "counter", "Exceptions in handlers and tasks; each cost its own connection or run.", statistics.Faults, 0); break;
                case 13: Write(writer, "nano_received_bytes_total", "counter", "Bytes received.", statistics.BytesReceived, 0); break;
                case 14: Write(writer, "nano_sent_bytes_total", "counter", "Bytes sent.", statistics.BytesSent, 0); break;
                case 15: Write(writer, "nano_samples_sent_total", "counter", "Samples sent, to all clients together.", _device.Telemetry.Sent, 0); break;
                case 16: Write(writer, "nano_samples_dropped_total", "counter", "Samples that found no room in a slow client's buffer.", _device.Telemetry.Dropped, 0); break;
                case 17: Write(writer, "nano_events_sent_total", "counter", "Events sent, to all clients together.", _device.Telemetry.EventsSent, 0); break;
                case 18: Write(writer, "nano_events_dropped_total", "counter", "Events that found no room in a slow client's buffer.", _device.Telemetry.EventsDropped, 0); break;
                case 19: Write(writer, "nano_channel_faults_total", "counter", "Times that a channel could not be read or driven.", _device.Board.Faults, 0); break;
                case 20: Write(writer, "nano_listeners", "gauge", "Clients that listen to the samples.", _device.Telemetry.Listeners, 0); break;
                case 21: WriteCommands(writer); break;
                case 22: Write(writer, "nano_task_faults_total", "counter", "Exceptions in tasks.", statistics.TaskFaults, 0); break;
                case 23: Write(writer, "nano_loop_restarts_total", "counter", "Times the loop went on after an exception of its own.", statistics.LoopRestarts, 0); break;
                case 24: Write(writer, "nano_out_of_memory_total", "counter", "Times that memory ran out.", statistics.OutOfMemory, 0); break;
                case 25: Write(writer, "nano_listener_retries_total", "counter", "Times that the listener failed and was tried again.", statistics.ListenerRetries, 0); break;
            }
        }

        private void WriteFamilies(int index, ByteWriter writer)
        {
            Statistics statistics = _device.Server.Statistics;
            if (index < RefusalLines)
            {
                switch (index)
                {
                    case 0: WriteHead(writer, "nano_connections_refused_total", "counter", "Connections refused: every slot was taken, or too many by one address."); break;
                    case 1: WriteNumber(writer, "nano_connections_refused_total{reason=\"full\"} ", statistics.Refused, 0); break;
                    case 2: WriteNumber(writer, "nano_connections_refused_total{reason=\"address\"} ", statistics.RefusedPerAddress, 0); break;
                }

                return;
            }

            index -= RefusalLines;
            if (index < TimeoutLines)
            {
                switch (index)
                {
                    case 0: WriteHead(writer, "nano_timeouts_total", "counter", "Connections ended because a time ran out, by what they did."); break;
                    case 1: WriteNumber(writer, "nano_timeouts_total{kind=\"first_byte\"} ", statistics.FirstByteTimeouts, 0); break;
                    case 2: WriteNumber(writer, "nano_timeouts_total{kind=\"handshake\"} ", statistics.HandshakeTimeouts, 0); break;
                    case 3: WriteNumber(writer, "nano_timeouts_total{kind=\"head\"} ", statistics.HeadTimeouts, 0); break;
                    case 4: WriteNumber(writer, "nano_timeouts_total{kind=\"content\"} ", statistics.ContentTimeouts, 0); break;
                    case 5: WriteNumber(writer, "nano_timeouts_total{kind=\"idle\"} ", statistics.IdleTimeouts, 0); break;
                    case 6: WriteNumber(writer, "nano_timeouts_total{kind=\"send\"} ", statistics.SendTimeouts, 0); break;
                    case 7: WriteNumber(writer, "nano_timeouts_total{kind=\"pong\"} ", statistics.PongTimeouts, 0); break;
                    case 8: WriteNumber(writer, "nano_timeouts_total{kind=\"close\"} ", statistics.CloseTimeouts, 0); break;
                }

                return;
            }

            index -= TimeoutLines;
            if (index == 0)
            {
                WriteHead(writer, "nano_requests_bad_total", "counter", "Requests refused as malformed, too large or too slow, by status.");
            }
            else if (index < BadRequestLines)
            {
                WriteCount(writer, "nano_requests_bad_total{status=\"", Statistics.GetBadStatus(index - 1), statistics.GetBadRequests(index - 1));
            }
            else if (index == BadRequestLines)
            {
                WriteHead(writer, "nano_websockets_closed_total", "counter", "WebSockets closed, by status; 0 stands for those of an application.");
            }
            else
            {
                int status = 1000 + index - BadRequestLines - 1;
                int count = statistics.GetCloses(status);
                if (count > 0)
                {
                    WriteCount(writer, "nano_websockets_closed_total{status=\"", status > 1014 ? 0 : status, count);
                }
            }
        }

        private static void WriteCount(ByteWriter writer, string before, int status, int count)
        {
            writer.WriteAscii(before);
            writer.WriteNumber(status);
            WriteNumber(writer, "\"} ", count, 0);
        }

        private void WriteCommands(ByteWriter writer)
        {
            WriteHead(writer, "nano_commands_total", "counter", "Commands answered.");
            WriteNumber(writer, "nano_commands_total{answer=\"ack\"} ", _device.Dispatcher.Obeyed, 0);
            WriteNumber(writer, "nano_commands_total{answer=\"error\"} ", _device.Dispatcher.Refused, 0);
        }

        private static void WriteValue(Channel channel, ByteWriter writer)
        {
            writer.WriteAscii("nano_channel_value{id=\"");
            writer.Write(channel._id, 0, channel._id.Length);
            writer.WriteAscii("\",kind=\"");
            byte[] kind = ChannelKinds.Name(channel.Kind);
            writer.Write(kind, 0, kind.Length);
            writer.WriteAscii("\",unit=\"");
            writer.Write(channel._unit, 0, channel._unit.Length);
            if (channel.IsUnknown)
            {
                writer.WriteAscii("\"} NaN\n");
            }
            else
            {
                WriteNumber(writer, "\"} ", channel.Value, 0);
            }
        }

        private static void WriteEdges(DigitalInput channel, ByteWriter writer)
        {
            if (channel != null)
            {
                writer.WriteAscii("nano_input_edges_total{id=\"");
                writer.Write(channel._id, 0, channel._id.Length);
                WriteNumber(writer, "\"} ", channel.Edges, 0);
            }
        }

        internal static void Write(ByteWriter writer, string name, string type, string help, long value, int decimals)
        {
            WriteHead(writer, name, type, help);
            writer.WriteAscii(name);
            WriteNumber(writer, " ", value, decimals);
        }

        internal static void WriteHead(ByteWriter writer, string name, string type, string help)
        {
            writer.WriteAscii("# HELP ");
            writer.WriteAscii(name);
            writer.WriteAscii(" ");
            writer.WriteAscii(help);
            writer.WriteAscii("\n# TYPE ");
            writer.WriteAscii(name);
            writer.WriteAscii(" ");
            writer.WriteAscii(type);
            writer.WriteAscii("\n");
        }

        /// <summary>Writes a number that has so many of its digits behind the point.</summary>
        internal static void WriteNumber(ByteWriter writer, string before, long value, int decimals)
        {
            writer.WriteAscii(before);
            long unit = 1;
            for (int i = 0; i < decimals; i++)
            {
                unit *= 10;
            }

            writer.WriteNumber(value / unit);
            if (decimals > 0)
            {
                writer.Write((byte)'.');
                for (unit /= 10; unit > 0; unit /= 10)
                {
                    writer.Write((byte)('0' + value / unit % 10));
                }
            }

            writer.WriteAscii("\n");
        }
    }
}
