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

        private readonly Device _device;

        // Fields, because telemetry looks at every subscriber in each of its runs.
        internal bool _isListening;
        internal int _interval;
        internal int _mask;
        internal long _sequence;

        // When it must have a sign of life, if it has had none by then; Never for a WebSocket, which pings by itself.
        internal long _keepAliveDue;
        internal MessageFormat _format;
        private WebSocket _webSocket;
        private Response _response;
        private int _messages;
        private bool _isSkipping;
        private bool _isHistory;
        private int _piece;
        private int _lastPiece;
        private long _firstRow;
        private long _historyId;

        public Subscriber(Device device, int slot)
        {
            _device = device;
            Slot = slot;
        }

        /// <inheritdoc/>
        public int Slot { get; }

        /// <inheritdoc/>
        public bool MayControl { get; private set; }

        /// <summary>Whether it has had its hello, so that samples may follow.</summary>
        public bool IsListening => _isListening;

        /// <summary>The time between its samples in milliseconds.</summary>
        public int Interval => _interval;

        /// <summary>The channels it wants, a bit for each.</summary>
        public int Mask => _mask;

        /// <summary>What its messages are written in.</summary>
        public MessageFormat Format => _format;

        /// <summary>The number of the last interval it had a sample for, or should have had.</summary>
        public long Sequence => _sequence;

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
            Begin(_device.Interval, -1);
        }

        /// <summary>A client wants events, of the channels in a mask: greets it.</summary>
        public void Begin(Response response, int interval, int mask)
        {
            _webSocket = null;
            _response = response;
            _format = _device.Json;
            Begin(interval, mask);
        }

        /// <summary>The client has gone.</summary>
        public void End()
        {
            _isListening = false;
            _webSocket = null;
            _response = null;
            _device.Assembler.End(this);
            _device.Board.Release(Slot);
        }

        /// <summary>Sends as much of a long message as there is room for, if one is under way. Until all of it is sent no command arrives.</summary>
        public void SendMore()
        {
            int last = _lastPiece;
            while (_piece <= last)
            {
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
                    if (!_webSocket.EndPiece(Format.Type, _piece == 0, _piece == last))
                    {
                        _webSocket.WantsToSend = true;
                        return;
                    }
                }

                _piece++;
            }

            if (_isHistory)
            {
                Format.WriteAck(_webSocket.BeginPiece(), _historyId);
                if (!_webSocket.EndPiece(Format.Type, true, true))
                {
                    _webSocket.WantsToSend = true;
                    return;
                }

                _isHistory = false;
            }
            else if (!IsListening)
            {
                _sequence = _device.Server.Now / Interval;
                _isListening = true;
                _device.RunSoon();
            }
        }

        /// <summary>Writes a piece of the long message that is under way.</summary>
        public void WritePiece(int piece, ByteWriter writer)
        {
            if (_isHistory)
            {
                WriteHistory(piece, writer);
                return;
            }

            Board board = _device.Board;
            if (piece == 0)
            {
                Format.WriteHello(writer, _device.Identity, Interval, MayControl);
            }
            else if (piece <= board.Count)
            {
                Format.WriteChannel(writer, board[piece - 1], piece == 1);
            }
            else
            {
                Format.EndHello(writer);
            }
        }

        /// <summary>Sends a message prepared for many, if there is room.</summary>
        public bool TrySend(PreparedMessage message, bool isSample)
        {
            if (_response == null)
            {
                return _webSocket.TrySend(message);
            }

            _keepAliveDue = _device.Server.Now + EventStream.KeepAliveInterval;
            return EventStream.TrySend(_response, message, isSample, Sequence);
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
            CommandAssembler assembler = _device.Assembler;
            if (last && (++_messages & (MessagesAtOnce - 1)) == 0)
            {
                _webSocket.WantsToSend = true;
            }

            if (first)
            {
                _isSkipping = false;
                CommandError error = type != Format.Type ? CommandError.Malformed : last || assembler.Begin(this) ? CommandError.None : CommandError.Busy;
                if (error != CommandError.None)
                {
                    _isSkipping = true;
                    dispatcher.Refuse(error, this);
                }
            }

            if (_isSkipping)
            {
                return;
            }

            if (first && last)
            {
                dispatcher.Dispatch(Format.Tokens, buffer, offset, count, _device.Server.Now, this);
            }
            else if (!assembler.Add(buffer, offset, count))
            {
                _isSkipping = true;
                assembler.End(this);
                dispatcher.Refuse(CommandError.TooLong, this);
            }
            else if (last)
            {
                assembler.End(this);
                dispatcher.Dispatch(Format.Tokens, assembler.Buffer, 0, assembler.Count, _device.Server.Now, this);
            }
        }

        /// <inheritdoc/>
        public void Acknowledge(Command command)
        {
            Format.WriteAck(_webSocket.BeginPiece(), command.Id);
            EndAnswer();
        }

        /// <inheritdoc/>
        public void Refuse(Command command)
        {
            Format.WriteError(_webSocket.BeginPiece(), command.Id, command.Error, command.Position);
            EndAnswer();
        }

        /// <inheritdoc/>
        public CommandError SetInterval(int milliseconds, long now)
        {
            _interval = milliseconds;
            _sequence = now / milliseconds;
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
            _isHistory = true;
            _historyId = id;
            _firstRow = _device.Telemetry.History.First;
            _piece = 0;
            _lastPiece = _device.Telemetry.History.Count + 1;
            SendMore();
            return CommandError.None;
        }

        private void Begin(int interval, int mask)
        {
            _interval = interval;
            MayControl = _device.GetRight(Slot) == Right.Control;
            _mask = mask;
            _keepAliveDue = _response == null ? Channel.Never : _device.Server.Now + EventStream.KeepAliveInterval;
            _isHistory = false;
            _piece = 0;
            _lastPiece = _device.Board.Count + 1;
            _device.Board.Read(_device.Server.Now);
            SendMore();
        }

        private void WriteHistory(int piece, ByteWriter writer)
        {
            History history = _device.Telemetry.History;
            long row = _firstRow + piece - 1;
            if (piece == 0)
            {
                Format.WriteHistory(writer, _historyId, _firstRow * history.Interval, history.Interval);
            }
            else if (piece == _lastPiece)
            {
                Format.EndHistory(writer);
            }
            else
            {
                Format.WriteRow(writer, history, row, Mask, piece == 1);
            }
        }

        private void EndAnswer()
        {
            if (!_webSocket.EndPiece(Format.Type, true, true))
            {
                // Cannot be: room for it is kept. A client must never wait for an answer that does not come.
                _webSocket.Fail(CloseStatus.InternalError, "no room for an answer");
            }
        }
    }
}
