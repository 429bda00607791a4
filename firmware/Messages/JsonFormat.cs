using System;
using System.Text;
using Nano.Firmware.Channels;
using Nano.Web.Json;
using Nano.Web.Text;
using Nano.Web.WebSockets;

namespace Nano.Firmware.Messages
{
    /// <summary>nano.v1.json: every message is one JSON object, sent as text.</summary>
    internal sealed class JsonFormat : MessageFormat
    {
        /// <summary>As Sec-WebSocket-Protocol names it.</summary>
        public static readonly string Subprotocol = "nano.v1.json";

        // The constant text of what is sent all the time is encoded once. Each array takes 36 bytes or more for good; a literal takes 12 each time it is used.
        private static readonly byte[] s_interval = Encoding.UTF8.GetBytes(",\"interval\":");
        private static readonly byte[] s_quotedValue = Encoding.UTF8.GetBytes("\",\"value\":");
        private static readonly byte[] s_edges = Encoding.UTF8.GetBytes(",\"edges\":");
        private static readonly byte[] s_sample = Encoding.UTF8.GetBytes("{\"type\":\"sample\",\"seq\":");
        private static readonly byte[] s_time = Encoding.UTF8.GetBytes(",\"t\":");
        private static readonly byte[] s_values = Encoding.UTF8.GetBytes(",\"v\":[");
        private static readonly byte[] s_event = Encoding.UTF8.GetBytes("{\"type\":\"event\",\"t\":");
        private static readonly byte[] s_channel = Encoding.UTF8.GetBytes(",\"channel\":\"");
        private static readonly byte[] s_ack = Encoding.UTF8.GetBytes("{\"type\":\"ack\",\"id\":");
        private static readonly byte[] s_error = Encoding.UTF8.GetBytes("{\"type\":\"error\",\"id\":");
        private static readonly byte[] s_history = Encoding.UTF8.GetBytes("{\"type\":\"history\",\"id\":");
        private static readonly byte[] s_null = Encoding.UTF8.GetBytes("null");
        private static readonly byte[] s_end = Encoding.UTF8.GetBytes("]}");

        private readonly TokenReader _tokens;

        // Whether a channel of the board has decimals: then a sample looks at each.
        private readonly bool _hasDecimals;

        /// <summary>Makes one.</summary>
        /// <param name="tokens">Reads the messages of clients.</param>
        /// <param name="board">The board, complete.</param>
        /// <param name="keepsText">Whether to keep the constant text of its channels, which hello and /api/state repeat: some 80 bytes each.</param>
        public JsonFormat(TokenReader tokens, Board board, bool keepsText)
        {
            _tokens = tokens;
            ByteWriter writer = new ByteWriter(new byte[MaximumPiece]);
            for (int i = 0; i < board.Count; i++)
            {
                board[i]._constant = keepsText ? EncodeConstant(writer, board[i]) : null;
                _hasDecimals |= board[i].Decimals > 0;
            }
        }

        /// <inheritdoc/>
        public override int PiecesAtOnce => 16;

        /// <inheritdoc/>
        public override MessageType Type => MessageType.Text;

        /// <inheritdoc/>
        public override TokenReader Tokens => _tokens;

        /// <inheritdoc/>
        public override int MaximumMessage(Board board)
        {
            return LongestOf(board);
        }

        /// <summary>The longest sample or event of a board in bytes.</summary>
        public static int LongestOf(Board board)
        {
            int count = s_event.Length + s_channel.Length + Channel.MaximumId + s_quotedValue.Length + s_edges.Length + 2 * MaximumNumber + 6;
            int sample = s_sample.Length + s_time.Length + s_values.Length + s_end.Length + 2 * MaximumNumber + LongestRowOf(board);
            return count > sample ? count : sample;
        }

        /// <inheritdoc/>
        public override int MaximumRow(Board board)
        {
            return LongestRowOf(board);
        }

