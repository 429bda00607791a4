using Nano.Firmware.Channels;
using Nano.Firmware.Messages;
using Nano.Firmware.Telemetry;
using Nano.Web.Http;
using Nano.Web.Text;
using Nano.Web.WebSockets;

namespace Nano.Firmware.Web
{
    /// <summary>
    /// One client of /ws or /events: what it wants, what it has been sent, and the command it is in the middle of. There is one
    /// for each slot, made once.
    /// </summary>
    internal sealed partial class Subscriber : Subscription
    {
        private readonly WebContext _context;

        // A client has either a WebSocket or the response of a stream of events.
        private Response _response;
        private int _messages;
        private Flags _flags;
        private int _piece;
        private int _lastPiece;
        private long _firstRow;
        private long _historyId;

        public Subscriber(WebContext context)
        {
            _context = context;
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

            /// <summary>The hello waits until the time in <c>_keepAliveDue</c>.</summary>
            IsWaiting = 16,
        }

        /// <summary>Whether the client may set outputs.</summary>
        public bool MayControl => (_flags & Flags.MayControl) != 0;

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
            Begin(webSocket.Slot, _context.Interval, -1);
        }

        /// <summary>A client wants events, of the channels in a mask: greets it.</summary>
        public void Begin(Response response, int slot, int interval, int mask)
        {
            _webSocket = null;
            _response = response;
            _format = _context.Json;
            Begin(slot, interval, mask);
        }

        /// <inheritdoc/>
        public override long Greet(long now)
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
            _context.Board.Read(now);
            SendMore();
            return Channel.Never;
        }

        /// <summary>The client has gone.</summary>
        public void End(int slot)
        {
            _flags = Flags.None;
            _context.Telemetry.Remove(this);
            _webSocket = null;
            _response = null;
            _context.Assembler.End(this);
            _context.Board.Release(slot);
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
                Answer(_context.Dispatcher.Refuse(ProtocolError.Timeout), 0);
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
                _context.Telemetry.Add(this, _context.Server.Now);
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

            Board board = _context.Board;
            if (piece == 0)
            {
                _format.WriteHello(writer, _context.Identity, _interval, MayControl);
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

        /// <inheritdoc/>
        public override bool TrySend(PreparedMessage message, bool isSample, long sequence)
        {
            _keepAliveDue = _context.Server.Now + EventStream.KeepAliveInterval;
            return EventStream.TrySend(_response, message, isSample, sequence);
        }

        /// <inheritdoc/>
        public override void KeepAlive(long now)
        {
            _keepAliveDue = now + EventStream.KeepAliveInterval;
            EventStream.KeepAlive(_response);
        }

        private bool IsHistory => (_flags & Flags.IsHistory) != 0;

        private void Begin(int slot, int interval, int mask)
        {
            _interval = interval;
            _flags = _context.GetRight(slot) == Right.Control ? Flags.MayControl : Flags.None;
            _mask = mask;
            _piece = 0;
            _lastPiece = _context.Board.Count + 1;
            long now = _context.Server.Now;
            if (_response != null)
            {
                _keepAliveDue = now + EventStream.KeepAliveInterval;
                _context.Board.Read(now);
                SendMore();
            }
            else
            {
                _flags |= Flags.IsWaiting;
                _keepAliveDue = now + _context.GreetingDelay;

                // Not in this turn, so that none is long.
                _webSocket.WantsToSend = true;
                _context.Telemetry.GreetBy(_keepAliveDue);
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
            int stop = first + (IsHistory ? _context.Telemetry.History.RowsAtOnce : _format.PiecesAtOnce);
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
            History history = _context.Telemetry.History;
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
    }
}
