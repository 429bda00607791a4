using Nano.Web.Http;
using Nano.Web.Text;
using Nano.Web.WebSockets;

namespace Nano.Firmware
{
    /// <summary>
    /// One client of /ws or /events: what it wants, what it has been sent, and the command it is in the middle of. There is one
    /// for each slot, made once.
    /// </summary>
    internal sealed class Subscriber : ICommandSink
    {
        // So many messages are read in one turn of the loop at most; a power of 2. What else has arrived waits while the others have theirs.
        private const int MessagesAtOnce = 4;

        // So many pieces of a hello are written in one turn of the loop at most.
        private const int PiecesAtOnce = 4;

        private readonly Device _device;

        // Fields, because telemetry looks at every subscriber in each of its runs. When the next sample is due; never while none
        // may follow, as before the hello.
        internal long _due = Channel.Never;

        // The time between samples in milliseconds, the channels that are wanted, a bit for each, and what messages are written in.
        internal int _interval;
        internal int _mask;
        internal MessageFormat _format;

        // When a stream of events must have a sign of life, if it has had none by then. A WebSocket pings by itself.
        internal long _keepAliveDue;

        // One of the two.
        internal WebSocket _webSocket;
        private Response _response;
        private int _messages;
        private Flags _flags;
        private int _piece;
        private int _lastPiece;
        private long _firstRow;
        private long _historyId;

        public Subscriber(Device device)
        {
            _device = device;
        }

        // Bits of one field, because every field of every slot takes 12 bytes.
        [System.Flags]
        private enum Flags
        {
            None = 0,
            MayControl = 1,

            /// <summary>The rest of the message is passed over.</summary>
            IsSkipping = 2,

            /// <summary>The long message under way is the past, not the hello.</summary>
            IsHistory = 4,
        }

        /// <inheritdoc/>
        public int Slot => _webSocket.Slot;

        /// <inheritdoc/>
        public bool MayControl => (_flags & Flags.MayControl) != 0;

        /// <summary>Whether it has had its hello, so that samples may follow.</summary>
        public bool IsListening => _due != Channel.Never;

        /// <summary>Chooses what the next connection's messages are written in.</summary>
        public void Choose(MessageFormat format)
        {
            _format = format;
        }

        /// <summary>A client has connected: greets it.</summary>
        public void Begin(WebSocket webSocket)
        {
            _webSocket = webSocket;
            _response = null;
            Begin(webSocket.Slot, _device.Interval, -1);
        }

        /// <summary>A client wants events, of the channels in a mask: greets it.</summary>
        public void Begin(Response response, int slot, int interval, int mask)
        {
            _webSocket = null;
            _response = response;
            _format = _device.Json;
            Begin(slot, interval, mask);
        }

        /// <summary>The client has gone.</summary>
        public void End(int slot)
        {
            _device.Telemetry.Remove(this);
            _webSocket = null;
            _response = null;
            _device.Assembler.End(this);
            _device.Board.Release(slot);
        }

        /// <summary>
        /// Sends the next pieces of a long message, if one is under way: a few in each turn of the loop, as far as there is room for them.
        /// Until all of it is sent no command arrives.
        /// </summary>
        public void SendMore()
        {
            int last = _lastPiece;
            int end = _piece + (IsHistory ? _device.Telemetry.History.RowsAtOnce : PiecesAtOnce);
            while (_piece <= last)
            {
                if (_piece == end)
                {
                    if (_webSocket != null)
                    {
                        _webSocket.WantsToSend = true;
                    }

                    return;
                }

                if (_response != null)
                {
                    if (!EventStream.SendPiece(_response, this, _piece, last))
                    {
                        return;
                    }
                }
                else
                {
                    WritePiece(_piece, _webSocket.BeginPiece());
                    if (!_webSocket.EndPiece(_format.Type, _piece == 0, _piece == last))
                    {
                        _webSocket.WantsToSend = true;
                        return;
                    }
                }

                _piece++;
            }

            if (IsHistory)
            {
                _format.WriteAck(_webSocket.BeginPiece(), _historyId);
                if (!_webSocket.EndPiece(_format.Type, true, true))
                {
                    _webSocket.WantsToSend = true;
                    return;
                }

                _flags &= ~Flags.IsHistory;
            }
            else if (!IsListening)
            {
                _device.Telemetry.Add(this, _device.Server.Now);
            }
        }

        /// <summary>Writes a piece of the long message that is under way.</summary>
        public void WritePiece(int piece, ByteWriter writer)
        {
            if (IsHistory)
            {
                WriteHistory(piece, writer);
                return;
            }

            Board board = _device.Board;
            if (piece == 0)
            {
                _format.WriteHello(writer, _device.Identity, _interval, MayControl);
            }
            else if (piece <= board.Count)
            {
                _format.WriteChannel(writer, board[piece - 1], piece == 1);
            }
            else
            {
                _format.EndHello(writer);
            }
        }

