using System.Text;
using Nano.Firmware.Cbor;
using Nano.Firmware.Channels;
using Nano.Web.Json;
using Nano.Web.Text;
using Nano.Web.WebSockets;

namespace Nano.Firmware.Messages
{
    /// <summary>
    /// nano.v1.cbor: the messages of JSON as CBOR maps of the same members (RFC 8949), sent as binary; but a sample, of which there
    /// are so many, is an array of its time and its values. Its "seq" is its time divided by the client's interval. All values of a channel with decimals
    /// are integers in units of the last one.
    /// </summary>
    internal sealed class CborFormat : MessageFormat
    {
        /// <summary>As Sec-WebSocket-Protocol names it.</summary>
        public static readonly string Subprotocol = "nano.v1.cbor";

        // The places of the words below, those of frequent messages first.
        private const int TypeWord = 0;
        private const int AckWord = 1;
        private const int IdWord = 2;
        private const int ErrorWord = 3;
        private const int EventWord = 4;
        private const int TimeWord = 5;
        private const int ChannelWord = 6;
        private const int ValueWord = 7;
        private const int EdgesWord = 8;
        private const int CodeWord = 9;
        private const int MessageWord = 10;
        private const int AtWord = 11;
        private const int KindWord = 12;
        private const int UnitWord = 13;
        private const int NameWord = 14;
        private const int MinimumWord = 15;
        private const int MaximumWord = 16;
        private const int HelloWord = 17;
        private const int BoardWord = 18;
        private const int FirmwareWord = 19;
        private const int IntervalWord = 20;
        private const int ChannelsWord = 21;
        private const int HistoryWord = 22;
        private const int ValuesWord = 23;
        private const int ControlWord = 24;
        private const int DecimalsWord = 25;
        private const int StepWord = 26;
        private const int GroupWord = 27;

        // All words as text strings one behind the other: an array for each would take five times the memory.
        private readonly byte[] _words = Encode(
            "type ack id error event t channel value edges code message at kind unit name min max hello board firmware interval channels history v control decimals step group");

        private readonly TokenReader _tokens = new CborReader();

        /// <inheritdoc/>
        public override int PiecesAtOnce => 4;

        /// <inheritdoc/>
        public override MessageType Type => MessageType.Binary;

        /// <inheritdoc/>
        public override TokenReader Tokens => _tokens;

        /// <inheritdoc/>
        public override int MaximumMessage(Board board)
        {
            return 80 + MaximumRow(board);
        }

        /// <inheritdoc/>
        public override int MaximumRow(Board board)
        {
            return 3 + 9 * board.Count;
        }

        /// <inheritdoc/>
        public override void WriteHello(ByteWriter writer, Identity identity, int interval, bool mayControl)
        {
            Begin(writer, mayControl ? 6 : 7, HelloWord);
            Write(writer, BoardWord);
            Text(writer, identity.Name);
            Write(writer, FirmwareWord);
            Text(writer, identity.Firmware);
            Write(writer, IdWord);
            Text(writer, identity.Id);
            Number(writer, IntervalWord, interval);
            if (!mayControl)
            {
                Write(writer, ControlWord);
                CborWriter.WriteFalse(writer);
            }

            Write(writer, ChannelsWord);
            CborWriter.BeginArray(writer);
        }

        /// <inheritdoc/>
        public override void WriteChannel(ByteWriter writer, Channel channel, bool isFirst)
        {
            DigitalInput input = channel as DigitalInput;
            bool hasRange = channel.Kind == ChannelKind.Analog || channel.Kind == ChannelKind.Number;
            bool hasStep = channel.StepOrOne != 1;
            int members = 4 + (channel._name != null ? 1 : 0) + (channel._group != null ? 1 : 0) + (channel._decimals > 0 ? 1 : 0);
            CborWriter.BeginMap(writer, members + (input != null ? 1 : hasRange ? 2 : 0) + (hasStep ? 1 : 0));
            Write(writer, IdWord);
            Text(writer, channel._id);
            Write(writer, KindWord);
            CborWriter.WriteText(writer, ChannelKinds.Name(channel.Kind));
            Write(writer, UnitWord);
            Text(writer, channel._unit);
            if (channel._name != null)
            {
                Write(writer, NameWord);
                Text(writer, channel._name);
            }

            if (channel._group != null)
            {
                Write(writer, GroupWord);
                Text(writer, channel._group);
            }

            if (channel._decimals > 0)
            {
                Number(writer, DecimalsWord, channel._decimals);
            }

            Write(writer, ValueWord);
            WriteValue(writer, channel._value);
            if (input != null)
            {
                Number(writer, EdgesWord, input.Edges);
            }
            else if (hasRange)
            {
                Number(writer, MinimumWord, channel._minimum);
                Number(writer, MaximumWord, channel._maximum);
            }

            if (hasStep)
            {
                Number(writer, StepWord, channel.StepOrOne);
            }
        }

        /// <inheritdoc/>
        public override void EndHello(ByteWriter writer)
        {
            CborWriter.End(writer);
        }

