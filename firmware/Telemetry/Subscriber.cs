using Nano.Web.Http;
using Nano.Web.Text;
using Nano.Web.WebSockets;

namespace Nano.Firmware
{
    /// <summary>
    /// One client of /ws or /events: what it wants, what it has been sent, and the command it is in the middle of. There is one
    /// for each slot, made once.
    /// </summary>
    internal sealed class Subscriber
    {
        // So many messages are read in one turn of the loop at most; a power of 2. What else has arrived waits while the others have theirs.
        private const int MessagesAtOnce = 4;

        private readonly Device _device;

        // Fields, because telemetry looks at every subscriber in each of its runs. When the next sample is due; never while none
        // may follow, as before the hello.
        internal long _due = Channel.Never;

        // The time between samples in milliseconds, the channels that are wanted, a bit for each, and what messages are written in.
        internal int _interval;
        internal int _mask;
        internal MessageFormat _format;

        // When a stream of events must have a sign of life, if it has had none by then. A WebSocket pings by itself: for one it is when its hello is due.
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

            /// <summary>The time for a command in fragments is over, and the client has not been told yet.</summary>
            IsLate = 8,

            /// <summary>The hello waits until the time in <see cref="_keepAliveDue"/>.</summary>
            IsWaiting = 16,
        }

        /// <summary>Whether the client may set outputs.</summary>
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

        /// <summary>Sends the hello if it is due.</summary>
        /// <returns>When it is due; <see cref="Channel.Never"/> when it has been sent or begun.</returns>
        public long Greet(long now)
        {
            if ((_flags & Flags.IsWaiting) == 0)
            {
                return Channel.Never;
            }

            if (now < _keepAliveDue)
            {
                return _keepAliveDue;
            }

            _flags &= ~Flags.IsWaiting;
            _keepAliveDue = Channel.Never;
            _device.Board.Read(now);
            SendMore();
            return Channel.Never;
        }

        /// <summary>The client has gone.</summary>
        public void End(int slot)
        {
            _flags = Flags.None;
            _device.Telemetry.Remove(this);
            _webSocket = null;
            _response = null;
            _device.Assembler.End(this);
            _device.Board.Release(slot);
        }