        /// <summary>Sends a message prepared for many as an event of a stream, if there is room.</summary>
        /// <param name="message">The message.</param>
        /// <param name="isSample">Whether it is a sample.</param>
        /// <param name="sequence">The sample's "seq".</param>
        public bool TrySendEvent(PreparedMessage message, bool isSample, long sequence)
        {
            _keepAliveDue = _device.Server.Now + EventStream.KeepAliveInterval;
            return EventStream.TrySend(_response, message, isSample, sequence);
        }

        /// <summary>Gives a sign of life.</summary>
        public void KeepAlive(long now)
        {
            _keepAliveDue = now + EventStream.KeepAliveInterval;
            EventStream.KeepAlive(_response);
        }

        /// <summary>Takes a piece of a message. A command in one piece is read where it lies; only others are put together.</summary>
        public void Receive(MessageType type, byte[] buffer, int offset, int count, bool first, bool last)
        {
            Dispatcher dispatcher = _device.Dispatcher;
            if (last && (++_messages & (MessagesAtOnce - 1)) == 0)
            {
                _webSocket.WantsToSend = true;
            }

            MessageFormat format = _format;
            if (first && last && type == format.Type)
            {
                dispatcher.Dispatch(format.Tokens, buffer, offset, count, _device.Server.Now, this);
                return;
            }

            CommandAssembler assembler = _device.Assembler;
            if (first)
            {
                _flags &= ~Flags.IsSkipping;
                CommandError error = type != format.Type ? CommandError.Malformed : assembler.Begin(this) ? CommandError.None : CommandError.Busy;
                if (error != CommandError.None)
                {
                    _flags |= Flags.IsSkipping;
                    dispatcher.Refuse(error, this);
                }
            }

            if ((_flags & Flags.IsSkipping) != 0)
            {
                return;
            }

            if (!assembler.Add(buffer, offset, count))
            {
                _flags |= Flags.IsSkipping;
                assembler.End(this);
                dispatcher.Refuse(CommandError.TooLong, this);
            }
            else if (last)
            {
                assembler.End(this);
                dispatcher.Dispatch(format.Tokens, assembler.Buffer, 0, assembler.Count, _device.Server.Now, this);
            }
        }

        /// <inheritdoc/>
        public void Acknowledge(Command command)
        {
            _format.WriteAck(_webSocket.BeginPiece(), command._id);
            EndAnswer();
        }

        /// <inheritdoc/>
        public void Refuse(Command command)
        {
            _format.WriteError(_webSocket.BeginPiece(), command._id, command._error, command.Position);
            EndAnswer();
        }

        /// <inheritdoc/>
        public CommandError SetInterval(int milliseconds, long now)
        {
            _interval = milliseconds;
            _device.Telemetry.Schedule(this, now);
            _device.RunSoon();
            return CommandError.None;
        }

        /// <inheritdoc/>
        public CommandError SendState(long now)
        {
            return _device.Telemetry.SendNow(this, now) ? CommandError.None : CommandError.Busy;
        }

        /// <inheritdoc/>
        public CommandError Subscribe(int mask)
        {
            _mask = mask;
            return CommandError.None;
        }

        /// <inheritdoc/>
        public CommandError SendHistory(long id)
        {
            _flags |= Flags.IsHistory;
            _historyId = id;
            _firstRow = _device.Telemetry.History.First;
            _piece = 0;
            _lastPiece = _device.Telemetry.History.Count + 1;
            _webSocket.WantsToSend = true;
            return CommandError.None;
        }

        private bool IsHistory => (_flags & Flags.IsHistory) != 0;

        private void Begin(int slot, int interval, int mask)
        {
            _interval = interval;
            _flags = _device.GetRight(slot) == Right.Control ? Flags.MayControl : Flags.None;
            _mask = mask;
            _keepAliveDue = _response == null ? Channel.Never : _device.Server.Now + EventStream.KeepAliveInterval;
            _piece = 0;
            _lastPiece = _device.Board.Count + 1;
            _device.Board.Read(_device.Server.Now);

            // In the next turn, so that none is long.
            if (_webSocket != null)
            {
                _webSocket.WantsToSend = true;
            }
        }

        private void WriteHistory(int piece, ByteWriter writer)
        {
            History history = _device.Telemetry.History;
            long row = _firstRow + piece - 1;
            if (piece == 0)
            {
                _format.WriteHistory(writer, _historyId, _firstRow * history.Interval, history.Interval);
            }
            else if (piece == _lastPiece)
            {
                _format.EndHistory(writer);
            }
            else
            {
                _format.WriteRow(writer, history, row, _mask, piece == 1);
            }
        }

        private void EndAnswer()
        {
            if (!_webSocket.EndPiece(_format.Type, true, true))
            {
                // Cannot be: room for it is kept. A client must never wait for an answer that does not come.
                _webSocket.Fail(CloseStatus.InternalError, "no room for an answer");
            }
        }
    }
}