        private static int LongestRowOf(Board board)
        {
            int count = 3;
            for (int i = 0; i < board.Count; i++)
            {
                count += board[i].MaximumDigits + 1;
            }

            return count;
        }

        /// <inheritdoc/>
        public override void WriteHello(ByteWriter writer, Identity identity, int interval, bool mayControl)
        {
            writer.WriteText("{\"type\":\"hello\",");
            identity.Write(writer);
            Write(writer, s_interval);
            writer.WriteNumber(interval);
            if (!mayControl)
            {
                writer.WriteText(",\"control\":false");
            }

            writer.WriteText(",\"channels\":[");
        }

        /// <inheritdoc/>
        public override void WriteChannel(ByteWriter writer, Channel channel, bool isFirst)
        {
            if (!isFirst)
            {
                writer.Write((byte)',');
            }

            byte[] constant = channel._constant;
            if (constant != null)
            {
                writer.Write(constant, 0, constant.Length);
            }
            else
            {
                WriteConstant(writer, channel);
            }

            WriteValue(writer, channel._value, channel._decimals);
            if (channel is DigitalInput input)
            {
                Write(writer, s_edges);
                writer.WriteNumber(input.Edges);
            }
            else if (channel.Kind == ChannelKind.Analog || channel.Kind == ChannelKind.Number)
            {
                writer.WriteText(",\"min\":");
                writer.WriteDecimal(channel._minimum, channel._decimals);
                writer.WriteText(",\"max\":");
                writer.WriteDecimal(channel._maximum, channel._decimals);
                if (channel.StepOrOne != 1)
                {
                    writer.WriteText(",\"step\":");
                    writer.WriteDecimal(channel.StepOrOne, channel._decimals);
                }
            }

            writer.Write((byte)'}');
        }

        /// <inheritdoc/>
        public override void EndHello(ByteWriter writer)
        {
            Write(writer, s_end);
        }

        /// <inheritdoc/>
        public override void WriteSample(ByteWriter writer, Board board, int mask, long sequence, long time)
        {
            // Straight into the buffer, in which the longest sample fits.
            byte[] buffer = writer.Buffer;
            int begin = writer.End;
            int at = Put(s_sample, buffer, begin);
            at = ByteWriter.WriteNumber(buffer, at, sequence);
            at = Put(s_time, buffer, at);
            at = ByteWriter.WriteNumber(buffer, at, time);
            at = Put(s_values, buffer, at);
            int first = at;
            Channel[] channels = board.Channels;
            int count = channels.Length;
            bool isPlain = mask == -1 && !_hasDecimals;
            for (int i = 0; i < count; i++)
            {
                long value = channels[i]._value;
                if (!isPlain)
                {
                    if ((mask >> i & 1) == 0)
                    {
                        continue;
                    }

                    int decimals = channels[i]._decimals;
                    if (decimals != 0 && value != Channel.Unknown)
                    {
                        at = ByteWriter.WriteDecimal(buffer, at, value, decimals);
                        buffer[at++] = (byte)',';
                        continue;
                    }
                }

                if ((ulong)value < 10)
                {
                    buffer[at] = (byte)('0' + value);
                    buffer[at + 1] = (byte)',';
                    at += 2;
                }
                else
                {
                    at = value == Channel.Unknown ? Put(s_null, buffer, at) : ByteWriter.WriteNumber(buffer, at, value);
                    buffer[at++] = (byte)',';
                }
            }

            // In place of the last comma.
            at = Put(s_end, buffer, at == first ? at : at - 1);
            writer.Advance(at - begin);
        }

        /// <inheritdoc/>
        public override void WriteEvent(ByteWriter writer, Channel channel, long time, long value, long edges)
        {
            Write(writer, s_event);
            writer.WriteNumber(time);
            Write(writer, s_channel);
            Write(writer, channel._id);
            Write(writer, s_quotedValue);
            WriteValue(writer, value, channel._decimals);
            if (edges >= 0)
            {
                Write(writer, s_edges);
                writer.WriteNumber(edges);
            }

            writer.Write((byte)'}');
        }

