using Nano.Firmware.Channels;
using Nano.Web.Text;

namespace Nano.Firmware.Web
{
    /// <summary>The channels' values, and the edges of the inputs: a row for each channel, one table for each of the two metrics.</summary>
    internal sealed class ChannelMetrics : MetricsTable
    {
        private readonly Board _board;
        private readonly bool _areEdges;

        /// <summary>Creates one of the two tables.</summary>
        /// <param name="board">The board.</param>
        /// <param name="areEdges">Whether the table has the inputs' edges, and not the values.</param>
        public ChannelMetrics(Board board, bool areEdges)
        {
            _board = board;
            _areEdges = areEdges;
        }

        /// <inheritdoc/>
        public override bool Write(ByteWriter writer, int row)
        {
            if (row > _board.Count)
            {
                return false;
            }

            if (row == 0 && _areEdges)
            {
                MetricsText.Head(writer, "nano_input_edges_total", "counter", "Changes of an input, without bounces.");
            }
            else if (row == 0)
            {
                MetricsText.Head(writer, "nano_channel_value", "gauge", "The value of a channel, in its unit.");
            }
            else if (!_areEdges)
            {
                WriteValue(_board[row - 1], writer);
            }
            else if (_board[row - 1] is DigitalInput input)
            {
                writer.WriteText("nano_input_edges_total{id=\"");
                writer.Write(input._id, 0, input._id.Length);
                MetricsText.Line(writer, "\"} ", input.Edges);
            }

            return true;
        }

        private static void WriteValue(Channel channel, ByteWriter writer)
        {
            writer.WriteText("nano_channel_value{id=\"");
            writer.Write(channel._id, 0, channel._id.Length);
            writer.WriteText("\",kind=\"");
            writer.WriteText(ChannelKinds.Name(channel.Kind));
            writer.WriteText("\",unit=\"");
            writer.Write(channel._unit, 0, channel._unit.Length);
            if (channel.IsUnknown)
            {
                writer.WriteText("\"} NaN\n");
            }
            else
            {
                MetricsText.Number(writer, "\"} ", channel.Value, channel.Decimals);
            }
        }
    }
}