        /// <summary>
        /// Sends the next pieces of a long message, if one is under way: a few in each turn of the loop, as far as there is room for them. Until all of it is
        /// sent no command arrives.
        /// </summary>
        public void SendMore()
        {
            if ((_flags & Flags.IsWaiting) != 0)
            {
                // Until then the client's messages wait: each of its commands is answered behind the hello.
                _webSocket.WantsToSend = true;
                return;
            }

            int last = _lastPiece;
            if (_response == null && _piece <= last && !SendPieces())
            {
                _webSocket.WantsToSend = true;
                return;
            }

            for (int end = _piece + _format.PiecesAtOnce; _piece <= last; _piece++)
            {
                if (_piece == end || !EventStream.SendPiece(_response, this, _piece, last))
                {
                    return;
                }
            }

            if ((_flags & Flags.IsLate) != 0)
            {
                _flags &= ~Flags.IsLate;
                Answer(_device.Dispatcher.Refuse(CommandError.Timeout), 0);
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

        /// <summary>The time for the command that it is in the middle of is over: the rest is passed over.</summary>
        public void Expire()
        {
            _flags |= Flags.IsSkipping | Flags.IsLate;
            _webSocket.WantsToSend = true;
        }

        /// <summary>Takes a piece of a message. A command in one piece is read where it lies; only others are put together.</summary>
        /// <param name="type">The message's type.</param>
        /// <param name="buffer">Holds the piece.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length.</param>
        /// <param name="first">Whether the message begins with it.</param>
        /// <param name="last">Whether the message ends with it.</param>
        /// <param name="isTooLong">Whether it is of a frame that is longer than a command may be.</param>
        public void Receive(MessageType type, byte[] buffer, int offset, int count, bool first, bool last, bool isTooLong)
        {
            Dispatcher dispatcher = _device.Dispatcher;
            if (last && (++_messages & (MessagesAtOnce - 1)) == 0)
            {
                _webSocket.WantsToSend = true;
            }

            MessageFormat format = _format;
            if (first && last && type == format.Type)
            {
                long now = _device.Server.Now;
                Answer(dispatcher.Dispatch(format.Tokens, buffer, offset, count, now, _webSocket.Slot, MayControl), now);
                return;
            }

            CommandAssembler assembler = _device.Assembler;
            if (first)
            {
                _flags &= ~Flags.IsSkipping;
                CommandError error = type != format.Type ? CommandError.Malformed
                    : isTooLong ? CommandError.TooLong
                    : !MayControl ? CommandError.Forbidden
                    : assembler.Begin(this, _device.Server.Now) ? CommandError.None
                    : CommandError.Busy;
                if (error != CommandError.None)
                {
                    _flags |= Flags.IsSkipping;
                    Answer(dispatcher.Refuse(error), 0);
                }
            }

            if ((_flags & Flags.IsSkipping) != 0)
            {
                return;
            }

            if (isTooLong || !assembler.Add(buffer, offset, count, _device.Server.Now))
            {
                _flags |= Flags.IsSkipping;
                assembler.End(this);
                Answer(dispatcher.Refuse(CommandError.TooLong), 0);
            }
            else if (last)
            {
                assembler.End(this);
                long now = _device.Server.Now;
                Answer(dispatcher.Dispatch(format.Tokens, assembler.Buffer, 0, assembler.Count, now, _webSocket.Slot, MayControl), now);
            }
        }

        private bool IsHistory => (_flags & Flags.IsHistory) != 0;

        private void Begin(int slot, int interval, int mask)
        {
            _interval = interval;
            _flags = _device.GetRight(slot) == Right.Control ? Flags.MayControl : Flags.None;
            _mask = mask;
            _piece = 0;
            _lastPiece = _device.Board.Count + 1;
            long now = _device.Server.Now;
            if (_response != null)
            {
                _keepAliveDue = now + EventStream.KeepAliveInterval;
                _device.Board.Read(now);
                SendMore();
            }
            else
            {
                _flags |= Flags.IsWaiting;
                _keepAliveDue = now + _device.GreetingDelay;

                // Not in this turn, so that none is long.
                _webSocket.WantsToSend = true;
                _device.Telemetry.GreetBy(_keepAliveDue);
            }
        }

        /// <summary>Sends the next pieces of the long message, as far as there is room for them, in one frame.</summary>
        /// <returns>Whether that was the last of them.</returns>
        private bool SendPieces()
        {
            ByteWriter writer = _webSocket.BeginPiece();
            int first = _piece;
            int last = _lastPiece;
            int next = first;
            int stop = first + (IsHistory ? _device.Telemetry.History.RowsAtOnce : _format.PiecesAtOnce);
            int end = writer.Count;
            while (next <= last && next < stop)
            {
                WritePiece(next, writer);
                if (writer.Overflowed)
                {
                    break;
                }

                end = writer.Count;
                next++;
            }

            if (next > first)
            {
                // Without the piece that did not fit.
                writer.Rewind(end);
            }

            if (!_webSocket.EndPiece(_format.Type, first == 0, next > last))
            {
                return false;
            }

            _piece = next;
            return next > last;
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

        /// <summary>Executes a command that concerns this subscription, and answers any command. A history's ack follows its rows.</summary>
        private void Answer(Command command, long now)
        {
            if (command.IsForSubscriber)
            {
                _device.Dispatcher.Complete(Execute(command, now));
            }

            if (command._error != CommandError.None)
            {
                _format.WriteError(_webSocket.BeginPiece(), command._id, command._error, command.Position);
                EndAnswer();
            }
            else if (command._verb != CommandVerb.History)
            {
                _format.WriteAck(_webSocket.BeginPiece(), command._id);
                EndAnswer();
            }
        }

        private CommandError Execute(Command command, long now)
        {
            switch (command._verb)
            {
                case CommandVerb.Interval: return SetInterval(command, now);
                case CommandVerb.State: return _device.Telemetry.SendNow(this, now) ? CommandError.None : CommandError.Busy;
                case CommandVerb.Subscribe:
                    _mask = command._mask == 0 ? -1 : command._mask;
                    return CommandError.None;
                default:
                    BeginHistory(command._id);
                    return CommandError.None;
            }
        }

        private CommandError SetInterval(Command command, long now)
        {
            if (!command._hasMilliseconds)
            {
                return CommandError.MissingMember;
            }

            long milliseconds = command._milliseconds;
            if (milliseconds < Dispatcher.MinimumInterval || milliseconds > Dispatcher.MaximumInterval)
            {
                return CommandError.OutOfRange;
            }

            _interval = (int)milliseconds;
            _device.Telemetry.Schedule(this, now);
            _device.RunSoon();
            return CommandError.None;
        }

        private void BeginHistory(long id)
        {
            _flags |= Flags.IsHistory;
            _historyId = id;
            _firstRow = _device.Telemetry.History.First;
            _piece = 0;
            _lastPiece = _device.Telemetry.History.Count + 1;

            // In the next turn, so that none is long.
            _webSocket.WantsToSend = true;
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