        /// <inheritdoc/>
        public override void WriteAck(ByteWriter writer, long id)
        {
            Write(writer, s_ack);
            writer.WriteNumber(id);
            writer.Write((byte)'}');
        }

        /// <inheritdoc/>
        public override void WriteError(ByteWriter writer, long id, ProtocolError error, int position)
        {
            Write(writer, s_error);
            writer.WriteNumber(id);
            writer.Write((byte)',');
            ErrorTable.Write(writer, error, position);
            writer.Write((byte)'}');
        }

        /// <inheritdoc/>
        public override void WriteHistory(ByteWriter writer, long id, long time, int interval)
        {
            Write(writer, s_history);
            writer.WriteNumber(id);
            Write(writer, s_time);
            writer.WriteNumber(time);
            Write(writer, s_interval);
            writer.WriteNumber(interval);
            Write(writer, s_values);
        }

        /// <inheritdoc/>
        public override void WriteRow(ByteWriter writer, IHistoryRows history, long row, int mask, bool isFirst)
        {
            if (!isFirst)
            {
                writer.Write((byte)',');
            }

            if (!history.Has(row))
            {
                Write(writer, s_null);
                return;
            }

            int separator = '[';
            for (int i = 0, count = history.Channels; i < count; i++)
            {
                if ((mask >> i & 1) == 0)
                {
                    continue;
                }

                writer.Write((byte)separator);
                separator = ',';
                if (history.TryGet(row, i, out int value))
                {
                    writer.WriteDecimal(value, history.GetDecimals(i));
                }
                else
                {
                    writer.Write(s_null, 0, s_null.Length);
                }
            }

            writer.Write((byte)']');
        }

        /// <inheritdoc/>
        public override void EndHistory(ByteWriter writer)
        {
            Write(writer, s_end);
        }

        /// <summary>Puts bytes into a buffer.</summary>
        /// <returns>Where they end.</returns>
        private static int Put(byte[] bytes, byte[] buffer, int at)
        {
            int count = bytes.Length;
            Array.Copy(bytes, 0, buffer, at, count);
            return at + count;
        }

        private static byte[] EncodeConstant(ByteWriter writer, Channel channel)
        {
            writer.Clear();
            WriteConstant(writer, channel);
            byte[] constant = new byte[writer.Count];
            Array.Copy(writer.Buffer, constant, constant.Length);
            return constant;
        }

        /// <summary>Writes a channel up to its value.</summary>
        private static void WriteConstant(ByteWriter writer, Channel channel)
        {
            writer.WriteText("{\"id\":\"");
            Write(writer, channel._id);
            writer.WriteText("\",\"kind\":\"");
            writer.WriteText(ChannelKinds.Name(channel.Kind));
            writer.WriteText("\",\"unit\":\"");
            Write(writer, channel._unit);
            if (channel._name != null)
            {
                writer.WriteText("\",\"name\":\"");
                Write(writer, channel._name);
            }

            if (channel._group != null)
            {
                writer.WriteText("\",\"group\":\"");
                Write(writer, channel._group);
            }

            if (channel._decimals > 0)
            {
                writer.WriteText("\",\"decimals\":");
                writer.WriteNumber(channel._decimals);
                writer.WriteText(",\"value\":");
            }
            else
            {
                Write(writer, s_quotedValue);
            }
        }

        private static void WriteValue(ByteWriter writer, long value, int decimals)
        {
            if (value == Channel.Unknown)
            {
                Write(writer, s_null);
            }
            else
            {
                writer.WriteDecimal(value, decimals);
            }
        }

        private static void Write(ByteWriter writer, byte[] bytes)
        {
            writer.Write(bytes, 0, bytes.Length);
        }
    }
}