        /// <inheritdoc/>
        public override void WriteSample(ByteWriter writer, Board board, int mask, long sequence, long time)
        {
            Channel[] channels = board.Channels;
            int count = channels.Length;
            int items = count;
            if (mask != -1)
            {
                items = 0;
                for (int i = 0; i < count; i++)
                {
                    items += mask >> i & 1;
                }
            }

            // Straight into the buffer, in which the longest sample fits.
            byte[] buffer = writer.Buffer;
            int begin = writer.End;
            int at = CborWriter.BeginArray(buffer, begin, 1 + items);
            at = CborWriter.WriteInteger(buffer, at, time);
            bool isPlain = mask == -1;
            for (int i = 0; i < count; i++)
            {
                long value = channels[i]._value;
                if (!isPlain && (mask >> i & 1) == 0)
                {
                    continue;
                }

                if ((ulong)value < 24)
                {
                    buffer[at++] = (byte)value;
                }
                else if (value == Channel.Unknown)
                {
                    buffer[at++] = CborWriter.Null;
                }
                else
                {
                    at = CborWriter.WriteInteger(buffer, at, value);
                }
            }

            writer.Advance(at - begin);
        }

        /// <inheritdoc/>
        public override void WriteEvent(ByteWriter writer, Channel channel, long time, long value, long edges)
        {
            Begin(writer, edges < 0 ? 4 : 5, EventWord);
            Number(writer, TimeWord, time);
            Write(writer, ChannelWord);
            Text(writer, channel._id);
            Write(writer, ValueWord);
            WriteValue(writer, value);
            if (edges >= 0)
            {
                Number(writer, EdgesWord, edges);
            }
        }

        /// <inheritdoc/>
        public override void WriteAck(ByteWriter writer, long id)
        {
            Begin(writer, 2, AckWord);
            Number(writer, IdWord, id);
        }

        /// <inheritdoc/>
        public override void WriteError(ByteWriter writer, long id, ProtocolError error, int position)
        {
            Begin(writer, position < 0 ? 4 : 5, ErrorWord);
            Number(writer, IdWord, id);
            Write(writer, CodeWord);
            CborWriter.WriteText(writer, ErrorTable.Code(error));
            Write(writer, MessageWord);
            CborWriter.WriteText(writer, ErrorTable.Message(error));
            if (position >= 0)
            {
                Number(writer, AtWord, position);
            }
        }

        /// <inheritdoc/>
        public override void WriteHistory(ByteWriter writer, long id, long time, int interval)
        {
            Begin(writer, 5, HistoryWord);
            Number(writer, IdWord, id);
            Number(writer, TimeWord, time);
            Number(writer, IntervalWord, interval);
            Write(writer, ValuesWord);
            CborWriter.BeginArray(writer);
        }

        /// <inheritdoc/>
        public override void WriteRow(ByteWriter writer, IHistoryRows history, long row, int mask, bool isFirst)
        {
            if (!history.Has(row))
            {
                CborWriter.WriteNull(writer);
                return;
            }

            CborWriter.BeginArray(writer);
            for (int i = 0, count = history.Channels; i < count; i++)
            {
                if ((mask >> i & 1) == 0)
                {
                    continue;
                }

                if (history.TryGet(row, i, out int value))
                {
                    CborWriter.WriteInteger(writer, value);
                }
                else
                {
                    CborWriter.WriteNull(writer);
                }
            }

            CborWriter.End(writer);
        }

        /// <inheritdoc/>
        public override void EndHistory(ByteWriter writer)
        {
            CborWriter.End(writer);
        }

        private static void WriteValue(ByteWriter writer, long value)
        {
            if (value == Channel.Unknown)
            {
                CborWriter.WriteNull(writer);
            }
            else
            {
                CborWriter.WriteInteger(writer, value);
            }
        }

        private void Begin(ByteWriter writer, int count, int type)
        {
            CborWriter.BeginMap(writer, count);
            Write(writer, TypeWord);
            Write(writer, type);
        }

        private void Number(ByteWriter writer, int name, long value)
        {
            Write(writer, name);
            CborWriter.WriteInteger(writer, value);
        }

        private static void Text(ByteWriter writer, byte[] text)
        {
            CborWriter.WriteText(writer, text, 0, text.Length);
        }

        /// <summary>Writes a word.</summary>
        private void Write(ByteWriter writer, int word)
        {
            byte[] words = _words;
            int at = 0;
            for (; word > 0; word--)
            {
                at += (words[at] & 31) + 1;
            }

            writer.Write(words, at, (words[at] & 31) + 1);
        }

        /// <summary>Words of less than 24 letters, with a space between them, as text strings.</summary>
        private static byte[] Encode(string words)
        {
            byte[] items = Encoding.UTF8.GetBytes(" " + words);
            int head = 0;
            for (int i = 1; i <= items.Length; i++)
            {
                if (i == items.Length || items[i] == ' ')
                {
                    items[head] = (byte)(0x60 | i - head - 1);
                    head = i;
                }
            }

            return items;
        }
    }
}
