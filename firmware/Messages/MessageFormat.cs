using Nano.Firmware.Channels;
using Nano.Web.Json;
using Nano.Web.Text;
using Nano.Web.WebSockets;

namespace Nano.Firmware.Messages
{
    /// <summary>
    /// Writes the protocol's messages (protocol.md), long ones in pieces: no piece has more than <see cref="MaximumPiece"/> bytes,
    /// so that an answer always fits in the bytes that a connection reserves for it.
    /// </summary>
    internal abstract class MessageFormat
    {
        /// <summary>The longest piece in bytes.</summary>
        public const int MaximumPiece = 248;

        /// <summary>The most characters of a number.</summary>
        protected const int MaximumNumber = ByteWriter.MaximumNumber;

        /// <summary>How many pieces of a hello are written in one turn of the loop at most, for which everything else waits.</summary>
        public abstract int PiecesAtOnce { get; }

        /// <summary>Text or binary.</summary>
        public abstract MessageType Type { get; }

        /// <summary>Reads commands in this format.</summary>
        public abstract TokenReader Tokens { get; }

        /// <summary>The longest sample or event of a board in bytes.</summary>
        public abstract int MaximumMessage(Board board);

        /// <summary>The longest row of a board's history in bytes.</summary>
        public abstract int MaximumRow(Board board);

        /// <summary>Begins a hello.</summary>
        /// <param name="writer">Receives it.</param>
        /// <param name="identity">The names of the device.</param>
        /// <param name="interval">The client's interval.</param>
        /// <param name="mayControl">Whether the client may control: that it may not is said.</param>
        public abstract void WriteHello(ByteWriter writer, Identity identity, int interval, bool mayControl);

        /// <summary>Goes on with a channel.</summary>
        public abstract void WriteChannel(ByteWriter writer, Channel channel, bool isFirst);

        /// <summary>Ends a hello.</summary>
        public abstract void EndHello(ByteWriter writer);

        /// <summary>Writes a sample of the channels that have their bit in a mask.</summary>
        public abstract void WriteSample(ByteWriter writer, Board board, int mask, long sequence, long time);

        /// <summary>Writes the change of an input, an output or a number.</summary>
        /// <param name="writer">Receives it.</param>
        /// <param name="channel">The channel.</param>
        /// <param name="time">The loop's time in milliseconds.</param>
        /// <param name="value">The value after the change.</param>
        /// <param name="edges">How often an input has changed; -1 for the others, which do not tell it.</param>
        public abstract void WriteEvent(ByteWriter writer, Channel channel, long time, long value, long edges);

        /// <summary>Writes that a command has been obeyed.</summary>
        public abstract void WriteAck(ByteWriter writer, long id);

        /// <summary>Writes that a command has been refused.</summary>
        public abstract void WriteError(ByteWriter writer, long id, ProtocolError error, int position);

        /// <summary>Begins the past.</summary>
        public abstract void WriteHistory(ByteWriter writer, long id, long time, int interval);

        /// <summary>Goes on with a row of the channels that have their bit in a mask.</summary>
        public abstract void WriteRow(ByteWriter writer, IHistoryRows history, long row, int mask, bool isFirst);

        /// <summary>Ends the past.</summary>
        public abstract void EndHistory(ByteWriter writer);
    }
}
